"""May a bought article be exchanged, and until when is the other one kept."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from coccinelle.core.catalogue import Product, Variant
from coccinelle.core.exchange import (
    Obstacle,
    days_since,
    difference,
    kept_until,
    number_of,
    obstacle,
    waits_for_its_parcel,
)
from coccinelle.core.orders import Exchange, Order, OrderLine
from coccinelle.core.policy import Policy
from tests.core.worlds import HOURS, PARIS, at

LINE = OrderLine(1, "PN-118-40", "PN-118", "Pantalon noir", "noir", "40", 1, 8900)
SENT = Order(
    1, "2847", 2, "delivered", at("2025-01-09T20:47"), at("2025-01-10T16:00"),
    at("2025-01-13T23:50"), "Colissimo", "6A1", (LINE,), at("2025-01-16T10:00"),
)  # fmt: skip
IN_SHOP = replace(
    SENT, ordered_at=at("2025-01-08T18:31"), shipped_at=None, delivered_at=None, carrier="",
    tracking_number="",
)  # fmt: skip
OPENED = Exchange(
    1, "E-2847-1", "2847", 1, "PN-118", "Pantalon noir", "noir", "noir", "40", "38", "PN-118-38",
    "open", "post", 1, at("2025-01-23T19:00"), 2, at("2025-01-16T14:30"),
)  # fmt: skip


def stops(order: Order, now: str, line: OrderLine = LINE, **policy: Any) -> Obstacle | None:
    return obstacle(order, line, policy=Policy(**policy), now=at(now), zone=PARIS)


@pytest.mark.parametrize(
    ("order", "now", "expected"),
    [
        (SENT, "2025-01-16T14:30", None),
        (SENT, "2025-02-12T23:59", None),
        (SENT, "2025-02-13T00:01", "too_late"),
        (IN_SHOP, "2025-02-07T19:00", None),
        (IN_SHOP, "2025-02-08T10:00", "too_late"),
        (replace(SENT, status="shipped", delivered_at=None), "2025-01-16T14:30", "not_received"),
        (replace(SENT, status="pending", shipped_at=None), "2025-01-16T14:30", "not_left"),
        (replace(SENT, status="cancelled"), "2025-01-16T14:30", "called_off"),
        (replace(SENT, status="returned"), "2025-01-16T14:30", "called_off"),
    ],
)
def test_an_order_is_exchanged_within_the_days_of_the_policy(
    order: Order, now: str, expected: str | None
) -> None:
    assert stops(order, now) == expected


def test_the_shop_may_give_fewer_days() -> None:
    assert stops(SENT, "2025-01-16T14:30", exchange_days=2) == "too_late"


def test_a_line_that_is_or_was_exchanged_is_not_exchanged_again() -> None:
    line = replace(LINE, exchange="E-2847-1")
    assert stops(SENT, "2025-01-16T14:30", line) == "already"


def test_days_are_those_of_the_calendar_where_the_shop_is() -> None:
    assert days_since(at("2025-01-13T23:50"), at("2025-01-14T00:10"), PARIS) == 1
    utc = datetime.fromisoformat("2025-01-13T23:30:00+00:00")  # already the 14th in Paris
    assert days_since(utc, at("2025-01-14T08:00"), PARIS) == 0


def trousers(*tags: str, price: int = 8900, other: int = 8900, ref: str = "PN-118") -> Product:
    variants = (
        Variant("PN-118-40", "noir", "40", price),
        Variant("PN-118-38", "noir", "38", other),
    )
    return Product(ref, "Pantalon noir", "pantalons", tags, (), variants)


@pytest.mark.parametrize(
    ("product", "expected"),
    [
        (trousers(), None),
        (trousers(other=9900), "other_price"),
        (trousers(price=9900), None),  # it costs what was paid
        (trousers(price=11900, other=11900), None),  # bought at a reduction, both cost the same
        (trousers("promo finale"), "final_sale"),
        (trousers(ref="RN-101"), "other_model"),
    ],
)
def test_what_makes_it_more_than_an_exchange(product: Product, expected: str | None) -> None:
    assert difference(LINE, product, product, "PN-118-38") == expected


def test_a_number_that_was_called_off_is_not_used_again() -> None:
    assert [number_of("2847", 1, n) for n in (0, 1)] == ["E-2847-1", "E-2847-1-2"]


def test_a_replacement_is_kept_until_a_closing_time() -> None:
    assert kept_until(Policy(), HOURS, at("2025-01-16T14:30")) == at("2025-01-23T19:00")
    sunday = kept_until(Policy(exchange_hold_days=3), HOURS, at("2025-01-16T14:30"))
    assert sunday.date() == date(2025, 1, 20)


def test_only_what_comes_by_post_is_given_a_second_delay_and_once() -> None:
    assert waits_for_its_parcel(OPENED, Policy())
    assert not waits_for_its_parcel(replace(OPENED, way="shop"), Policy())
    assert not waits_for_its_parcel(replace(OPENED, until=at("2025-01-30T19:00")), Policy())
