"""The double judged by Twilio's own client: if it can work with it, the double is honest."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from twilio.base.exceptions import TwilioRestException
from twilio.request_validator import RequestValidator
from twilio.rest import Client

ACCOUNT, TOKEN = "AC" + "0" * 31 + "1", "12345678901234567890123456789012"
JULIE, SHOP = "+33639980001", "+33939980000"


def test_a_message_is_created_then_fetched_until_delivered(
    sdk: Client, eventually: Callable[..., None]
) -> None:
    created = sdk.messages.create(to=JULIE, from_=SHOP, body="prêt")
    assert (created.status, created.num_segments, created.date_sent) == ("queued", "1", None)
    assert created.sid
    eventually(lambda: sdk.messages(created.sid or "").fetch().status == "delivered")
    fetched = sdk.messages(created.sid).fetch()
    assert (fetched.body, fetched.direction, fetched.error_code) == ("prêt", "outbound-api", None)
    assert fetched.date_sent


def test_a_messaging_service_takes_the_message_before_it_has_a_number(sdk: Client) -> None:
    created = sdk.messages.create(to=JULIE, messaging_service_sid="MG" + "5" * 32, body="a")
    assert (created.status, created.num_segments, created.from_) == ("accepted", "0", None)


def test_the_list_filters_and_follows_its_pages(sdk: Client, eventually: Any) -> None:
    sent = [sdk.messages.create(to=JULIE, from_=SHOP, body=str(n)).sid for n in range(5)]
    sdk.messages.create(to="+33639980002", from_=SHOP, body="other")
    eventually(lambda: all(m.status == "delivered" for m in sdk.messages.list()))
    since = datetime.now(UTC) - timedelta(minutes=5)
    found = list(sdk.messages.stream(to=JULIE, from_=SHOP, date_sent_after=since, page_size=2))
    assert [m.sid for m in found] == sent[::-1]
    assert len(sdk.messages.list(date_sent=datetime.now(UTC).date())) == 6  # type: ignore[arg-type]
    assert sdk.messages.list(date_sent_after=since + timedelta(days=2)) == []
    assert sdk.messages.list(date_sent_before=since - timedelta(days=2)) == []
    assert sdk.messages.list(to="+33639980009") == []


def test_a_text_is_wiped_and_a_message_deleted_once_it_is_finished(
    sdk: Client, eventually: Any
) -> None:
    sid = sdk.messages.create(to=JULIE, from_=SHOP, body="secret").sid or ""
    eventually(lambda: sdk.messages(sid).fetch().status == "delivered")
    assert sdk.messages(sid).update(body="").body == ""
    assert sdk.messages(sid).delete()
    with pytest.raises(TwilioRestException) as caught:
        sdk.messages(sid).fetch()
    assert caught.value.code == 20404


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"to": "+15005550001"}, 21211),
        ({"to": "+15005550002"}, 21612),
        ({"to": "+15005550003"}, 21408),
        ({"to": "+15005550004"}, 21610),
        ({"to": "+15005550009"}, 21614),
        ({"from_": "+15005550001"}, 21212),
        ({"from_": "+15005550007"}, 21606),
        ({"from_": "+15005550008"}, 21611),
        ({"to": "0639980001"}, 21211),
        ({"to": ""}, 21604),
        ({"from_": ""}, 21603),
        ({"from_": "boutique"}, 21212),
        ({"body": ""}, 21602),
        ({"body": "a" * 1601}, 21617),
    ],
)
def test_the_magic_numbers_and_bad_requests_answer_as_twilio_does(
    sdk: Client, changes: dict[str, str], code: int
) -> None:
    with pytest.raises(TwilioRestException) as caught:
        sdk.messages.create(**{"to": JULIE, "from_": SHOP, "body": "a", **changes})
    assert caught.value.code == code
    assert caught.value.status == (429 if code == 21611 else 400)
    assert sdk.messages.list() == []


def test_the_good_test_sender_works(sdk: Client) -> None:
    assert sdk.messages.create(to=JULIE, from_="+15005550006", body="a").sid


@pytest.mark.parametrize(
    ("user", "password", "account", "code"),
    [
        (ACCOUNT, "wrong", ACCOUNT, 20003),
        ("AC" + "2" * 32, TOKEN, ACCOUNT, 20003),
        ("SK" + "a" * 32, "wrong", ACCOUNT, 20003),
        (ACCOUNT, TOKEN, "AC" + "2" * 32, 20404),
    ],
)
def test_a_wrong_key_and_another_account_are_refused(
    sdk: Client, user: str, password: str, account: str, code: int
) -> None:
    stranger = Client(user, password, account, http_client=sdk.http_client)
    stranger.api.base_url = sdk.api.base_url
    with pytest.raises(TwilioRestException) as caught:
        stranger.messages.create(to=JULIE, from_=SHOP, body="a")
    assert caught.value.code == code


def test_a_customer_s_message_comes_with_every_parameter_and_a_true_signature(
    twilio: Any, shop: Any
) -> None:
    url = f"{shop.base_url}/in?shop=7"
    told = twilio.write(url, "Où est ma commande ?", media=["https://example.org/robe.jpg"])
    [call] = shop.calls
    form = dict(httpx.QueryParams(call.body.decode()))
    assert told["statuses"] == [200]
    assert form["MessageSid"] == form["SmsSid"] == form["SmsMessageSid"] == told["sid"]
    assert (form["SmsStatus"], form["NumMedia"], form["MediaContentType0"]) == (
        "received",
        "1",
        "image/jpeg",
    )
    assert {"FromCity", "FromZip", "FromState", "FromCountry", "ToCountry"} <= set(form)
    assert RequestValidator(TOKEN).validate(url, form, call.headers["x-twilio-signature"])


def test_a_public_address_may_be_signed_while_a_local_one_is_called(twilio: Any, shop: Any) -> None:
    public = "https://shop.example/webhooks/sms_twilio/KEY"
    twilio.write(f"{shop.base_url}/in", "a", signed_url=public, times=3)
    form = dict(httpx.QueryParams(shop.calls[0].body.decode()))
    signature = shop.calls[0].headers["x-twilio-signature"]
    assert RequestValidator(TOKEN).validate(public, form, signature)
    assert len({call.body for call in shop.calls}) == 1
    assert len(shop.calls) == 3


def test_a_wrong_signature_can_be_asked_for(twilio: Any, shop: Any, sdk: Client) -> None:
    url = f"{shop.base_url}/in"
    twilio.write(url, "a", forged=True)
    form = dict(httpx.QueryParams(shop.calls[0].body.decode()))
    signature = shop.calls[0].headers["x-twilio-signature"]
    assert not RequestValidator(TOKEN).validate(url, form, signature)


@pytest.mark.parametrize(
    ("fault", "count"), [("no_callbacks", 0), ("unsigned_callbacks", 2), ("undelivered", 2)]
)
def test_callbacks_fail_as_asked(
    twilio: Any, sdk: Client, shop: Any, eventually: Any, fault: str, count: int
) -> None:
    twilio.fault(fault)
    url = f"{shop.base_url}/status"
    sdk.messages.create(to=JULIE, from_=SHOP, body="a", status_callback=url)
    final = "undelivered" if fault == "undelivered" else "delivered"
    eventually(lambda: sdk.messages.list()[0].status == final and len(shop.calls) == count)
    for call in shop.calls:
        form = dict(httpx.QueryParams(call.body.decode()))
        genuine = RequestValidator(TOKEN).validate(url, form, call.headers["x-twilio-signature"])
        assert genuine == (fault != "unsigned_callbacks")


def test_the_double_calls_nobody_outside_this_machine(
    twilio: Any, sdk: Client, shop: Any, eventually: Any
) -> None:
    # Not a loopback address, though this machine would answer it.
    callback = f"{shop.base_url.replace('127.0.0.1', '0.0.0.0')}/status"
    sdk.messages.create(to=JULIE, from_=SHOP, body="a", status_callback=callback)
    eventually(lambda: len(twilio.calls()) == 2)
    assert [call["status"] for call in twilio.calls()] == [None, None]
    assert shop.calls == []


def test_a_fault_strikes_its_number_of_times_then_goes(twilio: Any, sdk: Client) -> None:
    twilio.fault("server_error", times=2)
    for _ in range(2):
        with pytest.raises(TwilioRestException) as caught:
            sdk.messages.create(to=JULIE, from_=SHOP, body="a")
        assert caught.value.status == 500
    assert sdk.messages.create(to=JULIE, from_=SHOP, body="a").sid


def test_an_unknown_fault_is_an_error(twilio: Any) -> None:
    for bad in ({"fault": "earthquake"}, {"fault": "cut", "time": 2}, {"fault": "cut", "times": 0}):
        answer = twilio.client.post("/_sandbox/faults", json=bad)
        assert answer.status_code == 422


def test_the_double_runs_as_a_process_of_its_own(tmp_path: Path) -> None:
    with httpx.Client(trust_env=False, verify=False, timeout=30) as client:
        port = _free_port()
        command = ["-m", "coccinelle.sandbox.twilio", "--port", str(port), "--number", SHOP]
        keys = ["--account-sid", ACCOUNT, "--auth-token", TOKEN]
        process = subprocess.Popen([sys.executable, *command, *keys], env=os.environ, cwd=tmp_path)
        try:
            messages = f"http://127.0.0.1:{port}/2010-04-01/Accounts/{ACCOUNT}/Messages.json"
            answer = _answer_of(client, messages)
        finally:
            process.terminate()
            process.wait(10)
    assert answer.json()["messages"] == []


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def _answer_of(client: httpx.Client, url: str) -> httpx.Response:
    ends_at = time.monotonic() + 60
    while True:
        try:
            return client.get(url, auth=(ACCOUNT, TOKEN))
        except httpx.ConnectError:
            assert time.monotonic() < ends_at
            time.sleep(0.02)
