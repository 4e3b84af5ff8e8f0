"""Looking up what became of a message, when Twilio's answer to it was lost."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from coccinelle.core.channel import Channel, SendRefused
from coccinelle.core.errors import OutcomeUnknown, TemporaryError
from coccinelle.core.messages import Outbound

JULIE, SHOP = "+33639980001", "+33939980000"
TEXT = "Votre robe vous attend jusqu'à demain 18h."
REPLY = Outbound("key-1", JULIE, TEXT)
NOW = datetime.now(UTC)


def sent(twilio: Any, eventually: Any, count: int) -> None:
    """Twilio lists a message by its date once it is sent."""
    eventually(lambda: sum(m["status"] == "delivered" for m in twilio.messages()) == count)


def test_an_unknown_outcome_is_settled_by_looking_it_up(
    channel: Channel, twilio: Any, eventually: Any
) -> None:
    assert channel.find_sent(REPLY, NOW) is None
    twilio.fault("cut", done=True)
    with pytest.raises(OutcomeUnknown):
        channel.send(REPLY)
    sent(twilio, eventually, 1)
    found = channel.find_sent(REPLY, NOW)
    assert found is not None
    assert (found.provider_id, found.state) == (twilio.messages()[0]["sid"], "delivered")


@pytest.mark.parametrize(
    ("message", "since"),
    [
        (Outbound("key-1", JULIE, "Autre chose."), NOW),
        (Outbound("key-1", "+33639980002", TEXT), NOW),
        (REPLY, NOW + timedelta(hours=1)),
        (REPLY, NOW + timedelta(days=2)),
    ],
)
def test_another_text_recipient_or_time_is_not_our_message(
    channel: Channel, twilio: Any, eventually: Any, message: Outbound, since: datetime
) -> None:
    channel.send(REPLY)
    sent(twilio, eventually, 1)
    assert channel.find_sent(message, since) is None


def test_what_the_customer_wrote_is_not_what_we_sent(
    channel: Channel, twilio: Any, shop: Any
) -> None:
    twilio.write(f"{shop.base_url}/in", TEXT, **{"from": SHOP, "to": JULIE})
    assert channel.find_sent(REPLY, NOW) is None


def test_a_look_up_follows_the_pages(channel: Channel, twilio: Any, eventually: Any) -> None:
    first = channel.send(REPLY)
    for n in range(100):
        channel.send(Outbound(f"key-{n}", JULIE, f"Message {n}"))
    sent(twilio, eventually, 101)
    found = channel.find_sent(REPLY, NOW)
    assert found is not None
    assert found.provider_id == first.provider_id


def test_the_latest_of_the_same_words_is_found(
    channel: Channel, twilio: Any, eventually: Any
) -> None:
    channel.send(REPLY)
    latest = channel.send(REPLY)
    sent(twilio, eventually, 2)
    found = channel.find_sent(REPLY, NOW)
    assert found is not None
    assert found.provider_id == latest.provider_id


@pytest.mark.parametrize("fault", ["too_many", "server_error", "cut", "html", "refusal"])
def test_a_look_up_that_fails_may_be_tried_again(channel: Channel, twilio: Any, fault: str) -> None:
    twilio.fault(fault, call="list")
    with pytest.raises(TemporaryError):
        channel.find_sent(REPLY, NOW)


def test_a_look_up_that_never_ends_is_given_up(
    open_channel: Callable[..., Channel], answering: Any
) -> None:
    asked: list[str] = []

    async def answer(request: Request) -> Response:
        asked.append(request.url.path)
        return JSONResponse({"messages": [], "next_page_uri": "/2010-04-01/again.json"})

    with pytest.raises(TemporaryError):
        open_channel(base_url=answering(answer)).find_sent(REPLY, NOW)
    assert len(asked) == 5


@pytest.mark.parametrize("scheme", ["http:", ""])
def test_our_keys_never_follow_a_page_to_another_server(
    open_channel: Callable[..., Channel], answering: Any, scheme: str
) -> None:
    lured: list[str] = []

    async def lure(request: Request) -> Response:
        lured.append(request.url.path)
        return JSONResponse({"messages": []})

    elsewhere = answering(lure).replace("http:", scheme)

    async def answer(request: Request) -> Response:
        return JSONResponse({"messages": [], "next_page_uri": f"{elsewhere}/x.json"})

    with pytest.raises(TemporaryError):
        open_channel(base_url=answering(answer)).find_sent(REPLY, NOW)
    assert lured == []


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("30", 30.0),
        ("999999", 3600.0),
        ("Thu, 01 Jan 2099 00:00:00 GMT", 3600.0),
        ("Thu, 01 Jan 2015 00:00:00 GMT", 0.0),
        ("soon", None),
        ("", None),
        ("-5", None),
    ],
)
def test_the_wait_twilio_asks_for_is_understood(
    open_channel: Callable[..., Channel], answering: Any, header: str, seconds: float | None
) -> None:
    async def answer(request: Request) -> Response:
        return Response(status_code=429, headers={"Retry-After": header})

    channel = open_channel(base_url=answering(answer))
    for act in (lambda: channel.send(REPLY), lambda: channel.find_sent(REPLY, NOW)):
        with pytest.raises(TemporaryError) as caught:
            act()
        assert caught.value.retry_after_seconds == seconds


@pytest.mark.parametrize(("status", "error"), [(307, SendRefused), (201, OutcomeUnknown)])
def test_an_answer_that_is_no_receipt_is_never_taken_for_one(
    open_channel: Callable[..., Channel], answering: Any, status: int, error: type[Exception]
) -> None:
    async def answer(request: Request) -> Response:
        return JSONResponse({"status": "queued"}, status, {"Location": "/elsewhere"})

    with pytest.raises(error):
        open_channel(base_url=answering(answer)).send(REPLY)
