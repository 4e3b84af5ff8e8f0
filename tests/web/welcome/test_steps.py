"""The five steps: each is done where it is done, left for later, taken up again."""

import pytest

from coccinelle.engine.attend import attend
from coccinelle.store import businesses, settings
from tests.web.conftest import Caller, Shop
from tests.web.reading import text_of

MONDAY = {"monday.1.from": "10:00", "monday.1.to": "18:00"}


@pytest.fixture(autouse=True)
def _at_the_beginning(shop: Shop) -> None:
    for table in ("setting", "autonomy"):
        shop.execute(f"delete from {table}")
    with shop.desk.transaction() as connection:
        businesses.set_pause(connection, None, "")


def test_strangers_and_staff_have_no_first_run(stranger: Caller, bob: Caller) -> None:
    assert stranger.get("/bienvenue").status_code == 303
    assert bob.get("/bienvenue").status_code == 403
    assert bob.post("/bienvenue/marche", mode="draft").status_code == 403


def test_what_is_there_is_done(alice: Caller) -> None:
    """The shop has its hours and a channel, and no article."""
    assert "2 sur 5" in text_of(alice.get("/bienvenue").text)


def test_a_step_is_left_for_later_and_leads_to_the_next(alice: Caller) -> None:
    answer = alice.post("/bienvenue/etapes/articles")
    assert (answer.status_code, answer.headers["location"]) == (303, "/bienvenue/canal")
    page = text_of(alice.get("/bienvenue").text)
    assert "3 sur 5" in page
    assert "plus tard" in page
    assert alice.post("/bienvenue/etapes/magie").status_code == 409


@pytest.mark.parametrize("step", ["horaires", "articles", "canal", "essai", "marche"])
def test_each_step_has_its_page_and_the_way_to_the_others(alice: Caller, step: str) -> None:
    page = alice.get(f"/bienvenue/{step}").text
    assert page.count('href="/bienvenue/') >= 5
    assert f'href="/bienvenue/{step}" aria-current="step"' in page


@pytest.mark.parametrize("step", ["horaires", "canal", "essai", "marche"])
def test_no_step_is_for_the_staff_or_a_stranger(bob: Caller, stranger: Caller, step: str) -> None:
    assert bob.get(f"/bienvenue/{step}").status_code == 403
    assert stranger.get(f"/bienvenue/{step}").status_code == 303


def test_hours_and_address_are_said_at_once(alice: Caller, shop: Shop) -> None:
    answer = alice.post("/bienvenue/horaires", **MONDAY, address="3 rue des Lilas", phone="")
    assert (answer.status_code, answer.headers["location"]) == (303, "/bienvenue/articles")
    business = shop.desk.business
    assert [len(ranges) for ranges in business.hours.week] == [1, 0, 0, 0, 0, 0, 0]
    assert business.address == "3 rue des Lilas"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Donnez les heures d'un jour au moins"),
        ({"monday.1.from": "10:00"}, "Donnez l'heure d'ouverture et celle de fermeture."),
        ({"phone": "12"}, "n'est pas un numéro de téléphone"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_kept(
    alice: Caller, shop: Shop, typed: dict[str, str], sentence: str
) -> None:
    answer = alice.post("/bienvenue/horaires", **{"address": "3 rue des Lilas", **typed})
    assert answer.status_code == 422
    assert sentence in text_of(answer.text)
    assert 'value="3 rue des Lilas"' in answer.text
    assert shop.execute("select key from setting") == []


def test_one_day_is_copied_on_every_open_day(alice: Caller, shop: Shop) -> None:
    typed = {**MONDAY, "thursday.1.from": "09:00", "thursday.1.to": "12:00", "same": "1"}
    page = alice.post("/bienvenue/horaires", **typed).text
    assert 'name="thursday.1.to" value="18:00"' in page
    assert 'name="tuesday.1.from" value=""' in page
    assert shop.execute("select key from setting") == []


def test_it_begins_with_drafts(alice: Caller, shop: Shop) -> None:
    assert alice.post("/bienvenue/marche", mode="draft").status_code == 303
    policy = shop.desk.business.policy
    assert {policy.autonomy_of(skill) for skill in ("hold", "availability")} == {"draft"}
    assert policy.autonomy_of("opt_out") == "auto"
    assert "C'est en marche" in text_of(alice.get("/bienvenue").text)


def test_or_as_the_product_does_even_after_a_change_of_mind(alice: Caller, shop: Shop) -> None:
    alice.post("/autonomie/exchange/niveau", level="draft")
    alice.post("/bienvenue/marche", mode="draft")
    alice.post("/bienvenue/marche", mode="auto")
    assert shop.desk.business.policy.autonomy_of("hold") == "auto"
    assert shop.desk.business.policy.autonomy_of("exchange") == "draft"
    assert alice.post("/bienvenue/marche", mode="magie").status_code == 409


def test_who_wrote_before_is_answered_once_it_is_on(alice: Caller, shop: Shop) -> None:
    alice.post("/pause")
    conversation = shop.hears("Bonjour, quels sont vos horaires ?", "+33639980077")
    assert shop.execute("select 1 from turn where conversation_id = %s", conversation) == []
    alice.post("/bienvenue/marche", mode="auto")
    attend(shop.desk, conversation)
    assert shop.execute("select count(*) from turn where conversation_id = %s", conversation) == [
        (1,)
    ]


def test_the_pause_ends_by_the_first_start_alone(alice: Caller, bob: Caller, shop: Shop) -> None:
    alice.post("/pause")
    with shop.desk.transaction() as connection:
        settings.put(connection, {"first_run": []}, by="Alice", at=shop.desk.now())
    assert alice.post("/reprendre").headers["location"] == "/bienvenue/marche"
    assert bob.post("/reprendre").status_code == 409
    assert 'class="halt"' not in alice.get("/urgences").text
    with shop.desk.transaction() as connection:
        assert businesses.pause(connection) is not None


def test_only_a_shop_opened_by_the_link_is_told_to_go_on(alice: Caller, shop: Shop) -> None:
    assert "Mise en route :" not in text_of(alice.get("/").text)
    with shop.desk.transaction() as connection:
        settings.put(connection, {"first_run": []}, by="Alice", at=shop.desk.now())
    assert "Mise en route : 2 sur 5" in text_of(alice.get("/").text)


def test_the_shop_next_door_is_at_its_own_step(alice: Caller, charlie: Caller) -> None:
    alice.post("/bienvenue/etapes/essai")
    assert "3 sur 5" in text_of(alice.get("/bienvenue").text)
    assert "2 sur 5" in text_of(charlie.get("/bienvenue").text)


def test_a_try_is_done_once_somebody_wrote_there(alice: Caller, shop: Shop) -> None:
    alice.post("/essayer/preparer")
    assert "2 sur 5" in text_of(alice.get("/bienvenue").text)
    alice.post("/essayer/ecrire", who="new", kind="sms", text="Bonjour, vous êtes ouverts ?")
    assert "3 sur 5" in text_of(alice.get("/bienvenue").text)
