"""The plain channel for kinds without an adapter."""

from datetime import UTC, datetime

import pytest

from coccinelle.channels.in_process import in_process_channel
from coccinelle.core.channel import Forged
from coccinelle.core.messages import Outbound, Receipt, WebhookCall

NOW = datetime(2025, 1, 16, tzinfo=UTC)
MESSAGE = Outbound("key-1", "julie@example.org", "Bonjour")


def test_what_is_sent_lands_in_the_callers_list() -> None:
    sent: list[Outbound] = []
    channel = in_process_channel("email", address="shop@example.org", sent=sent)
    receipt = Receipt("key-1", segments=1, message_id="<key-1@in-process>")
    assert channel.send(MESSAGE) == receipt
    assert (channel.kind, channel.address, sent) == ("email", "shop@example.org", [MESSAGE])


def test_a_message_is_found_once_it_was_sent() -> None:
    channel = in_process_channel("whatsapp", address="+33939980000", sent=[])
    assert channel.find_sent(MESSAGE, NOW) is None
    receipt = channel.send(MESSAGE)
    assert channel.find_sent(MESSAGE, NOW) == receipt


def test_two_kinds_stay_apart() -> None:
    email = in_process_channel("email", address="shop@example.org", sent=[])
    sms = in_process_channel("sms", address="+33939980000", sent=[])
    assert (email.kind, sms.kind) == ("email", "sms")
    assert (email.segments("a" * 200), sms.segments("a" * 200)) == (1, 2)


def test_nothing_comes_in_by_this_door() -> None:
    channel = in_process_channel("web", address="web", sent=[])
    for door in (channel.parse, channel.report):
        with pytest.raises(Forged):
            door(WebhookCall("https://shop.example", {}, b""))
    assert channel.acknowledgement() == ("", "text/plain")
    channel.close()
