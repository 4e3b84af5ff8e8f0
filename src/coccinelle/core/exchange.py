"""May a bought article be exchanged, and until when is the other one kept: pure."""

from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from coccinelle.core.hours import OpeningHours
from coccinelle.core.moments import resolve_moment
from coccinelle.core.orders import Exchange, Order, OrderLine
from coccinelle.core.policy import Policy

Obstacle = Literal["already", "called_off", "not_left", "not_received", "too_late"]
Difference = Literal["other_model", "other_price"]

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


def difference(line: OrderLine, product_ref: str, price_cents: int) -> Difference | None:
    """What makes it more than an exchange of the same article at the price that was paid."""
    if product_ref != line.product_ref:
        return "other_model"
    return None if price_cents == line.unit_price_cents else "other_price"


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
