"""Channels and connections: opened, kept and tried from a form; no secret is ever shown back."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator

import pytest
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from coccinelle.connecting import Connecting
from coccinelle.settings import Settings
from coccinelle.store.database import Database
from coccinelle.web.app import WebParts, create_app
from tests.loopback import TOKEN, Answer, Double
from tests.mailbox import API_KEY, OURS, SECRET, SENDER, ResendDouble
from tests.web.conftest import PUBLIC_URL, Caller, Shop, serving
from tests.web.reading import text_of
from tests.web.settings.conftest import (
    KEYS,
    MAIL,
    NUMBER,
    SMS,
    WAYS,
    connected_shop,
    place_of,
    rows_of,
)

COLISSIMO = f"{WAYS}/colissimo"
Answering = Callable[[Answer], str]


@pytest.fixture(scope="module")
def shop(shared_database: Database) -> Shop:
    return connected_shop(shared_database)


@pytest.fixture(autouse=True)
def _nothing_is_open(shop: Shop) -> None:
    shop.execute("delete from channel")
    shop.execute("delete from connector")


@pytest.fixture(scope="module")
def alice(shop: Shop) -> Iterator[Caller]:
    """Nobody of hers waits longer than four seconds in front of a trial."""
    connecting = Connecting(shop.place, patience=4.0)
    app = create_app(WebParts(shop.place.database, shop.place.desk, PUBLIC_URL, connecting))
    with serving(app) as http:
        yield Caller(http, shop.employs("Alice", "owner"))


def opened_with(alice: Caller, path: str = SMS, **changes: str) -> str:
    """Where its page is."""
    return place_of(alice.post(path, **{**KEYS, **changes}))


@pytest.mark.parametrize("path", ["", "/sms_twilio"])
def test_strangers_and_staff_are_refused(alice: Caller, shop: Shop, path: str) -> None:
    assert Caller(alice.http).get(WAYS + path).status_code == 303
    bob = Caller(alice.http, shop.employs("Bob", "staff"))
    assert bob.get(WAYS + path).status_code == 403
    assert bob.post(SMS, **KEYS).status_code == 403


def test_the_form_is_made_from_the_adapter_s_own_settings(alice: Caller) -> None:
    page = alice.get(SMS).text
    assert "Identifiant du compte" in page
    assert "« Auth Token », à côté de l'identifiant." in text_of(page)
    assert 'name="auth_token" aria-describedby="hint-auth_token" type="password"' in page


def test_the_form_speaks_the_member_s_language(alice: Caller, shop: Shop) -> None:
    emma = Caller(alice.http, shop.employs("Emma", "owner"))
    emma.post("/compte/langue", language="en")
    page = text_of(emma.post(SMS, **{**KEYS, "number": ""}).text)
    assert "Give a sending number or a messaging service." in page
    assert "It proves that the SMS received do come from Twilio." in page


def test_every_adapter_has_its_page(alice: Caller) -> None:
    assert [alice.get(f"{WAYS}/{name}").status_code
            for name in ("sms_twilio", "email_resend", "laposte", "colissimo", "rien")
            ] == [200, 200, 200, 200, 404]  # fmt: skip


def test_a_channel_is_opened_and_its_address_shown(alice: Caller, shop: Shop) -> None:
    page = alice.get(opened_with(alice)).text
    (row,) = rows_of(shop)
    assert f"/webhooks/sms_twilio/{row.key}" in page
    assert row.address == NUMBER


def test_two_numbers_are_two_channels_each_with_its_page(alice: Caller, shop: Shop) -> None:
    first, second = opened_with(alice), opened_with(alice, number="+33939980001")
    assert first != second
    assert 'value="+33939980001"' in alice.get(second).text
    assert f'value="{NUMBER}"' in alice.get(first).text
    listed = text_of(alice.get(WAYS).text)
    assert "09 39 98 00 00" in listed and "09 39 98 00 01" in listed


def test_the_form_sent_twice_opens_one_channel(alice: Caller, shop: Shop) -> None:
    assert opened_with(alice) == opened_with(alice)
    assert len(rows_of(shop)) == 1


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"auth_token": ""}, "Valeur obligatoire."),
        ({"account_sid": "AC1"}, "Ce n'est pas la forme attendue."),
        ({"number": ""}, "Donnez un numéro d'envoi ou un service d'envoi."),
        ({"base_url": "https://example.org"}, "Ce n'est pas la forme attendue."),
        ({"timeout_seconds": "-1"}, "Ce n'est pas la forme attendue."),
        ({"number": "+33 6 39 98 00 00 🙂"}, "Ce n'est pas la forme attendue."),
    ],
)
def test_what_the_adapter_refuses_is_told_in_french_and_not_kept(
    alice: Caller, shop: Shop, change: dict[str, str], sentence: str
) -> None:
    answer = alice.post(SMS, **{**KEYS, **change})
    assert answer.status_code == 422
    assert sentence in text_of(answer.text)
    assert TOKEN not in answer.text
    assert rows_of(shop) == []


def test_a_fault_in_a_folded_field_opens_the_fold(alice: Caller) -> None:
    assert '<details class="fold" open>' in alice.post(SMS, **KEYS, timeout_seconds="900").text
    assert '<details class="fold" open>' not in alice.get(SMS).text


def test_an_address_of_this_machine_is_for_trials_only(
    alice: Caller, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shop.place, "settings", Settings())
    answer = alice.post(SMS, **{**KEYS, "base_url": "http://127.0.0.1:5432"})
    assert answer.status_code == 422
    assert "n'est permise que pour un essai" in text_of(answer.text)


def test_good_keys_are_accepted_by_the_provider(alice: Caller, twilio: Double) -> None:
    page = opened_with(alice, base_url=twilio.base_url)
    assert "accepte les clés" in text_of(alice.post(f"{page}/essayer").text)


def test_bad_keys_are_told_and_what_to_do(alice: Caller, twilio: Double) -> None:
    page = opened_with(alice, auth_token="x" * 32, base_url=twilio.base_url)
    told = text_of(alice.post(f"{page}/essayer").text)
    assert "Twilio refuse cet identifiant ou ce jeton : recopiez-les" in told


def test_a_mailbox_is_tried_too(alice: Caller, resend: ResendDouble) -> None:
    keys = {"webhook_secret": SECRET, "sender": SENDER, "reply_address": OURS,
            "base_url": resend.base_url}  # fmt: skip
    page = place_of(alice.post(MAIL, api_key=API_KEY, **keys))
    assert "accepte les clés" in text_of(alice.post(f"{page}/essayer").text)
    alice.post(page, api_key="re_another_key", **keys)
    assert "Resend refuse cette clé" in text_of(alice.post(f"{page}/essayer").text)


def test_nobody_at_the_other_end_is_told_and_what_to_do(alice: Caller) -> None:
    """As when its name is unknown: no connection is made."""
    page = opened_with(alice, base_url="http://127.0.0.1:9")
    told = text_of(alice.post(f"{page}/essayer").text)
    assert "Twilio est injoignable : ce serveur est-il bien relié à Internet ?" in told
    assert "Réessayez dans quelques minutes." in told


@pytest.mark.parametrize("path", [SMS, COLISSIMO])
def test_a_provider_that_is_down_is_told(alice: Caller, path: str, answering: Answering) -> None:
    async def broken(_: Request) -> Response:
        return Response("<html>boom</html>", 500)

    keys = KEYS if path == SMS else {"api_key": "0123456789"}
    page = place_of(alice.post(path, **keys, base_url=answering(broken)))
    told = text_of(alice.post(f"{page}/essayer").text)
    assert "pas comme prévu. Réessayez dans quelques minutes." in told
    assert "boom" not in told


def test_a_provider_that_hangs_keeps_nobody_waiting(alice: Caller, answering: Answering) -> None:
    """Byte by byte, under every limit of its own; the other pages answer meanwhile."""
    released = threading.Event()

    async def drip() -> AsyncIterator[bytes]:
        while not released.is_set():
            yield b" "
            await asyncio.sleep(0.05)

    async def endless(_: Request) -> Response:
        return StreamingResponse(drip())

    page = opened_with(alice, base_url=answering(endless))
    told: list[str] = []
    trial = threading.Thread(
        target=lambda: told.append(text_of(alice.post(f"{page}/essayer").text))
    )
    trial.start()
    assert alice.get(WAYS).status_code == 200
    assert told == []
    trial.join(30)
    released.set()
    assert "Le service ne répond pas. Réessayez dans quelques minutes." in told[0]


def test_a_connection_is_taken_away(alice: Caller, shop: Shop) -> None:
    alice.post(f"{WAYS}/laposte", okapi_key="0123456789")
    assert "Retirer" in alice.get(f"{WAYS}/laposte").text
    assert alice.post(f"{WAYS}/laposte/retirer").status_code == 303
    assert shop.execute("select adapter from connector") == []
    assert alice.post(f"{SMS}/retirer").status_code == 409


def test_what_is_not_open_is_not_tried(alice: Caller) -> None:
    page = alice.post(f"{COLISSIMO}/essayer")
    assert "Cette connexion n'est pas ouverte." in text_of(page.text)
