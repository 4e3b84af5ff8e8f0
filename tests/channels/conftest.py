"""Twilio's double and a listening shop, both on loopback, and our channel between them."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from coccinelle.channels import sms_twilio
from coccinelle.channels.sms_twilio.settings import TwilioSettings
from coccinelle.core.channel import Channel
from coccinelle.core.messages import WebhookCall
from tests.loopback import ACCOUNT, SHOP, TOKEN, Double, served


@dataclass
class Shop:
    """Where the product listens: keeps each call as the web would hand it to a channel."""

    base_url: str = ""
    calls: list[WebhookCall] = field(default_factory=list)

    async def hear(self, request: Request) -> Response:
        headers = dict(request.headers)
        self.calls.append(WebhookCall(str(request.url), headers, await request.body()))
        return Response("<Response/>", media_type="text/xml")


@pytest.fixture(scope="session")
def shop_server() -> Iterator[Shop]:
    shop = Shop()
    app = Starlette(routes=[Route("/{path:path}", shop.hear, methods=["POST"])])
    for base_url in served(app):
        shop.base_url = base_url
        yield shop


@pytest.fixture
def shop(shop_server: Shop) -> Shop:
    shop_server.calls.clear()
    return shop_server


@pytest.fixture
def open_channel(twilio: Double, shop: Shop) -> Iterator[Callable[..., Channel]]:
    """Opens channels on the double, with any setting changed."""
    opened: list[Channel] = []

    def opener(**changes: Any) -> Channel:
        usual = {"account_sid": ACCOUNT, "auth_token": TOKEN, "number": SHOP}
        settings = TwilioSettings(**{**usual, "base_url": twilio.base_url, **changes})
        opened.append(sms_twilio.open(settings, callback_url=f"{shop.base_url}/status"))
        return opened[-1]

    yield opener
    for channel in opened:
        channel.close()


@pytest.fixture
def channel(open_channel: Callable[..., Channel]) -> Channel:
    return open_channel()


@pytest.fixture
def sdk(twilio: Double) -> Iterator[Client]:
    """Twilio's own client, turned to the double."""
    http = TwilioHttpClient()
    client = Client(ACCOUNT, TOKEN, http_client=http)
    client.api.base_url = twilio.base_url
    yield client
    http.session.close()


@pytest.fixture
def eventually() -> Callable[[Callable[[], bool]], None]:
    """Waits for something another thread does; fails after thirty seconds."""

    def wait(happened: Callable[[], bool]) -> None:
        ends_at = time.monotonic() + 30
        while not happened():
            assert time.monotonic() < ends_at, "it never happened"
            time.sleep(0.005)

    return wait
