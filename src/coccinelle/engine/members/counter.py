"""What members do at the counter: a hold picked up or prolonged, a stock corrected."""

from datetime import datetime, timedelta

from coccinelle.core.errors import PermanentError
from coccinelle.engine.actions import hold
from coccinelle.engine.commitments import waiting
from coccinelle.engine.desk import Desk
from coccinelle.store import cases, holds, stock

FARTHEST = timedelta(days=366)
TOO_FAR = "Une échéance est à un an au plus."


def pick_up(desk: Desk, hold_id: int, *, by: str) -> None:
    """The customer came: the item leaves the stock, the reminder dies. Raises PermanentError."""
    with desk.transaction() as connection:
        held = hold.end(
            desk, connection, hold_id, status="picked_up", because=f"Retirée ({by})", now=desk.now()
        )
        if held is None:
            raise PermanentError("Cette mise de côté n'est plus active.")


def prolong(desk: Desk, hold_id: int, until: datetime, *, by: str) -> None:
    """Keeps it until later; expiry and reminder follow. Raises PermanentError."""
    now = desk.now()
    if until <= now:
        raise PermanentError("La nouvelle échéance est déjà passée.")
    if until > now + FARTHEST:
        raise PermanentError(TOO_FAR)
    with desk.transaction() as connection:
        held = holds.lock(connection, hold_id)
        if held is None or held.status != "active":
            raise PermanentError("Cette mise de côté n'est plus active.")
        hold.prolong(desk, connection, held, until, because=f"Prolongée ({by})", now=now)


def correct_stock(desk: Desk, sku: str, on_hand: int) -> None:
    """Counted on the shelf. When more is reserved than is left, the members are told.

    Raises PermanentError for a count below zero or a SKU nobody knows.
    """
    now = desk.now()
    if not 0 <= on_hand <= 1_000_000:
        raise PermanentError("Un stock va de 0 à 1 000 000.")
    with desk.transaction() as connection:
        if not stock.correct(connection, sku, on_hand, now):
            raise PermanentError(f"La référence « {sku} » n'existe pas.")
        for _ in range(stock.available(connection, sku)):
            waiting.call_next(desk, connection, sku, now)
        missing = stock.reserved(connection, sku) - on_hand
        if missing > 0:
            cases.notify(
                connection,
                kind="stock",
                text=f"Stock insuffisant pour les réservations - {sku}",
                lines=(f"Il manque {missing} article(s) pour les mises de côté en cours",),
                status_line="À vous de voir",
                at=now,
            )
