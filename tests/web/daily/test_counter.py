"""The counter: items put aside, and the count of what is on the shelf."""

import itertools

import pytest

from coccinelle.replies import french
from tests.web.conftest import Caller, Shop
from tests.web.reading import text_of

_phones = itertools.count(200)
SKU = "BL-445-38"


@pytest.fixture
def hold(shop: Shop) -> int:
    """One item of BL-445 in 38, put aside until 18 o'clock tomorrow."""
    sender = f"+33639980{next(_phones)}"
    shop.hears("Bonjour", sender)
    shop.execute("update variant set reserved = 1, on_hand = 3 where sku = %s", SKU)
    rows = shop.execute(
        "insert into hold (variant_id, contact_id, quantity, until, created_at)"
        " select v.id, a.contact_id, 1, timestamptz '2025-01-17 18:00 Europe/Paris', now()"
        " from variant v, address a where v.sku = %s and a.value = %s returning id",
        SKU, sender,
    )  # fmt: skip
    return int(str(rows[0][0]))


def test_active_holds_are_listed_with_their_end(alice: Caller, shop: Shop, julie: int) -> None:
    page = text_of(alice.get("/mises-de-cote").text)
    assert "Julie Mercier retrait Robe fleurie bleue, bleu, taille 38 RF-2847-38" in page
    assert "Gardé jusqu'à demain à 18h · retrait prévu aujourd'hui à 17h" in page


def test_a_customer_without_a_name_is_the_number_they_wrote_from(
    alice: Caller, shop: Shop, hold: int
) -> None:
    ((wrote,),) = shop.execute(
        "select a.value from hold h join address a using (contact_id) where h.id = %s", hold
    )
    page = text_of(alice.get("/mises-de-cote").text)
    assert french.phone(str(wrote)) in page
    assert "Client sans nom" not in page


def test_an_item_picked_up_leaves_the_stock_once(bob: Caller, shop: Shop, hold: int) -> None:
    assert bob.post(f"/mises-de-cote/{hold}/retiree").status_code == 303
    assert shop.execute("select on_hand, reserved from variant where sku = %s", SKU) == [(2, 0)]
    again = bob.post(f"/mises-de-cote/{hold}/retiree")
    assert again.status_code == 409
    assert "n'est plus active" in text_of(again.text)
    assert shop.execute("select on_hand, reserved from variant where sku = %s", SKU) == [(2, 0)]


def test_a_hold_is_prolonged_in_the_shops_own_hours(alice: Caller, shop: Shop, hold: int) -> None:
    alice.post(f"/mises-de-cote/{hold}/prolonger", until="2025-01-18T17:30")
    kept = "select until at time zone 'Europe/Paris' from hold where id = %s"
    assert str(shop.execute(kept, hold)[0][0]) == "2025-01-18 17:30:00"


@pytest.mark.parametrize(
    ("until", "status"),
    [("2025-01-01T10:00", 409), ("9999-12-31T23:59", 409), ("demain", 422), ("", 422)],
)
def test_a_hold_cannot_end_in_the_past_or_never(
    alice: Caller, hold: int, until: str, status: int
) -> None:
    assert alice.post(f"/mises-de-cote/{hold}/prolonger", until=until).status_code == status


def test_the_shelf_is_counted_anew(alice: Caller, shop: Shop) -> None:
    answer = alice.post("/stock", sku="PF-229-38", ref="PF-229", on_hand=7)
    assert answer.headers["location"] == "/mises-de-cote?ref=PF-229"
    assert "PF-229-38 · disponible : 7, réservé : 0" in text_of(
        alice.get("/mises-de-cote?ref=PF-229").text
    )


@pytest.mark.parametrize(
    ("sku", "on_hand", "status"),
    [("PF-229-38", -1, 422), ("PF-229-38", "1e9", 422), ("nothing", 1, 409), ("", 1, 422)],
)
def test_an_impossible_count_changes_nothing(
    alice: Caller, sku: str, on_hand: object, status: int
) -> None:
    assert alice.post("/stock", sku=sku, on_hand=on_hand).status_code == status


@pytest.mark.parametrize("ref", ["nothing", "%00", "%ED%A0%80", "'%20or%201=1", "a" * 9000])
def test_an_unknown_reference_is_told_as_such(alice: Caller, ref: str) -> None:
    answer = alice.get(f"/mises-de-cote?ref={ref}")
    assert answer.status_code == 200
    assert 'action="/stock"' not in answer.text
