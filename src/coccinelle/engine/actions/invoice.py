"""A copy of an invoice behind a link, made with its turn from the order as it is."""

from datetime import datetime
from typing import Any

from coccinelle.engine.actions import documents
from coccinelle.engine.actions.feed import tell_act
from coccinelle.engine.actions.wish import FactsChanged, Wish
from coccinelle.engine.desk import Desk
from coccinelle.store import contacts, orders
from coccinelle.store.database import Connection

KIND = "document.invoice"


def make(desk: Desk, connection: Connection, wish: Wish, now: datetime) -> dict[str, Any]:
    """params: order_id, of an order read for the person who is proven to write; token of the link
    that the reply tells."""
    order = orders.lock(connection, wish.action.params["order_id"], now)
    if order is None:
        raise FactsChanged("La commande n'est plus là.")
    buyer = contacts.load(
        connection, order.contact_id, wish.contact.kind, wish.contact.address,
        desk.business.policy.vip_orders,
    )  # fmt: skip
    document_id = documents.promise(
        connection,
        kind="invoice",
        name=f"commande-{order.number}.pdf",
        contact_id=order.contact_id,
        conversation_id=wish.conversation_id,
        at=now,
        token=wish.action.params["token"],
    )
    paper = desk.papers.purchase(order, buyer.name, desk.business, now.date())
    documents.fill(connection, document_id, paper)
    who = buyer.first_name or "un client"
    tell_act(connection, wish, now, f"Copie de facture donnée à {who} - n° {order.number}")
    return {"document_id": document_id}
