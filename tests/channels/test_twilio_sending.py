"""Our channel against Twilio's double: what is asked, what comes back, each way it can fail."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from coccinelle.channels.sms_twilio import faults
from coccinelle.core.channel import Channel, SendRefused
from coccinelle.core.errors import OutcomeUnknown, TemporaryError
from coccinelle.core.messages import Outbound

JULIE, SHOP = "+33639980001", "+33939980000"
TEXT = "Votre robe vous attend jusqu'à demain 18h."
REPLY = Outbound("key-1", JULIE, TEXT)
SERVICE = "MG" + "5" * 32
NOW = datetime.now(UTC)


def test_a_reply_leaves_and_its_receipt_counts_the_segments(channel: Channel, twilio: Any) -> None:
    receipt = channel.send(REPLY)
    [kept] = twilio.messages()
    assert (kept["sid"], kept["from"], kept["to"]) == (receipt.provider_id, SHOP, JULIE)
    assert (kept["body"], receipt.state, receipt.segments) == (TEXT, "sent", 1)


def test_a_messaging_service_chooses_its_number(
    open_channel: Callable[..., Channel], twilio: Any
) -> None:
    receipt = open_channel(messaging_service_sid=SERVICE).send(REPLY)
    [kept] = twilio.messages()
    assert (kept["messaging_service_sid"], receipt.segments) == (SERVICE, None)


def test_an_api_key_sends_in_the_account_s_place(open_channel: Callable[..., Channel]) -> None:
    keys = {"api_key": "SK" + "a" * 32, "api_secret": "secret" * 4}
    assert open_channel(**keys).send(REPLY).provider_id.startswith("SM")


def test_reports_come_signed_with_our_key_and_only_move_forward(
    channel: Channel, shop: Any, eventually: Any
) -> None:
    receipt = channel.send(REPLY)
    eventually(lambda: len(shop.calls) == 2)
    reports = [channel.report(call) for call in shop.calls]
    assert [(r.provider_id, r.key) for r in reports if r] == [(receipt.provider_id, "key-1")] * 2
    assert [r.state for r in reports if r] == ["sent", "delivered"]


def test_reports_may_come_twice_or_backwards(
    channel: Channel, twilio: Any, shop: Any, eventually: Any
) -> None:
    twilio.fault("duplicate_callbacks")
    twilio.fault("disordered_callbacks")
    channel.send(REPLY)
    eventually(lambda: len(shop.calls) == 4)
    channel.send(REPLY)
    eventually(lambda: len(shop.calls) == 6)
    states = [report.state for call in shop.calls if (report := channel.report(call))]
    assert states == ["sent", "sent", "delivered", "delivered", "delivered", "sent"]


def test_a_message_that_never_arrives_is_reported_with_its_fault(
    channel: Channel, twilio: Any, shop: Any, eventually: Any
) -> None:
    twilio.fault("undelivered", code=30003)
    channel.send(REPLY)
    eventually(lambda: len(shop.calls) == 2)
    report = channel.report(shop.calls[-1])
    assert report is not None
    assert report.error == faults.of("30003")


@pytest.mark.parametrize("code", sorted(set(faults.KNOWN) - {"20429"}))
def test_each_refusal_of_twilio_has_its_remedy(channel: Channel, twilio: Any, code: str) -> None:
    twilio.fault("refusal", code=int(code), status=401 if code == "20003" else 400)
    with pytest.raises(SendRefused) as caught:
        channel.send(REPLY)
    assert caught.value.fault == faults.of(code)
    assert str(caught.value) == caught.value.fault.sentence


def test_wrong_keys_stop_the_channel(open_channel: Callable[..., Channel]) -> None:
    with pytest.raises(SendRefused) as caught:
        open_channel(auth_token="9" * 32).send(REPLY)
    assert (caught.value.fault.code, caught.value.fault.remedy) == ("20003", "stop_channel")


def test_someone_who_wrote_stop_is_refused_by_twilio_until_start(
    channel: Channel, twilio: Any, shop: Any
) -> None:
    twilio.write(f"{shop.base_url}/in", "Stop")
    with pytest.raises(SendRefused) as caught:
        channel.send(REPLY)
    assert caught.value.fault.remedy == "mark_opted_out"
    twilio.write(f"{shop.base_url}/in", "START")
    assert channel.send(REPLY)
    assert [channel.parse(call)[0].opt_out for call in shop.calls[:2]] == ["stop", "start"]


def test_arret_is_ours_to_hear_not_twilio_s(channel: Channel, twilio: Any, shop: Any) -> None:
    twilio.write(f"{shop.base_url}/in", "ARRÊT")
    assert channel.parse(shop.calls[0])[0].opt_out is None
    assert channel.send(REPLY)


def test_too_many_calls_wait_as_long_as_twilio_says(channel: Channel, twilio: Any) -> None:
    twilio.fault("too_many", seconds=7)
    with pytest.raises(TemporaryError) as caught:
        channel.send(REPLY)
    assert caught.value.retry_after_seconds == 7
    assert channel.send(REPLY)
    assert len(twilio.messages()) == 1


@pytest.mark.parametrize(
    ("fault", "details"),
    [
        ("server_error", {"done": False}),
        ("server_error", {"done": True}),
        ("cut", {"done": False}),
        ("cut", {"done": True}),
        ("html", {"done": False}),
        ("html", {"done": True}),
        ("html", {"done": True, "status": 502}),
    ],
)
def test_a_failure_in_the_middle_is_an_unknown_outcome(
    channel: Channel, twilio: Any, fault: str, details: dict[str, Any]
) -> None:
    twilio.fault(fault, **details)
    with pytest.raises(OutcomeUnknown):
        channel.send(REPLY)
    assert len(twilio.messages()) == details["done"]


def test_silence_after_the_work_was_done_is_an_unknown_outcome(
    open_channel: Callable[..., Channel], twilio: Any
) -> None:
    twilio.fault("slow", seconds=5)
    with pytest.raises(OutcomeUnknown):
        open_channel(timeout_seconds=0.5).send(REPLY)
    assert len(twilio.messages()) == 1


def test_html_with_a_client_error_is_a_refusal(channel: Channel, twilio: Any) -> None:
    twilio.fault("html", status=403)
    with pytest.raises(SendRefused) as caught:
        channel.send(REPLY)
    assert (caught.value.fault.code, caught.value.fault.remedy) == ("http_403", "tell_member")


def test_an_unreachable_twilio_may_be_tried_again(open_channel: Callable[..., Channel]) -> None:
    nobody = open_channel(base_url="http://127.0.0.1:9")
    with pytest.raises(TemporaryError):
        nobody.send(REPLY)
    with pytest.raises(TemporaryError):
        nobody.find_sent(REPLY, NOW)


@pytest.mark.parametrize(
    ("recipient", "code"),
    [
        ("+881612345678", "country"),
        ("+447000000000", "not_mobile"),
        ("+447400123456", "country"),
        ("+14155552671", "country"),
        ("+33899000000", "not_mobile"),
        ("+33199000001", "not_mobile"),
        ("+33939980000", "not_mobile"),
        ("+33629980001234", "not_mobile"),
        ("36180", "not_a_number"),
        ("0639980001", "not_a_number"),
        ("julie@example.org", "not_a_number"),
        ("", "not_a_number"),
    ],
)
def test_a_number_fraud_lives_on_is_never_written_to(
    channel: Channel, twilio: Any, recipient: str, code: str
) -> None:
    with pytest.raises(SendRefused) as caught:
        channel.send(Outbound("key-1", recipient, TEXT))
    assert caught.value.fault.code == code
    assert twilio.messages() == []


@pytest.mark.parametrize(
    "recipient", [JULIE, "+33612345678", "+262692123456", "+590690123456", "+596696123456"]
)
def test_a_french_mobile_overseas_included_is_written_to(channel: Channel, recipient: str) -> None:
    assert channel.send(Outbound("key-1", recipient, TEXT))


def test_a_business_may_choose_its_countries(open_channel: Callable[..., Channel]) -> None:
    abroad = open_channel(allowed_regions=("GB", "US"))
    assert abroad.send(Outbound("key-1", "+447400123456", TEXT))
    assert abroad.send(Outbound("key-1", "+14155552671", TEXT))
    with pytest.raises(SendRefused):
        abroad.send(REPLY)


def test_a_text_too_long_for_sms_is_refused_before_any_call(channel: Channel, twilio: Any) -> None:
    assert channel.send(Outbound("key-1", JULIE, "a" * 1600)).segments == 11
    with pytest.raises(SendRefused) as caught:
        channel.send(Outbound("key-2", JULIE, "a" * 1601))
    assert caught.value.fault.code == "21617"
    assert len(twilio.messages()) == 1


def test_no_phone_number_and_no_text_is_logged(
    channel: Channel, twilio: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    channel.send(REPLY)
    channel.find_sent(REPLY, NOW)
    twilio.fault("html", call="list")
    with pytest.raises(TemporaryError) as caught:
        channel.find_sent(REPLY, NOW)
    told = caplog.text + repr(caught.value) + repr(caught.value.__cause__)
    assert "/Messages.json" in told
    assert "33639980001" not in told
    assert "robe" not in told
    assert "request RQ" in told
