"""The double as a web application."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from pydantic import ValidationError
from starlette.applications import Starlette

from coccinelle.sandbox.refusing import refused, unreadable
from coccinelle.sandbox.resend.account import Account
from coccinelle.sandbox.resend.api import api_routes
from coccinelle.sandbox.resend.controls import control_routes
from coccinelle.sandbox.resend.courier import Courier
from coccinelle.sandbox.resend.refusals import Refusal


def create_app(
    api_key: str,
    webhook_secret: str = "",
    *,
    webhook_url: str = "",
    domains: tuple[str, ...] = (),
    step_seconds: float = 0.05,
) -> Starlette:
    """webhook_url: told of every event, signed with webhook_secret; domains: verified ones, any
    when empty. The account is in `app.state.account` for whoever runs the app in his own process.
    """
    webhooks = {webhook_url: webhook_secret} if webhook_url else {}
    account = Account(api_key, webhooks, domains)
    courier = Courier(account, step_seconds=step_seconds)

    @asynccontextmanager
    async def closing(app: Starlette) -> AsyncIterator[None]:
        yield
        courier.close()

    app = Starlette(
        routes=[*api_routes(account, courier), control_routes(account, courier)],
        exception_handlers={Refusal: refused, ValidationError: unreadable},
        lifespan=closing,
    )
    app.state.account = account
    return app
