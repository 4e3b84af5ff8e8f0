"""The right of withdrawal of distance sales, as the law counts it."""

from dataclasses import replace
from datetime import date

import pytest

from coccinelle.core.catalogue import Product
from coccinelle.core.orders import Order
from coccinelle.core.withdrawal import asks_whether, deadlines, exception_of, last_day, right_of
from tests.core.test_exchange import IN_SHOP, SENT
from tests.core.worlds import PARIS, at


@pytest.mark.parametrize(
    ("received", "last"),
    [
        ("2025-01-13T11:26", date(2025, 1, 27)),  # a Monday
        ("2025-01-11T09:00", date(2025, 1, 27)),  # day 14 is a Saturday
        ("2025-01-12T09:00", date(2025, 1, 27)),  # day 14 is a Sunday
        ("2025-04-17T09:00", date(2025, 5, 2)),  # day 14 is the first of May
        ("2025-04-26T09:00", date(2025, 5, 12)),  # day 14 is a Saturday
        ("2024-12-11T23:59", date(2024, 12, 26)),  # day 14 is Christmas
    ],
)
def test_the_last_day_is_a_working_day_and_receipt_does_not_count(
    received: str, last: date
) -> None:
    assert last_day(at(received), 14, PARIS) == last


def test_a_shop_may_give_more_days_never_fewer() -> None:
    assert last_day(at("2025-01-13T11:26"), 30, PARIS) == date(2025, 2, 12)
    assert last_day(at("2025-01-13T11:26"), 7, PARIS) == date(2025, 1, 27)


@pytest.mark.parametrize(
    ("order", "now", "expected"),
    [
        (SENT, "2025-01-27T23:59", "open"),
        (SENT, "2025-01-28T00:00", "over"),
        (IN_SHOP, "2025-01-16T10:00", "in_shop"),
        (replace(SENT, status="shipped", delivered_at=None), "2025-01-16T10:00", "not_received"),
        (replace(SENT, status="pending", shipped_at=None), "2025-01-16T10:00", "not_received"),
    ],
)
def test_it_lasts_to_midnight_and_is_of_distance_sales_alone(
    order: Order, now: str, expected: str
) -> None:
    assert right_of(order, days=14, now=at(now), zone=PARIS) == expected


def test_the_article_and_the_money_have_a_fortnight_from_the_day_it_is_said() -> None:
    terms = deadlines(at("2025-01-16T23:59"), PARIS)
    assert (terms.send_back_by, terms.refund_by) == (date(2025, 1, 30), date(2025, 1, 30))


@pytest.mark.parametrize(
    ("category", "tags", "is_exception"),
    [
        ("robes", ("soldes",), False),
        ("Lingerie", (), True),
        ("robes", ("Sur mesure",), True),
        ("maillots de bain", (), True),
    ],
)
def test_what_the_law_leaves_out_is_for_a_member_to_decide(
    category: str, tags: tuple[str, ...], is_exception: bool
) -> None:
    product = Product("X-1", "Article", category, tags, (), ())
    assert (exception_of(product) is not None) == is_exception


@pytest.mark.parametrize(
    ("text", "is_asked"),
    [
        ("puis-je me rétracter ?", True),
        ("Est-ce que je peux me rétracter ?", True),
        ("Can I withdraw from my purchase?", True),
        ("Je me rétracte. Puis-je me rétracter pour tout ?", False),
        ("Je me rétracte de ma commande 2847", False),
    ],
)
def test_a_question_about_the_right_does_not_use_it(text: str, is_asked: bool) -> None:
    assert asks_whether(text) is is_asked
