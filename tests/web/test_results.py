"""The page of figures."""

from tests.web.conftest import Caller
from tests.web.reading import text_of


def test_a_stranger_is_led_to_the_login(stranger: Caller) -> None:
    answer = stranger.get("/resultats")
    assert (answer.status_code, answer.headers["location"]) == (303, "/login?next=/resultats")


def test_the_owner_and_the_staff_read_today_and_thirty_days(
    alice: Caller, bob: Caller, julie: int
) -> None:
    for caller in (alice, bob):
        page = text_of(caller.get("/resultats").text)
        assert page.index("Aujourd'hui") < page.index("30 jours")
        assert "Automatisation : implication × résolution n trop petit" in page


def test_the_owner_next_door_has_figures_of_her_own(charlie: Caller, julie: int) -> None:
    assert "Messages reçus 0" in text_of(charlie.get("/resultats").text)
