"""A parcel came back: its exchange ends, the replacement leaves, the article is on the shelf."""

from datetime import datetime

from coccinelle.core.errors import PermanentError
from coccinelle.core.exchange import kept_until
from coccinelle.engine.actions import hold
from coccinelle.engine.commitments import parcel_told, waiting
from coccinelle.engine.desk import Desk
from coccinelle.store import exchanges, holds, parcels_back, stock
from coccinelle.store.database import Connection
from coccinelle.store.parcels_back import ParcelRow

SOLD = "L'article revenu est déjà réservé ou vendu : corrigez plutôt son stock."
NOT_KEPT = "Le remplacement n'est plus parti : rien à reprendre."


def of_exchange(desk: Desk, exchange_id: int, *, restock: bool, tell: bool, by: str) -> None:
    """Once, however often it is said. An exchange still open is done: its replacement leaves. tell:
    its customer too; one who brought the article back knows."""
    now = desk.now()
    with desk.transaction() as connection:
        running = exchanges.lock(connection, exchange_id)
        if running is None:
            raise PermanentError("Cet échange n'existe pas.")
        back = parcels_back.lines_of_exchange(connection, exchange_id) if restock else {}
        parcel_id = parcels_back.add(
            connection, exchange_id=exchange_id, withdrawal_id=None, restocked=back,
            replaced=running.status == "open", by=by, at=now,
        )  # fmt: skip
        if parcel_id is None:
            return
        if running.status == "open" and running.hold_id is not None:
            hold.end(
                desk,
                connection,
                running.hold_id,
                status="picked_up",
                because=f"Colis reçu ({by})",
                now=now,
            )
        _put_back(desk, connection, back, now)
        if running.way != "shop":
            where = parcels_back.conversation_of(
                connection, exchange_id=exchange_id, withdrawal_id=None
            )
            parcel_told.owe(desk, connection, parcel_id, where, tell=tell, now=now)


def of_withdrawal(desk: Desk, withdrawal_id: int, *, restock: bool, tell: bool, by: str) -> None:
    """Once, however often it is said. The refund is the shop's."""
    now = desk.now()
    with desk.transaction() as connection:
        back = parcels_back.lines_of_withdrawal(connection, withdrawal_id) if restock else {}
        parcel_id = parcels_back.add(
            connection, exchange_id=None, withdrawal_id=withdrawal_id, restocked=back,
            replaced=False, by=by, at=now,
        )  # fmt: skip
        if parcel_id is None:
            return
        _put_back(desk, connection, back, now)
        where = parcels_back.conversation_of(
            connection, exchange_id=None, withdrawal_id=withdrawal_id
        )
        parcel_told.owe(desk, connection, parcel_id, where, tell=tell, now=now)


def undo(desk: Desk, parcel_id: int, *, by: str) -> None:
    """It had not come: the stock is as before, the exchange is open again. Raises PermanentError
    when the article was put aside or sold meanwhile."""
    now = desk.now()
    with desk.transaction() as connection:
        parcel = parcels_back.lock(connection, parcel_id)
        if parcel is None:
            raise PermanentError("Ce retour n'existe pas.")
        if parcel.undone_at is not None:
            return
        for sku, quantity in parcel.restocked.items():
            if not stock.take_off(connection, sku, quantity, now):
                raise PermanentError(SOLD)
        if parcel.replaced:
            _keep_again(desk, connection, parcel, now)
        parcels_back.undone(connection, parcel_id, by=by, at=now)
        parcel_told.take_back(desk, connection, parcel_id, now)


def _put_back(desk: Desk, connection: Connection, back: dict[str, int], now: datetime) -> None:
    for sku, quantity in back.items():
        stock.put_back(connection, sku, quantity, now)
        for _ in range(quantity):
            waiting.call_next(desk, connection, sku, now)


def _keep_again(desk: Desk, connection: Connection, parcel: ParcelRow, now: datetime) -> None:
    """The replacement had not left: kept as when an exchange opens."""
    assert parcel.exchange_id is not None
    ended = exchanges.lock(connection, parcel.exchange_id)
    assert ended is not None
    until = kept_until(desk.business.policy, desk.business.hours, now)
    if ended.hold_id is None or not holds.give_back(connection, ended.hold_id, until=until):
        raise PermanentError(NOT_KEPT)
    held = hold.loaded(connection, ended.hold_id)
    stock.keep_again(connection, held.sku, held.quantity)
    hold.prolong(desk, connection, held, until, because="Le colis n'était pas revenu", now=now)
    exchanges.reopen(connection, ended.id)
