"""What the assistant did by itself, as the mission draws it."""

import pytest

from tests.web.conftest import Caller, Shop
from tests.web.reading import text_of


@pytest.mark.parametrize("path", ["/", "/actions", "/engagements", "/mises-de-cote"])
def test_a_stranger_is_led_to_the_login_and_back(stranger: Caller, path: str) -> None:
    answer = stranger.get(path)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/login?next={path}")


def test_the_feed_reads_as_the_mission_draws_it(alice: Caller, julie: int) -> None:
    page = alice.get("/actions").text
    drawn = (
        "10h15 - Julie Mercier Réservation créée : Robe RF-2847 T38"
        " Retrait prévu : aujourd'hui 17h [TOUT OK - Aucune action requise]"
    )
    assert drawn in text_of(page)
    assert "Réservation créée pour Julie - Robe RF-2847 T38" in page
    assert f'href="/conversations/{julie}#fin"' in page


def test_days_have_their_titles(alice: Caller, shop: Shop, julie: int) -> None:
    shop.execute(
        "insert into notification (kind, text, at) values ('action', 'Hier', %s)",
        shop.desk.now().replace(day=15),
    )
    page = text_of(alice.get("/actions").text)
    assert "Aujourd'hui, jeudi 16 janvier" in page
    assert "Hier, mercredi 15 janvier" in page


def test_an_unknown_sender_is_shown_by_their_number(alice: Caller, shop: Shop) -> None:
    conversation_id = shop.hears("ok", "+33639980021")
    shop.notifies("Bonjour à vous", conversation_id=conversation_id)
    assert "- 06 39 98 00 21 Bonjour à vous" in text_of(alice.get("/actions").text)


def test_staff_see_the_feed_and_the_shop_next_door_does_not(
    bob: Caller, charlie: Caller, julie: int
) -> None:
    assert "Julie" in bob.get("/actions").text
    assert "Julie" not in charlie.get("/actions").text


def test_promises_are_listed_with_their_reason_and_their_hour(alice: Caller, julie: int) -> None:
    page = text_of(alice.get("/engagements").text)
    assert "Rappel avant le retrait : Robe RF-2847 T38" in page
    assert "aujourd'hui à 16h · Julie Mercier" in page
    assert "demain à 18h · Julie Mercier" in page


def test_an_urgent_case_stands_out_though_the_assistant_has_answered(
    alice: Caller, shop: Shop
) -> None:
    conversation_id = shop.hears("ok", "+33639980022")
    shop.notifies(
        "Léa Martin - Commande #2901", conversation_id=conversation_id, urgency="high",
        status_line="IA A GÉRÉ - Vérifier à 12h demain",
    )  # fmt: skip
    page = alice.get("/actions").text
    assert 'class="card line urgent"' in page
    assert "Alerte urgence" in text_of(page)


def test_a_card_says_a_name_once_and_a_number_as_one_says_it(alice: Caller, shop: Shop) -> None:
    conversation_id = shop.hears("ok", "+33639980023")
    shop.notifies(
        "NOUVEAU MESSAGE - Conseil requis - +33639980023",
        lines=("+33639980023", "Rappeler le +33639980024"), conversation_id=conversation_id,
    )  # fmt: skip
    page = text_of(alice.get("/actions").text)
    assert "06 39 98 00 23 NOUVEAU MESSAGE - Conseil requis Rappeler le 06 39 98 00 24" in page
