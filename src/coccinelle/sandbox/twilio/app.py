"""The double as a web application."""

import secrets
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from coccinelle.sandbox.refusing import refused, unreadable
from coccinelle.sandbox.twilio.account import Account
from coccinelle.sandbox.twilio.api import api_routes
from coccinelle.sandbox.twilio.controls import control_routes
from coccinelle.sandbox.twilio.courier import Courier
from coccinelle.sandbox.twilio.refusals import Refusal


def create_app(
    account_sid: str,
    auth_token: str,
    *,
    numbers: tuple[str, ...] = (),
    api_keys: Mapping[str, str] | None = None,
    callbacks: bool = True,
    step_seconds: float = 0.05,
) -> Starlette:
    """numbers: the senders of the account, any at all when empty; api_keys: SK… to secret.

    callbacks: whether StatusCallback is called; step_seconds: between two states of a message.
    The account is in `app.state.account` for whoever runs the app in his own process.
    """
    account = Account(account_sid, auth_token, numbers, dict(api_keys or {}))
    courier = Courier(account, callbacks=callbacks, step_seconds=step_seconds)

    @asynccontextmanager
    async def closing(app: Starlette) -> AsyncIterator[None]:
        yield
        courier.close()

    app = Starlette(
        routes=[*api_routes(account, courier), control_routes(account, courier)],
        exception_handlers={Refusal: refused, ValidationError: unreadable},
        lifespan=closing,
    )
    app.add_middleware(_RequestId)
    app.state.account = account
    return app


class _RequestId:
    """Every answer of Twilio's names the request."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_named(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["Twilio-Request-Id"] = "RQ" + secrets.token_hex(16)
            await send(message)

        await self._app(scope, receive, send_named)
