"""A shop's folder once it has been read and checked: plain values, ready to be kept."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

Progress = Callable[[int, int, str], None]
"""Called with what is done, the total, and the file it is about."""


@dataclass(frozen=True, slots=True)
class BusinessEntry:
    """hours: a weekday's name to its ranges "10:00-19:00", no key when unknown; phones in E.164.

    policy: only the keys the folder sets. legal: empty when it does not say.
    """

    slug: str
    name: str
    sector: str
    timezone: str
    language: str
    address: str
    phone: str
    email: str
    parking: str
    owner_name: str
    owner_phone: str
    owner_email: str
    hours: dict[str, list[str]]
    closures: tuple[date, ...]
    policy: dict[str, object]
    legal: dict[str, object]


@dataclass(frozen=True, slots=True)
class ProductEntry:
    ref: str
    name: str
    category: str
    tags: tuple[str, ...]
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VariantEntry:
    sku: str
    product_ref: str
    color: str
    size: str
    price_cents: int
    stock: int


@dataclass(frozen=True, slots=True)
class CustomerEntry:
    """phone: E.164 or empty; email: lower case or empty."""

    ref: str
    first_name: str
    last_name: str
    phone: str
    email: str
    preferred_channel: str
    vip: bool
    notes: str
    postal_address: str = ""


@dataclass(frozen=True, slots=True)
class OrderEntry:
    number: str
    customer_ref: str
    status: str
    ordered_at: datetime
    shipped_at: datetime | None
    delivered_at: datetime | None
    carrier: str
    tracking_number: str


@dataclass(frozen=True, slots=True)
class OrderLineEntry:
    """position: from 1 within its order."""

    order_number: str
    position: int
    sku: str
    quantity: int
    unit_price_cents: int


@dataclass(frozen=True, slots=True)
class TrackingEntry:
    tracking_number: str
    at: datetime
    status: str
    label: str
    expected_on: datetime | None


@dataclass(frozen=True, slots=True)
class PostEntry:
    network: str
    ref: str
    published_at: datetime
    caption: str
    product_ref: str
    url: str


@dataclass(frozen=True, slots=True)
class KnowledgeEntry:
    """page: the file's name without its ending."""

    page: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class BusinessFolder:
    """None: the folder has no such file and says nothing about it; what is known stays."""

    business: BusinessEntry
    products: tuple[ProductEntry, ...] | None = None
    variants: tuple[VariantEntry, ...] | None = None
    customers: tuple[CustomerEntry, ...] | None = None
    orders: tuple[OrderEntry, ...] | None = None
    order_lines: tuple[OrderLineEntry, ...] | None = None
    tracking: tuple[TrackingEntry, ...] | None = None
    posts: tuple[PostEntry, ...] | None = None
    knowledge: tuple[KnowledgeEntry, ...] | None = None
