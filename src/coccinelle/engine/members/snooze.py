"""A conversation put off: out of the list until its moment, or until the customer writes."""

from datetime import datetime, timedelta

from coccinelle.core.errors import PermanentError
from coccinelle.core.member_words import lasting
from coccinelle.engine.desk import Desk
from coccinelle.engine.members.closing import CLOSED
from coccinelle.store import attention, cases, inbox, notes
from coccinelle.store.database import Connection

FURTHEST = timedelta(days=366)


def snooze(desk: Desk, conversation_id: int, until: datetime, *, by: str) -> None:
    """Raises PermanentError for a moment that has passed or is more than a year away."""
    now = desk.now()
    if not now < until <= now + FURTHEST:
        raise PermanentError("Choisissez un moment à venir, dans l'année.")
    with desk.transaction() as connection:
        ids = attention.lock_open(connection, conversation_id)
        if not ids:
            raise PermanentError(CLOSED)
        if attention.snooze(connection, ids, until):
            text = lasting(until.astimezone(desk.business.zone))
            notes.add(connection, conversation_id, kind="snoozed", text=text, by=by, at=now)


def bring_back(desk: Desk, conversation_id: int, *, by: str) -> None:
    """Before its moment, by a member."""
    with desk.transaction() as connection:
        ids = attention.lock_open(connection, conversation_id)
        if attention.wake(connection, ids):
            notes.add(connection, conversation_id, kind="woken", text="", by=by, at=desk.now())


def wake(desk: Desk) -> None:
    """Whose moment has come: back in the list, unread, and members are told, once."""
    with desk.transaction() as connection:
        due = attention.due(connection, desk.now())
    for conversation_id in due:
        with desk.transaction() as connection:
            ids = attention.lock_open(connection, conversation_id)
            if attention.wake(connection, ids, desk.now()):
                _tell(desk, connection, conversation_id)


def _tell(desk: Desk, connection: Connection, conversation_id: int) -> None:
    cases.notify(
        connection,
        kind="message",
        text=f"De retour dans la boîte - {inbox.name_of(connection, conversation_id)}",
        status_line="Vous l'aviez reporté à maintenant",
        conversation_id=conversation_id,
        at=desk.now(),
    )
