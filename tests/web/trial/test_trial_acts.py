"""What a member makes happen on « Essayer », what the page says of it, and that nothing leaves."""

import pytest

from coccinelle.engine.business import settings_change
from coccinelle.store import copies
from coccinelle.store.database import Database
from coccinelle.trial import clock
from coccinelle.trial.play import go_on_playing
from coccinelle.web.trial.changes import compared
from tests.web.conftest import Caller, Shop, open_shop
from tests.web.reading import text_of
from tests.web.trial.test_trial import QUESTION, answer_all, copy_of

OWN = ("preparer", "ecrire", "avancer", "arreter", "transporteur", "panne", "pause", "recopier",
       "scenario", "valider", "modifier", "refuser")  # fmt: skip


@pytest.fixture(scope="module")
def shop(shared_database: Database) -> Shop:
    return open_shop(shared_database, full=True)


@pytest.fixture
def copy(shop: Shop, alice: Caller) -> int:
    """Fresh; the number of the copy."""
    alice.post("/essayer/preparer")
    return copy_of(shop, "Alice")


def page(caller: Caller, query: str = "") -> str:
    return text_of(caller.get(f"/essayer{query}").text)


@pytest.mark.parametrize("act", OWN)
def test_a_stranger_makes_nothing_happen(stranger: Caller, act: str) -> None:
    assert stranger.post(f"/essayer/{act}").status_code == 401


def test_a_carrier_s_news_stands_on_the_phone(alice: Caller, copy: int) -> None:
    alice.post("/essayer/transporteur", order="9003", news="exception")
    assert "Colis de la commande 9003 : perdu" in page(alice)


def test_an_outage_says_until_when(alice: Caller, copy: int) -> None:
    alice.post("/essayer/panne", what="carriers")
    assert "Transporteurs en panne jusqu'à" in page(alice)


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("transporteur", {"order": "9003", "news": "brûlé"}),
        ("panne", {"what": "tout"}),
        ("ecrire", {"text": "x" * 2001}),
        ("ecrire", {"text": "x", "kind": "fax"}),
        ("avancer", {"until": "0001-01-01"}),
        ("avancer", {"until": "demain"}),
    ],
)
def test_what_makes_no_sense_is_refused(
    alice: Caller, copy: int, path: str, fields: dict[str, str]
) -> None:
    assert alice.post(f"/essayer/{path}", **fields).status_code in (409, 422)


@pytest.mark.parametrize("until", ["2025-02-29T10:00", "2024-01-01T10:00", "2031-01-01T10:00"])
def test_the_clock_goes_to_no_day_that_is_not_or_is_past_or_too_far(
    alice: Caller, copy: int, until: str
) -> None:
    assert alice.post("/essayer/avancer", until=until).status_code in (409, 422)


def test_an_order_that_nobody_knows_has_no_news(alice: Caller, copy: int) -> None:
    answer = alice.post("/essayer/transporteur", order="2847", news="delivered")
    assert answer.status_code == 409
    assert "n'a pas de colis" in text_of(answer.text)


def test_the_pause_is_the_copy_s_alone(shop: Shop, alice: Caller, copy: int) -> None:
    alice.post("/essayer/pause", is_on="true")
    assert "en pause dans l'essai" in page(alice)
    assert shop.execute("select paused_at from business") == [(None,)]
    alice.post("/essayer/pause", is_on="false")


def test_her_own_phone_says_whose_it_is_and_offers_what_to_write(alice: Caller, copy: int) -> None:
    assert "Votre propre téléphone" in page(alice, "?who=owner")
    assert 'value="PAUSE"' in alice.get("/essayer?who=owner").text


def test_while_something_is_played_nothing_else_is_begun_and_it_can_be_stopped(
    alice: Caller, copy: int
) -> None:
    alice.post("/essayer/scenario", number=1)
    assert "message 1 sur 2" in page(alice)
    refused = alice.post("/essayer/ecrire", text="Bonjour")
    assert "en train de se jouer" in text_of(refused.text)
    assert alice.post("/essayer/scenario", number=2).status_code == 409
    alice.post("/essayer/arreter")
    assert "arrêté" in page(alice)
    assert alice.post("/essayer/ecrire", text="Bonjour").status_code == 303


def test_two_clicks_on_a_scenario_play_it_once(shop: Shop, alice: Caller, copy: int) -> None:
    codes = [alice.post("/essayer/scenario", number=1).status_code for _ in range(2)]
    assert codes == [303, 409]
    alice.post("/essayer/arreter")


def test_a_change_of_the_shop_is_said_and_the_trial_played_on_it(
    shop: Shop, alice: Caller, copy: int
) -> None:
    alice.post("/essayer/ecrire", text="Bonjour, quels sont vos horaires samedi ?")
    answer_all(shop.place, copy)
    assert "Votre boutique a changé" not in page(alice)
    settings_change.change(shop.desk, {"hours": {"saturday": ["11:00-13:00"]}}, by="Alice")
    assert "Votre boutique a changé depuis qu'elle a été copiée" in page(alice)
    assert alice.post("/essayer/recopier").status_code == 303
    assert "Votre boutique a changé" not in page(alice)
    go_on_playing(shop.place.desk, copy)
    with shop.place.database.transaction(copy) as connection:
        spoken = [one.id for one in copies.spoken(connection)]
    assert len(spoken) == 1


def test_a_rule_changed_on_its_page_counts_in_the_next_trial(
    shop: Shop, alice: Caller, copy: int
) -> None:
    rule = {"matter": "regles", "policy.hold_until": "next_day 12:00"}
    assert alice.post("/reglages/regles", **rule).status_code in (200, 303)
    alice.post("/essayer/preparer")
    alice.post("/essayer/ecrire", kind="whatsapp", text=QUESTION)
    answer_all(shop.place, copy)
    assert "12h si vous voulez" in page(alice)  # at noon of an open day


def test_nothing_of_a_trial_leaves_or_is_counted_in_the_shop(
    shop: Shop, alice: Caller, copy: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "PATIENCE", 0.1)  # no worker is there
    tables = shop.execute(
        "select table_name::text from information_schema.columns where table_schema = 'public'"
        " and column_name = 'business_id' and table_name not in ('session', 'member')"
    )
    before = {name: shop.execute(f"select count(*) from {name}") for (name,) in tables}
    complaint = "Je veux parler à votre patronne, c'est une honte !"
    alice.post("/essayer/ecrire", kind="whatsapp", text=complaint)
    answer_all(shop.place, copy)
    alice.post("/essayer/transporteur", order="9003", news="late")
    alice.post("/essayer/ecrire", who="owner", text="PAUSE")
    alice.post("/essayer/avancer", step="noon")
    go_on_playing(shop.place.desk, copy)
    with shop.place.database.transaction(copy) as connection:
        assert connection.execute("select count(*) > 2 from message").fetchone() == (True,)
    assert {name: shop.execute(f"select count(*) from {name}") for (name,) in tables} == before
    assert shop.sent == []


def test_the_clock_s_way_is_told_until_something_else_is_done(
    shop: Shop, alice: Caller, copy: int
) -> None:
    alice.post("/essayer/avancer", step="hour")
    go_on_playing(shop.place.desk, copy)
    assert "Rien n'était prévu sur ce chemin" in page(alice)
    alice.post("/essayer/panne", what="sms")
    assert "sur ce chemin" not in page(alice)


def test_the_next_promise_is_refused_when_there_is_none(alice: Caller, copy: int) -> None:
    answer = alice.post("/essayer/avancer", step="promise")
    assert "Aucune promesse" in text_of(answer.text)


def test_the_words_that_differ_are_marked() -> None:
    (one,) = compared([("jusqu'à demain 18h si vous voulez", "jusqu'à demain 12h si vous voulez")])
    assert [piece.text for piece in one.before if piece.is_other] == ["18h"]
    assert [piece.text for piece in one.after if piece.is_other] == ["12h"]


def test_another_reply_altogether_is_marked_nowhere() -> None:
    (one,) = compared([("Bonjour, oui.", "Nous fermons à dix-neuf heures samedi prochain.")])
    assert [len(one.before), len(one.after)] == [1, 1]
    assert not one.after[0].is_other


def test_no_reply_any_more_is_nothing() -> None:
    (one,) = compared([("Bonjour", "")])
    assert one.after == []
