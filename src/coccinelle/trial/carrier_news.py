"""What a script makes carriers tell, kept as an import of the shop's file would keep it."""

from datetime import datetime

from coccinelle.core.errors import PermanentError
from coccinelle.engine.desk import Desk
from coccinelle.packs.script import CarrierNews
from coccinelle.store import orders
from coccinelle.store.importing.batches import silent
from coccinelle.store.importing.folder import TrackingEntry
from coccinelle.store.importing.orders import save_tracking

LABELS = {
    "in_transit": "Votre colis est en cours d'acheminement",
    "out_for_delivery": "Votre colis est en cours de livraison",
    "delivered": "Votre colis est livré",
    "returned": "Votre colis est retourné à l'expéditeur",
    "exception": "Votre colis est égaré, une enquête est ouverte",
}


def arrive(desk: Desk, news: CarrierNews) -> None:
    """Raises PermanentError for an order nobody knows, or one without a parcel."""
    if not news.status:
        return
    with desk.transaction() as connection:
        number = news.tracking or orders.tracking_number(connection, news.order)
        if not number:
            raise PermanentError(f"La commande « {news.order} » n'a pas de colis.")
        entry = TrackingEntry(
            number, _local(desk, news.at, desk.now()), news.status,
            news.label or LABELS.get(news.status, ""), _expected(desk, news.expected),
        )  # fmt: skip
        save_tracking(connection, (entry,), silent)


def _expected(desk: Desk, at: datetime | None) -> datetime | None:
    return None if at is None else _local(desk, at, at)


def _local(desk: Desk, at: object, now: datetime) -> datetime:
    """Without zone it is the business's local time."""
    if not isinstance(at, datetime):
        return now
    return at if at.tzinfo else at.replace(tzinfo=desk.business.zone)
