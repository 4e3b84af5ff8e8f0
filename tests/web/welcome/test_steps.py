"""The five steps: each is done where it is done, left for later, taken up again."""

import pytest

from tests.web.conftest import Caller, Shop
from tests.web.reading import text_of


@pytest.fixture(autouse=True)
def _at_the_beginning(shop: Shop) -> None:
    for table in ("setting", "autonomy"):
        shop.execute(f"delete from {table}")


def test_strangers_and_staff_have_no_first_run(stranger: Caller, bob: Caller) -> None:
    assert stranger.get("/bienvenue").status_code == 303
    assert bob.get("/bienvenue").status_code == 403
    assert bob.post("/bienvenue/marche", mode="draft").status_code == 403


def test_what_is_there_is_done(alice: Caller) -> None:
    """The shop has its hours and a channel, and no article."""
    assert "2 sur 5" in text_of(alice.get("/bienvenue").text)


def test_a_step_is_left_for_later(alice: Caller) -> None:
    assert alice.post("/bienvenue/etapes/articles").status_code == 303
    assert "3 sur 5" in text_of(alice.get("/bienvenue").text)
    assert alice.post("/bienvenue/etapes/magie").status_code == 409


def test_it_begins_with_drafts(alice: Caller, shop: Shop) -> None:
    assert alice.post("/bienvenue/marche", mode="draft").status_code == 303
    policy = shop.desk.business.policy
    assert {policy.autonomy_of(skill) for skill in ("hold", "availability")} == {"draft"}
    assert policy.autonomy_of("opt_out") == "auto"
    assert "3 sur 5" in text_of(alice.get("/bienvenue").text)


def test_or_as_the_product_does(alice: Caller, shop: Shop) -> None:
    alice.post("/bienvenue/marche", mode="auto")
    assert shop.desk.business.policy.autonomy_of("hold") == "auto"
    assert alice.post("/bienvenue/marche", mode="magie").status_code == 409


def test_the_shop_next_door_is_at_its_own_step(alice: Caller, charlie: Caller) -> None:
    alice.post("/bienvenue/etapes/essai")
    assert "3 sur 5" in text_of(alice.get("/bienvenue").text)
    assert "2 sur 5" in text_of(charlie.get("/bienvenue").text)
