"""Who writes on the page: invented customers, with orders of the shop's own articles."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from coccinelle.store.importing.folder import (
    CustomerEntry,
    OrderEntry,
    OrderLineEntry,
    TrackingEntry,
    VariantEntry,
)

CARRIER = "Colissimo"
# What members would be told goes to these, and no further.
TEAM_PHONE, TEAM_EMAIL = "+33639980099", "equipe@example.org"


@dataclass(frozen=True, slots=True)
class Person:
    key: str
    phone: str
    email: str


NEW = Person("new", "+33639980091", "nouvelle.cliente@example.org")  # nobody knows her yet
LOYAL = Person("loyal", "+33639980092", "alice.fidele@example.org")
LATE = Person("late", "+33639980093", "bob.retard@example.org")
PEOPLE = (NEW, LOYAL, LATE)


@dataclass(frozen=True, slots=True)
class Dealings:
    customers: tuple[CustomerEntry, ...]
    orders: tuple[OrderEntry, ...]
    lines: tuple[OrderLineEntry, ...]
    tracking: tuple[TrackingEntry, ...]


def dealings(variants: tuple[VariantEntry, ...], now: datetime) -> Dealings:
    """Nobody has bought anything from a shop that sells no article."""
    customers = (_customer(LOYAL, "Alice", is_vip=True), _customer(LATE, "Bob"))
    bought = _bought(variants)
    if not bought:
        return Dealings(customers, (), (), ())
    orders = (
        _order("9001", LOYAL, now, sent=6, delivered=3),
        _order("9002", LOYAL, now, sent=1),
        _order("9003", LATE, now, sent=5),
    )
    return Dealings(customers, orders, _lines(orders, bought), _parcels(orders, now))


def _customer(person: Person, first_name: str, *, is_vip: bool = False) -> CustomerEntry:
    return CustomerEntry(
        ref=f"essai-{person.key}", first_name=first_name, last_name="", phone=person.phone,
        email=person.email, preferred_channel="", vip=is_vip, notes="",
    )  # fmt: skip


def _bought(variants: tuple[VariantEntry, ...]) -> list[VariantEntry]:
    """One of each article; first those that can be had in another size, to be exchanged."""
    by_product: dict[str, list[VariantEntry]] = {}
    for variant in variants:
        by_product.setdefault(variant.product_ref, []).append(variant)
    ones = [_one(those) for those in by_product.values()]
    return sorted(ones, key=lambda one: -_others_in_stock(one, by_product[one.product_ref]))


def _one(those: list[VariantEntry]) -> VariantEntry:
    return those[len(those) // 2]


def _others_in_stock(one: VariantEntry, those: list[VariantEntry]) -> int:
    return min(2, sum(v.stock > 0 and v.color == one.color for v in those if v is not one))


def _order(
    number: str, person: Person, now: datetime, *, sent: int, delivered: int | None = None
) -> OrderEntry:
    """sent, delivered: days ago."""
    return OrderEntry(
        number=number,
        customer_ref=f"essai-{person.key}",
        status="shipped" if delivered is None else "delivered",
        ordered_at=now - timedelta(days=sent + 1),
        shipped_at=now - timedelta(days=sent),
        delivered_at=None if delivered is None else now - timedelta(days=delivered),
        carrier=CARRIER,
        tracking_number=f"6A1300{number}001",
    )


def _lines(
    orders: tuple[OrderEntry, ...], bought: list[VariantEntry]
) -> tuple[OrderLineEntry, ...]:
    return tuple(
        OrderLineEntry(order.number, 1, one.sku, 1, one.price_cents)
        for n, order in enumerate(orders)
        for one in (bought[n % len(bought)],)
    )


def _parcels(orders: tuple[OrderEntry, ...], now: datetime) -> tuple[TrackingEntry, ...]:
    """The second arrives tomorrow before noon; the third was expected two days ago."""
    delivered, coming, late = orders
    tomorrow = (now + timedelta(days=1)).replace(hour=12, minute=0, second=0, microsecond=0)
    return (
        _event(delivered, delivered.delivered_at or now, "delivered", "Votre colis est livré"),
        _event(coming, now - timedelta(hours=20), "in_transit",
               "Votre colis est en cours d'acheminement", tomorrow),
        _event(late, now - timedelta(days=4), "in_transit",
               "Votre colis est en cours d'acheminement", now - timedelta(days=2)),
    )  # fmt: skip


def _event(
    order: OrderEntry, at: datetime, status: str, label: str, expected: datetime | None = None
) -> TrackingEntry:
    return TrackingEntry(order.tracking_number, at, status, label, expected)
