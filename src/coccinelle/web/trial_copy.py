"""Which copy a member may try things on: that of their own shop, one act at a time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import Lock

from coccinelle.core.errors import PermanentError
from coccinelle.engine.desk import Desk
from coccinelle.store import copies
from coccinelle.web.admission import Visit

NOT_READY = "L'essai est à préparer : appuyez sur « Préparer l'essai »."
_PLAYING: dict[int, Lock] = {}  # by shop: one clock cannot be moved by two at once

OpenDesk = Callable[[int], Desk]


def copy_of(visit: Visit, open_desk: OpenDesk) -> Desk | None:
    """The copy of the member's own shop, of no other; None when it is to be prepared."""
    shop = visit.desk
    known = copies.of(shop.database, shop.business.id)
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


@contextmanager
def alone(visit: Visit) -> Iterator[None]:
    """Raises PermanentError while another member's replay moves the same clock."""
    lock = _PLAYING.setdefault(visit.desk.business.id, Lock())
    if not lock.acquire(blocking=False):
        raise PermanentError("Un essai est en train de se jouer : attendez qu'il se termine.")
    try:
        yield
    finally:
        lock.release()
