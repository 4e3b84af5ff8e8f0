"""The button that stops the whole assistant: strangers first, then who may press it."""

from coccinelle.store import businesses
from tests.web.conftest import Caller, Shop


def is_paused(shop: Shop) -> bool:
    with shop.desk.transaction() as connection:
        return businesses.pause(connection) is not None


def test_a_stranger_pauses_nothing(shop: Shop, stranger: Caller) -> None:
    assert stranger.post("/pause").status_code in (401, 403)
    assert not is_paused(shop)


def test_the_neighbour_pauses_her_own_shop_only(
    shop: Shop, charlie: Caller, next_door: Shop
) -> None:
    charlie.post("/pause")
    assert is_paused(next_door) and not is_paused(shop)


def test_a_member_pauses_it_and_the_page_of_actions_says_since_when(
    shop: Shop, bob: Caller
) -> None:
    bob.post("/pause")
    assert is_paused(shop)
    page = bob.get("/actions").text
    assert "Assistant en pause" in page and "Remettre en marche" in page
    bob.post("/reprendre")
    assert not is_paused(shop) and "Assistant en pause" not in bob.get("/actions").text


def test_each_page_says_the_pause_and_ends_it_and_an_open_one_hears_of_it(
    shop: Shop, bob: Caller, julie: int
) -> None:
    assert "halt" in bob.get("/pause").text and "Remettre en marche" not in bob.get("/pause").text
    bob.post("/pause")
    for page in ("/", "/reglages", "/compte", f"/conversations/{julie}", "/pause"):
        said = bob.get(page).text
        assert 'action="/reprendre"' in said.partition("<main")[0], page
        assert "(Bob)" in said
    bob.post("/reprendre")


def test_a_conversation_does_not_say_that_an_assistant_in_pause_answers(
    shop: Shop, bob: Caller, julie: int
) -> None:
    assert "Coccinelle répond ici." in bob.get(f"/conversations/{julie}").text
    bob.post("/pause")
    assert "Coccinelle répond ici." not in bob.get(f"/conversations/{julie}/fil").text
    bob.post("/reprendre")
