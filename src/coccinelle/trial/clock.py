"""The copy's clock goes forward; what falls due on the way happens in its order, by the worker."""

import time
from collections.abc import Callable
from datetime import datetime

from coccinelle.engine.desk import Desk
from coccinelle.kit.clock import offset_to
from coccinelle.store import businesses, chronicle
from coccinelle.store.chronicle import Next

PATIENCE = 8.0  # real seconds for one conversation at one moment: a first reading is slow
LONGEST = 20.0  # real seconds for the whole way
LOOK = 0.02

OpenDesk = Callable[[], Desk]
IsWanted = Callable[[], bool]


def always() -> bool:
    return True


def go_on(open_desk: OpenDesk, until: datetime, is_wanted: IsWanted = always) -> bool:
    """What nobody attends to in time is left to the worker. False when it was no longer wanted."""
    ends, seen = time.monotonic() + LONGEST, set[Next]()
    while is_wanted() and time.monotonic() < ends and (due := _next(open_desk(), until, seen)):
        seen.add(due)
        _move(open_desk(), due.at)
        if not _was_attended(open_desk, due):
            break
    if not is_wanted():
        return False
    _move(open_desk(), until)
    return True


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
    while _is_waited_for(desk, due):
        if time.monotonic() > ends:
            return False
        time.sleep(LOOK)
    return True


def _is_waited_for(desk: Desk, due: Next) -> bool:
    """Or is just being handed over: the clock must not pass over a message that leaves."""
    with desk.transaction() as connection:
        return due in chronicle.coming(connection) or chronicle.is_leaving(
            connection, due.conversation_id
        )
