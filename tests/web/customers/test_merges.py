"""Two contacts that may be one person: a member decides, and may change their mind."""

import itertools

import pytest

from tests.web.conftest import JULIE, Caller, Shop
from tests.web.reading import text_of

_phones = itertools.count(400)


@pytest.fixture
def pair(shop: Shop) -> tuple[int, str]:
    """Julie, and a number that wrote with the code she was sent."""
    sender = f"+33639980{next(_phones)}"
    shop.hears("Bonjour", sender)
    rows = shop.execute(
        "insert into merge (from_contact_id, into_contact_id, reason, proposed_at)"
        " select a.contact_id, j.contact_id, 'A recopié le code', now()"
        " from address a, address j where a.value = %s and j.value = %s returning id",
        sender, JULIE,
    )  # fmt: skip
    return int(str(rows[0][0])), sender


def owner(shop: Shop, address: str) -> object:
    return shop.execute("select contact_id from address where value = %s", address)[0][0]


def test_a_proposal_names_both_and_says_why(alice: Caller, pair: tuple[int, str]) -> None:
    page = text_of(alice.get("/fiches").text)
    assert "Julie Mercier" in page
    assert "A recopié le code" in page


def test_united_and_separated_again(alice: Caller, shop: Shop, pair: tuple[int, str]) -> None:
    number, sender = pair
    before = owner(shop, sender)
    for _ in range(2):
        led = alice.post(f"/fiches/{number}/reunir")
    assert owner(shop, sender) == owner(shop, JULIE)
    page = alice.led(led).text
    assert "Les deux fiches n'en font plus qu'une" in text_of(page)
    assert f'action="/fiches/{number}/separer"' in page
    for _ in range(2):
        led = alice.post(f"/fiches/{number}/separer")
    assert owner(shop, sender) == before
    page = alice.led(led).text
    assert "Les deux fiches sont séparées" in text_of(page)
    assert "Réunir de nouveau" in text_of(page)


def test_refused_is_refused_for_good(alice: Caller, shop: Shop, pair: tuple[int, str]) -> None:
    number, sender = pair
    assert alice.post(f"/fiches/{number}/refuser").status_code == 303
    assert alice.post(f"/fiches/{number}/reunir").status_code == 409
    assert owner(shop, sender) != owner(shop, JULIE)


def test_the_owner_next_door_sees_none_of_it(charlie: Caller, pair: tuple[int, str]) -> None:
    assert "Julie" not in charlie.get("/fiches").text
    assert charlie.post(f"/fiches/{pair[0]}/reunir").status_code == 404
