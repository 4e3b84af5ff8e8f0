"""What a member does in a conversation: write, take over, hand back."""

from coccinelle.core.errors import PermanentError
from coccinelle.engine import answer_due
from coccinelle.engine.desk import Desk
from coccinelle.store import cases, conversations, messages, team
from coccinelle.store.database import Connection


def reply(desk: Desk, conversation_id: int, text: str, *, by: str) -> None:
    """A member's own words: the assistant is silent here until the conversation is handed back."""
    with desk.transaction() as connection:
        now = desk.now()
        write(desk, connection, conversation_id, text)
        draft = cases.waiting_draft(connection, conversation_id)
        if draft:
            cases.end_draft(connection, draft.id, status="replaced", by=by, sent_text=text, at=now)
        conversations.pause(connection, conversation_id, by=by, at=now)
        answered(desk, connection, conversation_id, by=by)


def answered(desk: Desk, connection: Connection, conversation_id: int, *, by: str) -> None:
    """A member's words are leaving: nobody waits here any more."""
    now = desk.now()
    team.seen(connection, conversation_id, now)
    cases.answer_escalations(connection, conversation_id, by=by, at=now)
    answer_due.end(connection, conversation_id, because=f"{by} a répondu", at=now)
    desk.ring(connection, conversation_id)


def take_over(desk: Desk, conversation_id: int, *, by: str) -> None:
    with desk.transaction() as connection:
        conversations.pause(connection, conversation_id, by=by, at=desk.now())
        team.seen(connection, conversation_id, desk.now())


def hand_back(desk: Desk, conversation_id: int) -> None:
    with desk.transaction() as connection:
        conversations.resume(connection, conversation_id)


def write(
    desk: Desk,
    connection: Connection,
    conversation_id: int,
    text: str,
    waits_for: int | None = None,
) -> None:
    """waits_for: the outside act it tells of."""
    conversation = conversations.lock(connection, conversation_id)
    if conversation is None:
        raise PermanentError("Cette conversation n'existe pas.")
    messages.add_outbound(
        connection, conversation_id, conversation.channel_id, author="member", text=text,
        at=desk.now(), purpose="member", waits_for=waits_for,
    )  # fmt: skip
