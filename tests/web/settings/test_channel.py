"""The page of one channel: what waits for a first message, what is forgotten, pause and removal."""

from collections.abc import Iterator

import pytest

from coccinelle.store import channels
from coccinelle.store.database import Database
from tests.loopback import TOKEN
from tests.web.conftest import Caller, Shop, serving, web_app
from tests.web.reading import text_of
from tests.web.settings.conftest import (
    KEYS,
    NUMBER,
    SMS,
    WAYS,
    connected_shop,
    place_of,
    rows_of,
)

SECOND = "98765432109876543210987654321098"


@pytest.fixture(scope="module")
def shop(shared_database: Database) -> Shop:
    return connected_shop(shared_database)


@pytest.fixture(scope="module")
def alice(shop: Shop) -> Iterator[Caller]:
    with serving(web_app(shop)) as http:
        yield Caller(http, shop.employs("Alice", "owner"))


@pytest.fixture
def page(alice: Caller, shop: Shop) -> str:
    shop.execute("delete from channel")
    return place_of(alice.post(SMS, **KEYS))


def test_strangers_and_staff_see_no_channel(alice: Caller, shop: Shop, page: str) -> None:
    assert Caller(alice.http).get(page).status_code == 303
    bob = Caller(alice.http, shop.employs("Bob", "staff"))
    assert bob.get(page).status_code == 403
    assert bob.post(f"{page}/retirer").status_code == 403


def test_no_secret_is_shown_back_and_an_empty_one_stays(
    alice: Caller, shop: Shop, page: str
) -> None:
    shown = alice.get(page).text
    assert TOKEN not in shown
    assert "gardé, non affiché" in shown
    key = rows_of(shop)[0].key
    alice.post(page, **{**KEYS, "auth_token": "", "number": "+33939980001"})
    (row,) = rows_of(shop)
    assert (row.key, row.address) == (key, "+33939980001")
    assert row.secrets is not None
    assert TOKEN not in str(shop.execute("select settings::text from channel"))


def test_a_secret_is_changed_in_two_steps_and_the_old_one_is_forgotten(
    alice: Caller, page: str
) -> None:
    drop = 'name="forget.next_auth_token"'
    assert drop not in alice.get(page).text
    alice.post(page, **{**KEYS, "auth_token": "", "next_auth_token": SECOND})
    assert drop in alice.get(page).text
    alice.post(page, **{**KEYS, "auth_token": SECOND, "forget.next_auth_token": "1"})
    assert drop not in alice.get(page).text


def test_an_api_key_is_given_up_with_its_secret(alice: Caller, shop: Shop, page: str) -> None:
    alice.post(page, **KEYS, api_key="SK" + "a" * 32, api_secret="secret" * 4)
    assert rows_of(shop)[0].settings["api_key"]
    assert alice.post(page, **KEYS).status_code == 422
    assert alice.post(page, **{**KEYS, "forget.api_secret": "1"}).status_code == 303
    assert rows_of(shop)[0].settings["api_key"] is None


def test_two_channels_never_have_the_same_number(alice: Caller, shop: Shop, page: str) -> None:
    alice.post(SMS, **{**KEYS, "number": "+33939980001"})
    answer = alice.post(page, **{**KEYS, "number": "+33939980001"})
    assert answer.status_code == 422
    assert "Un autre canal a déjà cette adresse" in text_of(answer.text)


def test_the_first_message_is_waited_for_and_told(alice: Caller, shop: Shop, page: str) -> None:
    assert "Écrivez à 09 39 98 00 00" in text_of(alice.get(page).text)
    (row,) = rows_of(shop)
    with shop.desk.transaction() as connection:
        channels.heard(connection, row.id, shop.desk.now())
    part = text_of(alice.get(f"{page}/recu").text)
    assert "Nous avons reçu un premier message aujourd'hui" in part
    alice.post(page, **KEYS)
    assert "Aucun message reçu depuis que ces clés" in text_of(alice.get(page).text)


def test_a_call_with_another_signature_is_told(alice: Caller, shop: Shop, page: str) -> None:
    (row,) = rows_of(shop)
    form = {"From": "+33639980001", "Body": "oui"}
    answer = alice.http.post(f"/webhooks/sms_twilio/{row.key}", data=form)
    assert answer.status_code == 403
    assert "sa signature n'est pas la bonne" in text_of(alice.get(f"{page}/recu").text)


def test_a_channel_is_put_in_pause_and_taken_up(alice: Caller, shop: Shop, page: str) -> None:
    alice.post(f"{page}/pause")
    assert "En pause depuis aujourd'hui" in text_of(alice.get(page).text)
    assert "en pause" in text_of(alice.get(WAYS).text)
    alice.post(f"{page}/reprendre")
    assert "En pause" not in text_of(alice.get(page).text)


def test_removal_is_confirmed_and_says_what_it_stops(alice: Caller, shop: Shop, page: str) -> None:
    asked = text_of(alice.get(f"{page}/retirer").text)
    assert "Retirer 09 39 98 00 00 ?" in asked
    assert "tous les messages déjà reçus et envoyés" in asked
    assert len(rows_of(shop)) == 1


def test_a_removed_channel_has_no_page_and_no_keys(alice: Caller, shop: Shop, page: str) -> None:
    assert alice.post(f"{page}/retirer").status_code == 303
    assert alice.post(f"{page}/retirer").status_code == 303
    assert alice.get(page).status_code == 404
    assert alice.post(page, **KEYS).status_code == 404
    assert "09 39 98 00 00" not in text_of(alice.get(WAYS).text)
    assert shop.execute("select settings, secrets, removed_by from channel") == [
        ({}, None, "Alice")
    ]


def test_opened_again_it_is_the_same_channel(alice: Caller, shop: Shop, page: str) -> None:
    key = rows_of(shop)[0].key
    alice.post(f"{page}/retirer")
    assert place_of(alice.post(SMS, **KEYS)) == page
    assert (rows_of(shop)[0].key, rows_of(shop)[0].address) == (key, NUMBER)


def test_a_connection_and_its_line_in_the_journal_are_kept_together(
    alice: Caller, shop: Shop
) -> None:
    alice.post("/reglages/connexions/laposte", okapi_key="0123456789")
    lines = "select xmin::text from audit where what = 'POST /reglages/connexions/{adapter}'"
    kept = "select xmin::text from connector where adapter = 'laposte'"
    assert shop.execute(f"{lines} order by id desc limit 1") == shop.execute(kept) != []


def test_what_was_just_done_is_said(alice: Caller, page: str) -> None:
    saved = alice.post(page, **KEYS)
    assert "Enregistré." in text_of(alice.led(saved).text)
    assert "Enregistré." not in text_of(alice.get(page).text)
    removed = alice.post(f"{page}/retirer")
    assert "Canal retiré. Ôtez aussi son adresse" in text_of(alice.led(removed).text)
