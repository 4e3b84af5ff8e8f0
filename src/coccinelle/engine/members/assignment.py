"""Who of the team has a customer in hand: said to all, and nothing else changes."""

from coccinelle.core.errors import PermanentError
from coccinelle.engine.desk import Desk
from coccinelle.engine.members.closing import CLOSED
from coccinelle.store import attention, members, notes


def assign(desk: Desk, conversation_id: int, member_id: int, *, by: str) -> None:
    with desk.transaction() as connection:
        who = members.of_id(connection, member_id)
        if who is None:
            raise PermanentError("Ce membre n'existe pas.")
        ids = attention.lock_open(connection, conversation_id)
        if not ids:
            raise PermanentError(CLOSED)
        if attention.assign(connection, ids, member_id):
            notes.add(
                connection, conversation_id, kind="assigned", text=who.name, by=by, at=desk.now()
            )


def unassign(desk: Desk, conversation_id: int, *, by: str) -> None:
    with desk.transaction() as connection:
        ids = attention.lock_open(connection, conversation_id)
        if attention.assign(connection, ids, None):
            notes.add(connection, conversation_id, kind="unassigned", text="", by=by, at=desk.now())
