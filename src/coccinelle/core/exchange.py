"""May a bought article be exchanged, and until when is the other one kept: pure."""

from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from coccinelle.core.catalogue import Product
from coccinelle.core.hours import OpeningHours
from coccinelle.core.moments import resolve_moment
from coccinelle.core.orders import Exchange, Order, OrderLine
from coccinelle.core.policy import Policy

Obstacle = Literal["already", "called_off", "not_left", "not_received", "too_late"]
Difference = Literal["other_model", "other_price", "final_sale"]

# What a shop writes on what it sells neither taken back nor exchanged.
FINAL = ("promo finale", "vente finale", "dernière démarque", "ni repris ni échangé")

ENDS: dict[str, str] = {"picked_up": "done", "expired": "expired", "cancelled": "cancelled"}
"""What becomes of an exchange when the hold of its replacement ends so."""


def received_at(order: Order) -> datetime | None:
    """When the customer had it: at once over the counter. None while it is not theirs yet.

    A delivery without a date counts from the order: it was not before.
    """
    if order.status != "delivered":
        return None
    return order.delivered_at or order.ordered_at


def days_since(received: datetime, now: datetime, zone: ZoneInfo) -> int:
    """Local days: received on Monday at 23:50, Tuesday at 00:10 is one day later."""
    return (now.astimezone(zone).date() - received.astimezone(zone).date()).days


def obstacle(
    order: Order, line: OrderLine, *, policy: Policy, now: datetime, zone: ZoneInfo
) -> Obstacle | None:
    """None when this line may be exchanged today."""
    if line.exchange:
        return "already"
    if order.status in ("cancelled", "returned"):
        return "called_off"
    received = received_at(order)
    if received is None:
        return "not_left" if order.can_change else "not_received"
    is_late = days_since(received, now, zone) > policy.exchange_days
    return "too_late" if is_late else None


def difference(
    line: OrderLine, bought: Product | None, wanted: Product, wanted_sku: str
) -> Difference | None:
    """What makes it more than an exchange of the same article at the same price.

    The price is what was paid, or what both cost today: a reduction that ended costs nothing.
    """
    if wanted.ref != line.product_ref:
        return "other_model"
    if bought and is_final(bought):
        return "final_sale"
    prices = {v.sku: v.price_cents for v in wanted.variants}
    price = prices.get(wanted_sku)
    same = price in (line.unit_price_cents, prices.get(line.sku))
    return None if same and price is not None else "other_price"


def is_final(product: Product) -> bool:
    return any(tag.casefold() in FINAL for tag in (product.category, *product.tags))


def number_of(order_number: str, position: int, earlier: int) -> str:
    """earlier: exchanges of this line that were called off or ran out; their numbers are taken."""
    again = f"-{earlier + 1}" if earlier else ""
    return f"E-{order_number}-{position}{again}"


def kept_until(policy: Policy, hours: OpeningHours, now: datetime) -> datetime:
    return resolve_moment(f"+{policy.exchange_hold_days}d closing", now=now, hours=hours)


def waits_for_its_parcel(exchange: Exchange, policy: Policy) -> bool:
    """Sent back by post, it may still be on its way when the first delay ends: one more."""
    if exchange.way != "post" or exchange.until is None:
        return False
    return exchange.until - exchange.opened_at < timedelta(days=2 * policy.exchange_hold_days)
