"""The signed calls of Resend: what is believed, and what each event tells."""

import base64
from typing import Any

import pytest
import resend as sdk

from coccinelle.channels.email_resend import events
from coccinelle.core.channel import Forged, Malformed
from coccinelle.core.messages import Announced, DeliveryReport, WebhookCall
from coccinelle.sandbox.resend import signed_event
from coccinelle.sandbox.resend.signing import signature
from tests.channels.resend_mail import URL, call, settings
from tests.mailbox import EMMA, OURS, SECRET

OTHER = "whsec_" + base64.b64encode(b"other-secret-of-24-bytes").decode()
RECEIVED = {"type": "email.received", "data": {"email_id": "e1", "from": EMMA, "to": [OURS]}}
ANNOUNCED = Announced("e1", recipients=(OURS,))


def outbound(kind: str, **data: Any) -> dict[str, Any]:
    usual = {"email_id": "e2", "from": OURS, "to": [EMMA], "subject": "x", "tags": {"message": "7"}}
    return {"type": f"email.{kind}", "data": {**usual, **data}}


def read(event: dict[str, Any], **details: Any) -> Any:
    return events.read(call(event, **details), settings())


def test_our_vector_is_signed_as_published() -> None:
    body = '{"type":"email.received","data":{"subject":"Été"}}'.encode()
    signed = signature(b"msg_1.1795000000." + body, SECRET)
    assert signed == "LLHJgLGJusBThI1ORLLbu7uimVWZJ1Awp4A+Ugaf+B4="


def test_resends_own_library_accepts_what_the_double_signs() -> None:
    body, headers = signed_event(RECEIVED, SECRET)
    given = {name: headers[f"svix-{name}"] for name in ("id", "timestamp", "signature")}
    sdk.Webhooks.verify(
        {"payload": body.decode(), "headers": given, "webhook_secret": SECRET}  # type: ignore[typeddict-item]
    )


@pytest.mark.parametrize("age", [-290, 0, 290])
def test_a_fresh_call_is_believed(age: int) -> None:
    assert read(RECEIVED, age_seconds=age) == (ANNOUNCED,)


@pytest.mark.parametrize("age", [-302, 302, 9e9])
def test_an_old_call_or_one_of_the_future_is_not(age: float) -> None:
    with pytest.raises(Forged):
        read(RECEIVED, age_seconds=age)


def test_both_secrets_are_accepted_while_one_is_changed() -> None:
    both = settings(next_webhook_secret=OTHER)
    assert events.read(call(RECEIVED, OTHER), both) == (ANNOUNCED,)
    with pytest.raises(Forged):
        read(RECEIVED, secret=OTHER)


@pytest.mark.parametrize(
    ("change", "is_good"),
    [
        (lambda s: f"v1,AAAA {s}", True),
        (lambda s: "", False),
        (lambda s: s[:-4], False),
        (lambda s: s.replace("v1,", "v2,"), False),
        (lambda s: "v1," + base64.b64decode(s[3:]).hex(), False),
        (lambda s: "v1,", False),
    ],
)
def test_one_right_signature_of_ours_is_needed(change: Any, is_good: bool) -> None:
    signed = call(RECEIVED)
    headers = signed.headers | {"svix-signature": change(signed.headers["svix-signature"])}
    changed = WebhookCall(URL, headers, signed.body)
    if is_good:
        assert events.read(changed, settings())
        return
    with pytest.raises(Forged):
        events.read(changed, settings())


@pytest.mark.parametrize("header", ["svix-id", "svix-timestamp", "svix-signature"])
def test_a_missing_header_is_a_refusal(header: str) -> None:
    signed = call(RECEIVED)
    signed.headers.pop(header)
    with pytest.raises(Forged):
        events.read(signed, settings())


def test_a_body_written_again_is_another_body() -> None:
    signed = call(RECEIVED)
    with pytest.raises(Forged):
        events.read(WebhookCall(URL, signed.headers, signed.body + b" "), settings())


@pytest.mark.parametrize(
    "event",
    [
        {"type": "email.received"},
        {"type": 7},
        {"type": "email.received", "data": {"email_id": "../../keys", "to": [OURS]}},
        {"type": "email.delivered", "data": {"email_id": ["e1"]}},
        [],
    ],
)
def test_a_signed_call_of_another_form_is_malformed(event: Any) -> None:
    with pytest.raises(Malformed):
        read(event)


@pytest.mark.parametrize("kind", ["email.opened", "contact.created", "email.delivery_delayed"])
def test_what_tells_us_nothing_is_nothing(kind: str) -> None:
    assert read({"type": kind, "data": {"id": 1}}) == ()


def test_mail_for_another_domain_of_the_account_is_not_ours() -> None:
    other = {**RECEIVED, "data": {**RECEIVED["data"], "to": ["x@other.example.org"]}}  # type: ignore[dict-item]
    assert read(other) == ()


def test_a_hidden_copy_is_ours_too() -> None:
    data = {"email_id": "e1", "to": ["x@other.example.org"], "bcc": [f"Shop <{OURS.upper()}>"]}
    (announced,) = read({"type": "email.received", "data": data})
    assert announced.is_named and announced.recipients == ("x@other.example.org", OURS)


@pytest.mark.parametrize(("kind", "state"), [("sent", "sent"), ("delivered", "delivered")])
def test_each_event_has_its_state(kind: str, state: Any) -> None:
    assert read(outbound(kind)) == (DeliveryReport("e2", state, "7"),)


@pytest.mark.parametrize(
    ("event", "remedy"),
    [
        (outbound("bounced", bounce={"type": "Permanent", "subType": "NoEmail"}),
         "mark_address_bad"),
        (outbound("bounced", bounce={"type": "Transient", "subType": "MailboxFull"}),
         "tell_member"),
        (outbound("bounced", bounce={"type": "Undetermined"}), "tell_member"),
        (outbound("bounced"), "tell_member"),
        (outbound("complained"), "mark_opted_out"),
        (outbound("suppressed"), "mark_address_bad"),
        (outbound("failed", failed={"reason": "reached_daily_quota"}), "tell_member"),
    ],
)  # fmt: skip
def test_each_failure_has_its_remedy(event: dict[str, Any], remedy: str) -> None:
    (report,) = read(event)
    assert (report.state, report.error.remedy) == ("failed", remedy)


def test_a_tag_that_is_no_key_of_ours_is_none() -> None:
    assert read(outbound("sent", tags={"message": "7; drop"})) == (DeliveryReport("e2", "sent"),)
