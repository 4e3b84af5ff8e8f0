"""Which copy a member may try things on: their own, of their own shop."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

from coccinelle.core.errors import PermanentError
from coccinelle.engine.desk import Desk
from coccinelle.store import copies, plays
from coccinelle.trial.copy import renew
from coccinelle.trial.play import BUSY, is_playing
from coccinelle.web.access.admission import Visit

NOT_READY = "L'essai est à préparer : écrivez un premier message."
LOOK = 0.05

OpenDesk = Callable[[int], Desk]


def copy_of(visit: Visit, open_desk: OpenDesk) -> Desk | None:
    """The member's own copy of their own shop, no other; None when it is to be prepared."""
    shop = visit.desk
    known = copies.of(shop.database, shop.business.id, visit.member.id)
    if known is None or known.tried_at is None:
        return None
    copy = open_desk(known.business_id)
    return copy if copy.business.sandbox_of == shop.business.id else None


def ready_copy(visit: Visit, open_desk: OpenDesk) -> Desk:
    """Raises PermanentError. It is in use: this night leaves it alone."""
    copy = copy_of(visit, open_desk)
    if copy is None:
        raise PermanentError(NOT_READY)
    with copy.transaction() as connection:
        copies.touch(connection, datetime.now(UTC))
    return copy


def free_copy(visit: Visit, open_desk: OpenDesk) -> Desk:
    """Raises PermanentError while something is played on it."""
    copy = ready_copy(visit, open_desk)
    if is_playing(copy):
        raise PermanentError(BUSY)
    return copy


def copy_at_once(visit: Visit, open_desk: OpenDesk) -> Desk:
    """Prepared when it is not. Raises PermanentError while something is played on it."""
    if copy_of(visit, open_desk) is None:
        renew(visit.desk, by=visit.member.id)
    return free_copy(visit, open_desk)


def wait_for(copy: Desk, play_id: int, seconds: float) -> None:
    """What is short is shown at once; the page hears of the rest."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        with copy.transaction() as connection:
            row = plays.current(connection)
        if row is None or row.id != play_id or row.is_over:
            return
        time.sleep(LOOK)
