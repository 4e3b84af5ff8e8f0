"""Our words in, Resend's request out, and what each of its answers becomes."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from coccinelle.channels import email_resend
from coccinelle.core.channel import Channel, SendRefused
from coccinelle.core.errors import OutcomeUnknown, TemporaryError
from coccinelle.core.messages import Outbound, Thread
from tests.channels.resend_mail import settings
from tests.mailbox import EMMA, OURS, SENDER, ResendDouble

TOKEN = "0123456789abcdef" * 2
THREAD = Thread(in_reply_to="<q1@x>", references=("<q0@x>", "<q1@x>"), token=TOKEN)
MESSAGE = Outbound("7", EMMA, "Bonjour Emma,\n\nOui.", "Re: Robe", THREAD)


@pytest.fixture
def open_mail(resend: ResendDouble) -> Iterator[Callable[..., Channel]]:
    opened: list[Channel] = []

    def opener(**changes: Any) -> Channel:
        found = settings(base_url=resend.base_url, **changes)
        opened.append(email_resend.open(found, callback_url="https://shop.example.org/webhooks/x"))
        return opened[-1]

    yield opener
    for channel in opened:
        channel.close()


@pytest.fixture
def mail(open_mail: Callable[..., Channel]) -> Channel:
    return open_mail()


def test_what_is_asked_of_resend(mail: Channel, resend: ResendDouble) -> None:
    receipt = mail.send(MESSAGE)
    (sent,) = resend.sent()
    body = sent["body"]
    assert (receipt.provider_id, receipt.message_id) == (sent["id"], sent["message_id"])
    assert (body["from"], body["to"], body["subject"]) == (SENDER, [EMMA], "Re: Robe")
    assert body["reply_to"] == [OURS.replace("@", f"+t_{TOKEN}@")]
    assert body["headers"] == {
        "In-Reply-To": "<q1@x>", "References": "<q0@x> <q1@x>", "Auto-Submitted": "auto-replied",
    }  # fmt: skip
    assert (body["text"], body["tags"]) == (MESSAGE.text, [{"name": "message", "value": "7"}])


def test_a_members_words_are_no_automatic_answer(mail: Channel, resend: ResendDouble) -> None:
    mail.send(Outbound("8", EMMA, "Bonjour", "Robe", is_automatic=False))
    assert "headers" not in resend.sent()[0]["body"]


def test_the_same_message_twice_leaves_once(mail: Channel, resend: ResendDouble) -> None:
    first = mail.send(MESSAGE)
    again = mail.find_sent(MESSAGE, datetime.now(UTC))
    assert again is not None and again.provider_id == first.provider_id
    assert len(resend.sent()) == 1


def test_the_same_message_in_another_dress_leaves_once(
    open_mail: Callable[..., Channel], resend: ResendDouble
) -> None:
    """The shop changed its name between two tries."""
    open_mail().send(MESSAGE)
    assert open_mail(sender=OURS).find_sent(MESSAGE, datetime.now(UTC)) is not None
    assert len(resend.sent()) == 1


def test_other_words_under_the_same_number_are_another_message(
    mail: Channel, resend: ResendDouble
) -> None:
    """Another installation on the same account."""
    mail.send(MESSAGE)
    mail.send(Outbound("7", "bob@example.org", "Autre chose", "Robe"))
    assert len(resend.sent()) == 2


def test_after_a_day_nobody_can_tell(mail: Channel, resend: ResendDouble) -> None:
    mail.send(MESSAGE)
    resend.forget_keys()
    assert mail.find_sent(MESSAGE, datetime.now(UTC) - timedelta(days=1)) is None
    assert len(resend.sent()) == 1


def test_a_message_id_that_is_not_told_yet_stops_nothing(
    mail: Channel, resend: ResendDouble
) -> None:
    resend.fault("no_message_id")
    assert mail.send(MESSAGE).message_id == ""
    resend.fault("server_error", call="read")
    assert mail.send(Outbound("9", EMMA, "Bonjour", "Robe")).provider_id


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("validation_error", "tell_member"),
        ("missing_required_field", "tell_member"),
        ("restricted_api_key", "stop_channel"),
        ("invalid_api_key", "stop_channel"),
        ("domain_not_verified", "stop_channel"),
        ("something_new", "tell_member"),
    ],
)
def test_a_refusal_has_its_remedy(
    mail: Channel, resend: ResendDouble, name: str, remedy: str
) -> None:
    resend.fault("refusal", name=name)
    with pytest.raises(SendRefused) as refused:
        mail.send(MESSAGE)
    assert refused.value.fault.remedy == remedy


def test_a_wrong_key_stops_the_channel(open_mail: Callable[..., Channel]) -> None:
    with pytest.raises(SendRefused) as refused:
        open_mail(api_key="re_another_key").send(MESSAGE)
    assert refused.value.fault.remedy == "stop_channel"


def test_too_many_at_once_wait_as_long_as_asked(mail: Channel, resend: ResendDouble) -> None:
    resend.fault("too_many", seconds=3)
    with pytest.raises(TemporaryError) as later:
        mail.send(MESSAGE)
    assert later.value.retry_after_seconds == 3


@pytest.mark.parametrize("name", ["daily_quota_exceeded", "monthly_quota_exceeded"])
def test_a_quota_is_not_asked_again_at_once(mail: Channel, resend: ResendDouble, name: str) -> None:
    resend.fault("refusal", name=name)
    with pytest.raises(TemporaryError) as later:
        mail.send(MESSAGE)
    assert later.value.retry_after_seconds == 3600


@pytest.mark.parametrize("fault", ["cut", "server_error", "html", "slow"])
def test_an_answer_that_breaks_leaves_us_in_doubt(
    open_mail: Callable[..., Channel], resend: ResendDouble, fault: str
) -> None:
    resend.fault(fault, done=True, seconds=2)
    with pytest.raises(OutcomeUnknown):
        open_mail(timeout_seconds=0.5).send(MESSAGE)


def test_an_envoy_under_way_is_asked_again_later(mail: Channel, resend: ResendDouble) -> None:
    resend.fault("refusal", name="concurrent_idempotent_requests")
    with pytest.raises(OutcomeUnknown):
        mail.send(MESSAGE)


def test_nobody_there_is_known_not_to_have_taken_it(open_mail: Callable[..., Channel]) -> None:
    channel = email_resend.open(
        settings(base_url="http://127.0.0.1:9"), callback_url="https://shop.example.org"
    )
    with pytest.raises(TemporaryError):
        channel.send(MESSAGE)
    channel.close()


@pytest.mark.parametrize("to", ["a@b.fr, c@d.fr", "Emma <emma@example.org>", "+33639980001", ""])
def test_only_one_plain_address_is_written_to(mail: Channel, resend: ResendDouble, to: str) -> None:
    with pytest.raises(SendRefused):
        mail.send(Outbound("7", to, "Bonjour", "Robe"))
    assert resend.sent() == []
