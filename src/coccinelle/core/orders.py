"""The port of orders: what was bought, where it is, what was exchanged; reads only."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol

OrderStatus = Literal["pending", "processing", "shipped", "delivered", "cancelled", "returned"]
ExchangeStatus = Literal["open", "done", "cancelled", "expired"]
Way = Literal["shop", "post"]


@dataclass(frozen=True, slots=True)
class OrderLine:
    """position: from 1 within its order. exchange: the number of the exchange it is or was part of,
    "" for none; a cancelled one does not count."""

    position: int
    sku: str
    product_ref: str
    product: str
    color: str
    size: str
    quantity: int
    unit_price_cents: int
    exchange: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """shipped_at, delivered_at, tracking_number as the business knows them: a carrier may know
    more. read_at: when all this was read. changes: how often its customer has had it changed.
    """

    id: int
    number: str
    contact_id: int
    status: OrderStatus
    ordered_at: datetime
    shipped_at: datetime | None
    delivered_at: datetime | None
    carrier: str
    tracking_number: str
    lines: tuple[OrderLine, ...]
    read_at: datetime
    changes: int = 0

    @property
    def total_cents(self) -> int:
        return sum(line.quantity * line.unit_price_cents for line in self.lines)

    @property
    def is_from_the_shop(self) -> bool:
        """Bought at the counter: nothing was carried, and it was theirs at once."""
        return not self.carrier and not self.tracking_number and self.shipped_at is None

    @property
    def can_change(self) -> bool:
        """Nothing has left yet."""
        return self.status in ("pending", "processing") and self.shipped_at is None


@dataclass(frozen=True, slots=True)
class Exchange:
    """number: what a customer and a member call it ("E-2847-1"). way: how the article comes back,
    None until it is said. until: the end of the replacement's hold. label_url: "" for none."""

    id: int
    number: str
    order_number: str
    position: int
    product_ref: str
    product: str
    color_from: str
    color_to: str
    size_from: str
    size_to: str
    sku_to: str
    status: ExchangeStatus
    way: Way | None
    hold_id: int | None
    until: datetime | None
    contact_id: int
    opened_at: datetime
    label_url: str = ""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """position: of the line given up, None for the whole order."""

    order_number: str
    position: int | None
    declared_at: datetime
    send_back_by: date


class Orders(Protocol):
    """The orders of the person who is proven to write, and of nobody else: an order of another
    contact and one that does not exist are the same answer. Raises TemporaryError."""

    def order(self, number: str) -> Order | None: ...

    def recent(self) -> tuple[Order, ...]:
        """Newest first, at most twenty."""

    def exchanges(self) -> tuple[Exchange, ...]:
        """Open ones first, then the newest."""

    def withdrawals(self) -> tuple[Withdrawal, ...]:
        """Newest first."""
