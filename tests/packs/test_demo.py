"""The demo shop holds the facts of its four customers, in a catalogue where one must choose."""

from collections import Counter
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from coccinelle.core.errors import PermanentError
from coccinelle.packs import demo_folder
from coccinelle.packs.folder import BusinessFolder, read_folder

PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture(scope="module")
def demo() -> BusinessFolder:
    return read_folder(demo_folder())


def stock(demo: BusinessFolder, ref: str) -> dict[str, int]:
    return {v.size: v.stock for v in demo.variants or () if v.product_ref == ref}


def bought(demo: BusinessFolder, number: str) -> list[str]:
    return [line.sku for line in demo.order_lines or () if line.order_number == number]


def test_the_shop_is_the_mission_s(demo: BusinessFolder) -> None:
    business = demo.business
    assert (business.name, business.owner_name) == ("Élégance Paris", "Sarah")
    assert business.address == "24 Rue de Rivoli, Paris"
    assert [day for day, ranges in business.hours.items() if ranges != ["10:00-19:00"]] == [
        "sunday"
    ]
    assert business.policy["express_free"] == "urgent"


def test_the_dress_was_posted_the_day_before_and_two_are_left(demo: BusinessFolder) -> None:
    assert stock(demo, "RF-2847") == {"36": 1, "38": 2, "40": 0, "42": 3}
    posts = [post for post in demo.posts or () if post.product_ref == "RF-2847"]
    assert [(post.network, post.published_at.date().isoformat()) for post in posts] == [
        ("instagram", "2025-01-15")
    ]


def test_sixty_other_products_and_several_blue_dresses_make_it_a_choice(
    demo: BusinessFolder,
) -> None:
    products = demo.products or ()
    assert len(products) >= 61
    dresses = {p.ref for p in products if p.category == "robes"}
    blue = {v.product_ref for v in demo.variants or () if v.color.startswith("bleu")}
    assert len(dresses & blue) >= 4
    assert sum("fleurie" in p.name for p in products if p.category == "robes") >= 4


def test_emma_s_trousers_came_three_days_ago_and_exist_in_38(demo: BusinessFolder) -> None:
    order = next(order for order in demo.orders or () if order.number == "2847")
    assert (order.customer_ref, order.status) == ("C-0002", "delivered")
    assert order.delivered_at
    assert order.delivered_at.date().isoformat() == "2025-01-13"
    assert bought(demo, "2847") == ["PN-118-40"]
    assert stock(demo, "PN-118")["38"] > 0


def test_lea_s_parcel_is_expected_on_friday_noon_and_her_outfit_is_in_the_shop(
    demo: BusinessFolder,
) -> None:
    order = next(order for order in demo.orders or () if order.number == "2901")
    events = [e for e in demo.tracking or () if e.tracking_number == order.tracking_number]
    assert order.status == "shipped"
    assert events[-1].expected_on == datetime(2025, 1, 17, 12, tzinfo=PARIS)
    assert bought(demo, "2901") == ["EN-610-40"]
    assert stock(demo, "EN-610")["40"] > 0


def test_lea_has_bought_twelve_times_and_julie_regularly(demo: BusinessFolder) -> None:
    orders = Counter(order.customer_ref for order in demo.orders or ())
    assert orders["C-0003"] == 12
    assert orders["C-0001"] >= 5


def test_marine_bought_the_burgundy_dress_and_two_jackets_wait_in_38(demo: BusinessFolder) -> None:
    days = {o.number: o.ordered_at.date().isoformat() for o in demo.orders or ()}
    names = {p.ref: p.name for p in demo.products or ()}
    assert days["2858"] == "2025-01-10"
    assert bought(demo, "2858") == ["RM-512-38"]
    assert (names["RM-512"], names["BL-445"], names["PF-229"]) == (
        "Robe bordeaux",
        "Blazer beige",
        "Perfecto noir",
    )
    assert stock(demo, "BL-445")["38"] > 0
    assert stock(demo, "PF-229")["38"] > 0


def test_only_the_four_customers_live_there(demo: BusinessFolder) -> None:
    names = [f"{c.first_name} {c.last_name}".strip() for c in demo.customers or ()]
    assert names == ["Julie Mercier", "Emma", "Léa Martin", "Marine Durand"]
    assert all(c.phone.startswith("+3363998") for c in demo.customers or ())
    assert all(c.email.endswith("@example.org") for c in demo.customers or ())


def test_nothing_in_the_demo_happens_after_its_day(demo: BusinessFolder) -> None:
    today = datetime(2025, 1, 16, 18, 45, tzinfo=PARIS)
    moments = [o.ordered_at for o in demo.orders or ()]
    moments += [e.at for e in demo.tracking or ()] + [p.published_at for p in demo.posts or ()]
    assert max(moments) < today


def test_a_sector_without_demo_says_so() -> None:
    with pytest.raises(PermanentError, match="garage"):
        demo_folder("garage")
