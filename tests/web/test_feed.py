"""The first page, as the mission draws it."""

from coccinelle.store.cases import add_escalation
from tests.web.conftest import Caller, Shop, open_shop


def text_of(page: str) -> str:
    import html
    import re

    return " ".join(html.unescape(re.sub("<[^>]*>", " ", page)).split())


def test_a_stranger_is_led_to_the_login(stranger: Caller) -> None:
    answer = stranger.get("/")
    assert (answer.status_code, answer.headers["location"]) == (303, "/login?next=/")


def test_the_feed_reads_as_the_mission_draws_it(alice: Caller, julie: int) -> None:
    page = text_of(alice.get("/").text)
    assert "10h15 - Julie Mercier Réservation créée : Robe RF-2847 T38" in page
    assert "[TOUT OK - Aucune action requise]" in page
    print(page)
