"""Done with a customer for now: closed by a member, or after 72 hours of silence.

What a member closed goes on where it was when the customer writes within 72 hours, memory and
thread included; later, they begin a new conversation. The timeline shows both.
"""

from datetime import timedelta

from coccinelle.core.errors import PermanentError
from coccinelle.engine.commitments import answer_due
from coccinelle.engine.desk import Desk
from coccinelle.engine.members.overtaken import check_nothing_arrived
from coccinelle.store import attention, cases, conversations, notes, presence, team
from coccinelle.store.database import Connection

CLOSED = "Cette conversation est fermée : rouvrez-la d'abord."
IDLE = timedelta(hours=72)


def close(desk: Desk, conversation_id: int, *, by: str, seen: int | None = None) -> None:
    """Nobody waits here any more: no draft, no escalation; a second click changes nothing.

    seen: as in `member.reply`. Raises PermanentError when the assistant is about to answer,
    Overtaken when somebody wrote since.
    """
    with desk.transaction() as connection:
        ids = attention.lock_open(connection, conversation_id)
        if attention.waits_for_an_answer(connection, ids):
            raise PermanentError("Un message vient d'arriver : lisez-le avant de fermer.")
        if ids and seen is not None:
            check_nothing_arrived(connection, conversation_id, seen, by=by)
        if not attention.close(connection, ids, by=by, at=desk.now()):
            return
        for one in ids:
            _settle(desk, connection, one, by)
        notes.add(connection, conversation_id, kind="closed", text="", by=by, at=desk.now())


def reopen(desk: Desk, conversation_id: int, *, by: str) -> None:
    """Nothing when it is open, or when they already write in a new one."""
    with desk.transaction() as connection:
        if attention.reopen(connection, conversation_id):
            notes.add(connection, conversation_id, kind="reopened", text="", by=by, at=desk.now())


def close_idle(desk: Desk) -> int:
    """How many conversations had been silent for 72 hours, with nothing that waits in them."""
    with desk.transaction() as connection:
        presence.purge(connection, desk.now() - IDLE)
        return conversations.close_idle(connection, desk.now() - IDLE)


def _settle(desk: Desk, connection: Connection, conversation_id: int, by: str) -> None:
    now = desk.now()
    draft = cases.waiting_draft(connection, conversation_id)
    if draft:
        cases.end_draft(connection, draft.id, status="replaced", by=by, sent_text=None, at=now)
    cases.answer_escalations(connection, conversation_id, by=by, at=now)
    answer_due.end(connection, conversation_id, because=f"{by} a fermé la conversation", at=now)
    team.seen(connection, conversation_id, now)
