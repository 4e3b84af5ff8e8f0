"""The owner's phone that is set on the screen counts once the code sent to it came back: until then
the one before it does. A number that a command imported counts at once."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from coccinelle.core.business import Business
from coccinelle.core.errors import PermanentError
from coccinelle.engine.desk import Desk
from coccinelle.store import businesses, phones, settings, team
from coccinelle.store.database import Connection

KEY = "card.owner_phone"
WAITING = "owner_phone_to_prove"  # a setting of the program's own: the number that waits
GONE = "Ce numéro n'attend plus de code : donnez-le de nouveau."


def kept_apart(
    connection: Connection, before: Business, values: Mapping[str, Any], *, by: str, at: datetime
) -> dict[str, Any]:
    """What of these settings counts at once; a new number waits for its proof, but a member's."""
    counted = dict(values)
    phone = counted.get(KEY, before.owner_phone)
    if phone == before.owner_phone:
        return counted
    forget(connection)
    if phone and phones.of(connection, phone) is None:
        settings.put(connection, {WAITING: counted.pop(KEY)}, by=by, at=at)
    return counted


def waiting(connection: Connection) -> str:
    row = settings.one_of(connection, WAITING)
    return str(row.value) if row else ""


def prove(desk: Desk, phone: str, *, by: str) -> str:
    """It counts from now on; returns the one that did. Raises PermanentError."""
    with desk.transaction() as connection:
        settings.lock(connection)
        if waiting(connection) != phone:
            raise PermanentError(GONE)
        before = businesses.current(connection).owner_phone
        forget(connection)
        settings.put(connection, {KEY: phone}, by=by, at=desk.now())
        team.leave(connection, before)
    return before


def forget(connection: Connection) -> None:
    """The one that waits; the one that counts stays."""
    settings.take_back(connection, [WAITING])
