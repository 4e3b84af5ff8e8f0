"""A withdrawal is declared: the date is kept at once, and somebody sees to the refund in time."""

from datetime import date, datetime
from typing import Any

from coccinelle.engine.actions.feed import tell_act
from coccinelle.engine.actions.wish import FactsChanged, Wish
from coccinelle.engine.desk import Desk
from coccinelle.store import exchanges, orders
from coccinelle.store.database import Connection


def record(desk: Desk, connection: Connection, wish: Wish, now: datetime) -> dict[str, Any]:
    """params: order_id, position (None for the whole order), declared_at, words, send_back_by,
    refund_by."""
    params = wish.action.params
    order = orders.lock(connection, params["order_id"], now)
    if order is None:
        raise FactsChanged("Cette commande n'existe plus.")
    withdrawal_id = exchanges.withdraw(
        connection,
        order_id=order.id,
        position=params["position"],
        contact_id=order.contact_id,
        declared_at=datetime.fromisoformat(params["declared_at"]),
        words=params["words"],
        send_back_by=date.fromisoformat(params["send_back_by"]),
    )
    refund_by = date.fromisoformat(params["refund_by"])
    tell_act(
        connection,
        wish,
        now,
        f"Rétractation enregistrée - {wish.who} #{order.number}",
        f"Remboursement au plus tard le {refund_by:%d/%m/%Y}",
        status_line="Accusé de réception envoyé - le remboursement vous attend",
    )
    return {"withdrawal_id": withdrawal_id}
