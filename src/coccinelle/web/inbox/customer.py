"""What is known of a customer, beside what they said: orders, items put aside, promises, memory."""

from dataclasses import dataclass
from datetime import datetime

from coccinelle.core.business import Contact
from coccinelle.core.orders import Order
from coccinelle.core.shop import Hold
from coccinelle.store import commitments, holds, orders
from coccinelle.store.database import Connection
from coccinelle.web import words
from coccinelle.web.daily.commitments import Promise, promise
from coccinelle.web.i18n import Spoken, _, price
from coccinelle.web.inbox.people import Named
from coccinelle.web.moments import day, moment

ORDERS_SHOWN = 4
PROMISES_SHOWN = 12
ORDER_STATES = Spoken({
    "pending": "en attente", "processing": "en préparation", "shipped": "expédiée",
    "delivered": "livrée", "cancelled": "annulée", "returned": "retournée",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class OrderLine:
    number: str
    what: str
    total: str
    code: str
    state: str
    when: str
    tracking: str


@dataclass(frozen=True, slots=True)
class Kept:
    """An item put aside."""

    id: int
    what: str
    until: str
    purpose: str


@dataclass(frozen=True, slots=True)
class Customer:
    contact: Contact
    spent: str
    orders: tuple[OrderLine, ...]
    kept: tuple[Kept, ...]
    promises: tuple[Promise, ...]


def customer(
    connection: Connection, contact: Contact, names: dict[int, Named], now: datetime
) -> Customer:
    found = orders.recent(connection, contact.id, now)
    kept = holds.active_of(connection, contact.id)
    promised = commitments.of_contact(connection, contact.id, PROMISES_SHOWN)
    return Customer(
        contact=contact,
        spent=price(orders.spent(connection, contact.id)),
        orders=tuple(_order(one, now) for one in found[:ORDERS_SHOWN]),
        kept=tuple(_kept(one, now) for one in kept),
        promises=tuple(promise(one, names, now) for one in promised),
    )


def what_is_held(held: Hold) -> str:
    """Robe fleurie bleue, bleu, taille 38 (2 articles)."""
    size = _("taille {size}", size=held.size) if held.size else ""
    count = _(" ({n} articles)", n=held.quantity) if held.quantity > 1 else ""
    return ", ".join(part for part in (held.product, held.color, size) if part) + count


def _order(order: Order, now: datetime) -> OrderLine:
    names = [f"{one.product}{f' · {one.size}' if one.size else ''}" for one in order.lines]
    return OrderLine(
        number=order.number,
        what=", ".join(names),
        total=price(order.total_cents),
        code=order.status,
        state=ORDER_STATES.get(order.status, order.status),
        when=day(order.ordered_at.astimezone(now.tzinfo).date(), now.date()),
        tracking=order.tracking_number,
    )


def _kept(held: Hold, now: datetime) -> Kept:
    return Kept(
        id=held.id,
        what=what_is_held(held),
        until=moment(held.until.astimezone(now.tzinfo), now),
        purpose=words.PURPOSES.get(held.purpose, held.purpose),
    )
