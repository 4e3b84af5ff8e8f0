"""The copy's clock goes forward; what falls due on the way happens in its order, by the worker."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from coccinelle.core.errors import PermanentError
from coccinelle.engine.desk import Desk
from coccinelle.kit.clock import offset_to
from coccinelle.store import businesses, chronicle
from coccinelle.store.chronicle import Next

FARTHEST = timedelta(days=62)  # beyond, it is no longer a trial
PATIENCE = 8.0  # real seconds for one conversation at one moment: a first reading is slow
LONGEST = 20.0  # real seconds for the whole way
LOOK = 0.02

OpenDesk = Callable[[], Desk]


def advance(open_desk: OpenDesk, until: datetime) -> None:
    """Raises PermanentError for a moment that is past or too far."""
    now = open_desk().now()
    if not now <= until <= now + FARTHEST:
        raise PermanentError("L'horloge de l'essai avance seulement, de deux mois au plus.")
    go_on(open_desk, until)


def go_on(open_desk: OpenDesk, until: datetime) -> None:
    """A worker that is away finds what is left when it is back."""
    ends, seen = time.monotonic() + LONGEST, set[Next]()
    while time.monotonic() < ends and (due := _next(open_desk(), until, seen)):
        seen.add(due)
        _move(open_desk(), due.at)
        if not _was_attended(open_desk, due):
            break
    _move(open_desk(), until)


def settle(open_desk: OpenDesk) -> None:
    """Waits until what is due at once was attended to."""
    desk = open_desk()
    for due in _coming(desk):
        if due.at <= desk.now():
            _was_attended(open_desk, due)


def _next(desk: Desk, until: datetime, seen: set[Next]) -> Next | None:
    return next((due for due in _coming(desk) if due.at <= until and due not in seen), None)


def _coming(desk: Desk) -> list[Next]:
    with desk.transaction() as connection:
        return chronicle.coming(connection)


def _move(desk: Desk, at: datetime) -> None:
    offset = max(desk.business.clock_offset_seconds, offset_to(at))
    with desk.transaction() as connection:
        businesses.set_clock_offset(connection, offset)


def _was_attended(open_desk: OpenDesk, due: Next) -> bool:
    """Rung for without waiting for the sweep."""
    with (desk := open_desk()).transaction() as connection:
        desk.ring(connection, due.conversation_id)
    ends = time.monotonic() + PATIENCE
    while due in _coming(desk):
        if time.monotonic() > ends:
            return False
        time.sleep(LOOK)
    return True
