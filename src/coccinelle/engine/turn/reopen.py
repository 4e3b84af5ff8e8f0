"""What a draft asks back is open once its words have left: a "oui" that follows answers it."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from coccinelle.core.memory import OpenQuestion
from coccinelle.engine.case import MEMORY
from coccinelle.store import conversations, turns
from coccinelle.store.cases import DraftRow
from coccinelle.store.database import Connection

ASKS = "asks"  # its name in the trace of the turn
QUESTION = TypeAdapter(OpenQuestion)


def asks(asked: OpenQuestion | None) -> dict[str, Any]:
    """As the trace keeps it."""
    return {ASKS: QUESTION.dump_python(asked, mode="json")} if asked else {}


def question(connection: Connection, draft: DraftRow, text: str, now: datetime) -> None:
    """text: the words that leave; a member who asks nothing any more has closed it."""
    turn = turns.load(connection, draft.turn_id) if draft.turn_id else None
    asked = turn.decision.get(ASKS) if turn else None
    conversation = conversations.load(connection, draft.conversation_id)
    if not asked or "?" not in text or conversation is None:
        return
    opened = QUESTION.validate_python({**asked, "asked_at": now})
    memory = MEMORY.validate_python(conversation.memory).at(now)
    kept = replace(memory, question=opened, updated_at=now)
    conversations.remember(connection, draft.conversation_id, MEMORY.dump_python(kept, mode="json"))
