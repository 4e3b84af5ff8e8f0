"""Status callbacks: what became of our messages, in our words."""

from collections.abc import Callable

import pytest

from coccinelle.core.channel import Channel, Forged, Malformed
from coccinelle.core.messages import DeliveryReport, WebhookCall
from coccinelle.sandbox.twilio import signed_form

URL = "https://shop.example/webhooks/sms_twilio/KEY/status"
TOKEN = "12345678901234567890123456789012"
SID = "SM00000000000000000000000000000001"
FORM = {
    "AccountSid": "AC00000000000000000000000000000001",
    "MessageSid": SID,
    "From": "+33939980000",
    "To": "+33639980001",
    "MessageStatus": "sent",
}


def call(url: str = f"{URL}?m=key-1", **changes: str) -> WebhookCall:
    body, headers = signed_form(url, TOKEN, {**FORM, **changes})
    return WebhookCall(url, {name.lower(): value for name, value in headers.items()}, body)


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("accepted", "sent"),
        ("scheduled", "sent"),
        ("queued", "sent"),
        ("sending", "sent"),
        ("sent", "sent"),
        ("partially_delivered", "sent"),
        ("delivered", "delivered"),
        ("read", "read"),
        ("canceled", "dropped"),
    ],
)
def test_each_status_has_its_state(channel: Channel, status: str, state: str) -> None:
    report = channel.report(call(MessageStatus=status))
    assert report == DeliveryReport(SID, state, "key-1")  # type: ignore[arg-type]


@pytest.mark.parametrize("status", ["received", "receiving", "teleported"])
def test_a_status_that_tells_nothing_is_no_report(channel: Channel, status: str) -> None:
    assert channel.report(call(MessageStatus=status)) is None


@pytest.mark.parametrize(
    ("code", "remedy"),
    [
        ("30003", "retry"),
        ("30005", "mark_address_bad"),
        ("30006", "mark_address_bad"),
        ("30007", "tell_member"),
        ("30008", "retry"),
        ("21610", "mark_opted_out"),
        ("30002", "stop_channel"),
        ("99999", "tell_member"),
    ],
)
@pytest.mark.parametrize("status", ["failed", "undelivered"])
def test_a_failure_comes_with_what_to_do(
    channel: Channel, status: str, code: str, remedy: str
) -> None:
    report = channel.report(call(MessageStatus=status, ErrorCode=code))
    assert report
    assert report.error
    assert (report.state, report.error.code, report.error.remedy) == ("failed", code, remedy)


def test_a_failure_without_a_number_still_goes_to_a_member(channel: Channel) -> None:
    report = channel.report(call(MessageStatus="failed"))
    assert report
    assert report.error
    assert (report.error.code, report.error.remedy) == ("unknown", "tell_member")


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("", None),
        ("?m=", None),
        ("?x=1&m=key-2", "key-2"),
        ("?m=a%20b", None),
        ("?m=" + "a" * 65, None),
    ],
)
def test_our_key_comes_back_in_the_url(channel: Channel, query: str, key: str | None) -> None:
    report = channel.report(call(URL + query))
    assert report
    assert report.key == key


@pytest.mark.parametrize("changes", [{"AccountSid": "AC" + "2" * 32}, {"From": "+33939980009"}])
def test_a_report_about_someone_else_is_refused(channel: Channel, changes: dict[str, str]) -> None:
    with pytest.raises(Forged):
        channel.report(call(**changes))


@pytest.mark.parametrize("changes", [{"ErrorCode": "3 000"}, {"MessageStatus": "Sent!"}])
def test_an_irregular_report_is_refused(channel: Channel, changes: dict[str, str]) -> None:
    with pytest.raises(Malformed):
        channel.report(call(**changes))


def test_a_customer_s_message_is_no_report_and_a_report_is_no_message(channel: Channel) -> None:
    with pytest.raises(Forged):
        channel.parse(call())
    with pytest.raises(Forged):
        channel.report(call(From="+33639980001", To="+33939980000"))


def test_a_messaging_service_reports_for_any_of_its_numbers(
    open_channel: Callable[..., Channel],
) -> None:
    service = "MG" + "5" * 32
    channel = open_channel(number=None, messaging_service_sid=service)
    assert channel.report(call(From="+33939980009", MessagingServiceSid=service))
