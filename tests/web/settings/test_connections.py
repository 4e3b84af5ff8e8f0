"""Channels and connections: opened, kept and tried from a form; no secret is ever shown back."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from coccinelle.main import Installation
from coccinelle.settings import Settings
from coccinelle.store import channels
from coccinelle.store.database import Database
from tests.loopback import ACCOUNT, TOKEN, Double
from tests.mailbox import API_KEY, OURS, SECRET, SENDER, ResendDouble
from tests.web.conftest import Caller, Shop, open_shop, serving, web_app
from tests.web.reading import text_of

SMS, MAIL = "/reglages/connexions/sms_twilio", "/reglages/connexions/email_resend"
KEYS = {"account_sid": ACCOUNT, "auth_token": TOKEN, "number": "+33939980000"}


@pytest.fixture(scope="module")
def shop(shared_database: Database) -> Shop:
    """On an installation whose connections are real ones, and may be doubles here."""
    opened = open_shop(shared_database)
    found = Installation(Settings(demo=True), shared_database, opened.place.seal)
    return replace(opened, place=found)


@pytest.fixture(autouse=True)
def _nothing_is_open(shop: Shop) -> None:
    shop.execute("delete from channel")
    shop.execute("delete from connector")


@pytest.fixture(scope="module")
def alice(shop: Shop) -> Iterator[Caller]:
    with serving(web_app(shop)) as http:
        yield Caller(http, shop.employs("Alice", "owner"))


def rows(shop: Shop) -> list[channels.ChannelRow]:
    with shop.desk.transaction() as connection:
        return channels.all_of(connection)


@pytest.mark.parametrize("path", ["", "/sms_twilio"])
def test_strangers_and_staff_are_refused(alice: Caller, shop: Shop, path: str) -> None:
    address = f"/reglages/connexions{path}"
    assert Caller(alice.http).get(address).status_code == 303
    bob = Caller(alice.http, shop.employs("Bob", "staff"))
    assert bob.get(address).status_code == 403
    assert bob.post(SMS, **KEYS).status_code == 403


def test_the_form_is_made_from_the_adapter_s_own_settings(alice: Caller) -> None:
    page = alice.get(SMS).text
    assert "Identifiant du compte" in page
    assert "« Auth Token », à côté de l'identifiant." in text_of(page)
    assert 'name="auth_token" aria-describedby="hint-auth_token" type="password"' in page


def test_every_adapter_has_its_page(alice: Caller) -> None:
    assert [alice.get(f"/reglages/connexions/{name}").status_code
            for name in ("sms_twilio", "email_resend", "laposte", "colissimo", "rien")
            ] == [200, 200, 200, 200, 404]  # fmt: skip


def test_a_channel_is_opened_and_its_address_shown(alice: Caller, shop: Shop) -> None:
    assert alice.post(SMS, **KEYS).status_code == 303
    (row,) = rows(shop)
    assert f"/webhooks/sms_twilio/{row.key}" in alice.get(SMS).text
    assert row.address == "+33939980000"


def test_no_secret_is_shown_back_and_an_empty_one_stays(alice: Caller, shop: Shop) -> None:
    alice.post(SMS, **KEYS)
    page = alice.get(SMS).text
    assert TOKEN not in page
    assert "gardé, non affiché" in page
    key = rows(shop)[0].key
    alice.post(SMS, **{**KEYS, "auth_token": "", "number": "+33939980001"})
    (row,) = rows(shop)
    assert (row.key, row.address) == (key, "+33939980001")
    assert row.secrets is not None
    assert TOKEN not in str(shop.execute("select settings::text from channel"))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"auth_token": ""}, "Valeur obligatoire."),
        ({"account_sid": "AC1"}, "Ce n'est pas la forme attendue."),
        ({"number": ""}, "Donnez un numéro d'envoi ou un service d'envoi."),
        ({"base_url": "https://example.org"}, "Ce n'est pas la forme attendue."),
    ],
)
def test_what_the_adapter_refuses_is_told_in_french_and_not_kept(
    alice: Caller, shop: Shop, change: dict[str, str], sentence: str
) -> None:
    answer = alice.post(SMS, **{**KEYS, **change})
    assert answer.status_code == 422
    assert sentence in text_of(answer.text)
    assert TOKEN not in answer.text
    assert rows(shop) == []


def test_an_address_of_this_machine_is_for_trials_only(
    alice: Caller, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shop.place, "settings", Settings())
    answer = alice.post(SMS, **{**KEYS, "base_url": "http://127.0.0.1:5432"})
    assert answer.status_code == 422
    assert "n'est permise que pour un essai" in text_of(answer.text)


def test_good_keys_are_accepted_by_the_provider(alice: Caller, shop: Shop, twilio: Double) -> None:
    alice.post(SMS, **{**KEYS, "base_url": twilio.base_url})
    assert "accepte les clés" in text_of(alice.post(f"{SMS}/essayer").text)


def test_bad_keys_are_told(alice: Caller, shop: Shop, twilio: Double) -> None:
    alice.post(SMS, **{**KEYS, "auth_token": "x" * 32, "base_url": twilio.base_url})
    page = alice.post(f"{SMS}/essayer")
    assert "Twilio refuse cet identifiant ou ce jeton." in text_of(page.text)


def test_a_mailbox_is_tried_too(alice: Caller, resend: ResendDouble) -> None:
    keys = {"webhook_secret": SECRET, "sender": SENDER, "reply_address": OURS,
            "base_url": resend.base_url}  # fmt: skip
    alice.post(MAIL, api_key=API_KEY, **keys)
    assert "accepte les clés" in text_of(alice.post(f"{MAIL}/essayer").text)
    alice.post(MAIL, api_key="re_another_key", **keys)
    assert "Resend refuse cette clé" in text_of(alice.post(f"{MAIL}/essayer").text)


def test_nobody_at_the_other_end_is_told(alice: Caller) -> None:
    alice.post(SMS, **{**KEYS, "base_url": "http://127.0.0.1:9"})
    assert "injoignable" in text_of(alice.post(f"{SMS}/essayer").text)


def test_a_connection_is_taken_away_and_a_channel_is_not(alice: Caller, shop: Shop) -> None:
    alice.post("/reglages/connexions/laposte", okapi_key="0123456789")
    assert "Retirer" in alice.get("/reglages/connexions/laposte").text
    assert alice.post("/reglages/connexions/laposte/retirer").status_code == 303
    assert shop.execute("select adapter from connector") == []
    alice.post(SMS, **KEYS)
    assert alice.post(f"{SMS}/retirer").status_code == 409
    assert len(rows(shop)) == 1


def test_what_is_not_open_is_not_tried(alice: Caller) -> None:
    page = alice.post("/reglages/connexions/colissimo/essayer")
    assert "Cette connexion n'est pas ouverte." in text_of(page.text)
