"""The web application: every route, behind one guard and one layer of headers."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, FastAPI
from starlette.middleware.trustedhost import TrustedHostMiddleware

from coccinelle.web import (
    documents,
    errors,
    health,
    live,
    phone,
    satisfaction,
    static_files,
    webhooks,
)
from coccinelle.web.access import account, forgotten, journal, login, notifications, passwords
from coccinelle.web.access.admission import guard, recogniser
from coccinelle.web.access.sessions import Cookies
from coccinelle.web.access.trail import Trail
from coccinelle.web.customers import (
    contact_card,
    contact_changes,
    contact_list,
    contact_rights,
    merges,
)
from coccinelle.web.daily import autonomy, commitments, counter, desk_pages, feed, pause, undo
from coccinelle.web.edge.security import SecurityHeaders
from coccinelle.web.figures import results
from coccinelle.web.inbox import (
    attention_acts,
    conversation,
    conversation_acts,
    first_words,
    inbox,
    original,
    pieces,
    saved,
)
from coccinelle.web.parts import WebParts
from coccinelle.web.settings import channel, connections, owner_phone_acts, people
from coccinelle.web.settings import pages as settings_pages
from coccinelle.web.shop import knowledge, order, order_list, parcel, posts, returns
from coccinelle.web.trial import acts as trial_acts
from coccinelle.web.trial import scripts as trial_scripts
from coccinelle.web.trial import writing
from coccinelle.web.welcome import hours, opening, products, steps

__all__ = ["WebParts", "create_app"]


def create_app(parts: WebParts) -> FastAPI:
    """A message that comes waits for a database that starts again; whoever opens a page is told."""
    is_secure, patient = parts.public_url.startswith("https://"), parts.database
    parts = replace(parts, database=patient.for_pages())
    cookies, stream = Cookies(parts.public_url), live.Live(parts.database.url)
    app = FastAPI(
        docs_url=None, redoc_url=None, openapi_url=None, lifespan=_lifespan(stream),
        dependencies=[Depends(guard(parts, cookies))],
    )  # fmt: skip
    app.state.live, app.state.is_demo = stream, parts.is_demo
    app.include_router(webhooks.router(patient, parts.open_desk, parts.public_url))
    for router in _routers(parts, cookies, stream):
        app.include_router(router)
    errors.install(app, is_secure=is_secure, recognise=recogniser(parts, cookies))
    app.add_middleware(Trail, is_secure=is_secure)
    app.add_middleware(
        TrustedHostMiddleware, allowed_hosts=_hosts(parts.public_url), www_redirect=False
    )
    app.add_middleware(SecurityHeaders, is_secure=is_secure)
    return app


def _routers(parts: WebParts, cookies: Cookies, stream: live.Live) -> tuple[APIRouter, ...]:
    return (
        health.router(parts.database),
        static_files.ROUTES,
        phone.ROUTES,
        documents.router(parts.database, parts.open_desk),
        satisfaction.router(parts.database, parts.open_desk, cookies),
        login.router(parts.database, parts.open_desk, cookies, stream),
        account.router(parts.database, cookies),
        notifications.ROUTES,
        forgotten.router(parts.database, parts.open_desk, cookies),
        live.router(parts.database, stream),
        inbox.ROUTES,
        desk_pages.ROUTES,
        feed.ROUTES,
        commitments.ROUTES,
        counter.ROUTES,
        pause.ROUTES,
        undo.ROUTES,
        merges.ROUTES,
        autonomy.ROUTES,
        *_settings(parts, cookies),
        conversation.ROUTES,
        conversation_acts.ROUTES,
        attention_acts.ROUTES,
        saved.ROUTES,
        first_words.ROUTES,
        *_PEOPLE,
        pieces.ROUTES,
        original.ROUTES,
        journal.ROUTES,
        results.ROUTES,
        writing.router(parts.open_desk, stream),
        trial_acts.router(parts.open_desk),
        trial_scripts.router(parts.open_desk),
    )


def _settings(parts: WebParts, cookies: Cookies) -> tuple[APIRouter, ...]:
    """The first run, and what an owner sets: named pages before the matters."""
    return (
        opening.router(parts.database, cookies), steps.router(parts.connecting), steps.ROUTES,
        hours.ROUTES, products.ROUTES, people.ROUTES, connections.router(parts.connecting),
        channel.router(parts.connecting), channel.ROUTES, owner_phone_acts.ROUTES,
        settings_pages.ROUTES,
    )  # fmt: skip


_PEOPLE = (
    contact_list.ROUTES, contact_card.ROUTES, contact_changes.ROUTES, contact_rights.ROUTES,
    order_list.ROUTES, order.ROUTES, parcel.ROUTES, returns.ROUTES, knowledge.ROUTES, posts.ROUTES,
)  # fmt: skip


def _lifespan(
    stream: live.Live,
) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        await asyncio.to_thread(passwords.decoy)
        listening = asyncio.create_task(stream.listen())
        yield
        stream.close()
        listening.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await listening

    return lifespan


def _hosts(public_url: str) -> list[str]:
    """The public one, and this machine: its health is asked from here."""
    return [urlsplit(public_url).hostname or "localhost", "127.0.0.1", "localhost"]
