"""Login and logout."""

import math
import re
from collections.abc import Callable
from functools import cache
from typing import Annotated

import structlog
from fastapi import APIRouter
from pydantic import Field, StringConstraints
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from coccinelle.engine.business.journal import AuditLine, note
from coccinelle.engine.desk import Desk
from coccinelle.store import members
from coccinelle.store.database import Database
from coccinelle.store.members import Member
from coccinelle.web.access.admission import visit_of
from coccinelle.web.access.audience import AUDIENCES
from coccinelle.web.access.browsers import browser_of
from coccinelle.web.access.passwords import LONGEST, is_right
from coccinelle.web.access.sessions import (
    Cookies,
    close_session,
    form_token,
    new_token,
    open_session,
)
from coccinelle.web.access.throttle import Throttle, login_limits
from coccinelle.web.edge.forms import Form, checked
from coccinelle.web.live import Live
from coccinelle.web.pages import render

WRONG = "Adresse e-mail ou mot de passe incorrect."
_IN_ADDRESS = {"id": "[0-9]{1,18}", "word": "[a-z_]{1,40}"}
log = structlog.get_logger()


Password = Annotated[
    str, StringConstraints(min_length=1, max_length=LONGEST, strip_whitespace=False)
]


class LoginForm(Form):
    email: str = Field(min_length=1, max_length=254)
    password: Password
    next: str = Field("/", max_length=200)


def router(
    database: Database, open_desk: Callable[[int], Desk], cookies: Cookies, live: Live
) -> APIRouter:
    routes = APIRouter()
    throttle = Throttle(database)

    @routes.get("/login")
    def login_page(request: Request) -> Response:
        return _page(request, cookies, wanted=request.query_params.get("next", "/"))

    @routes.post("/login")
    def login(request: Request) -> Response:
        form = checked(request, LoginForm)
        email = form.email.casefold()
        limits = login_limits(email, request.client.host if request.client else "")
        if wait := throttle.attempt(limits):
            return _too_many(request, cookies, form, wait)
        who = _recognise(database, email, form.password)
        if who is None:
            log.warning("login refused")
            return _page(request, cookies, wanted=form.next, status=401, fault=WRONG)
        throttle.forgive(limits)
        close_session(database, cookies.read(request, cookies.session))
        note(open_desk(who.business_id), AuditLine(who.name, "POST /login"))
        response = RedirectResponse(safe_target(form.next), 303)
        enter(request, response, database, cookies, who)
        cookies.take_back(response, cookies.visitor)
        return response

    @routes.post("/logout")
    async def logout(request: Request) -> Response:
        token = visit_of(request).token
        await run_in_threadpool(close_session, database, token)
        live.hang_up(token)
        response = RedirectResponse("/login", 303)
        cookies.take_back(response, cookies.session)
        return response

    return routes


def safe_target(wanted: str) -> str:
    """Where to go after the login: one of our own pages, whatever was asked for."""
    return wanted if _our_pages().fullmatch(wanted) else "/"


@cache
def _our_pages() -> re.Pattern[str]:
    """Those a member opens: numbers and words of ours stand where their address has a blank."""
    opened = (
        route.removeprefix("GET ").replace(".", "[.]")
        for route, audience in AUDIENCES.items()
        if route.startswith("GET ") and audience.roles and not audience.is_quiet
    )
    return re.compile("|".join(re.sub(r"\{(\w+)\}", _blank, one) for one in opened))


def _blank(name: re.Match[str]) -> str:
    return _IN_ADDRESS["id" if name[1].endswith("_id") else "word"]


def enter(
    request: Request, response: Response, database: Database, cookies: Cookies, member: Member
) -> None:
    """A session with a token of its own, whatever cookie came with the request."""
    browser = browser_of(request.headers.get("user-agent", ""))
    token = open_session(database, member.business_id, member.id, browser)
    cookies.give(response, cookies.session, token)


def _recognise(database: Database, email: str, password: str) -> Member | None:
    """An unknown e-mail costs as much time as a wrong password."""
    known = members.businesses_of(database, email)
    if not known:
        is_right(None, password)
    for business_id in known:
        with database.transaction(business_id) as connection:
            found = members.password_of(connection, email)
        if is_right(found[1] if found else None, password) and found:
            return _member(database, business_id, email)
    return None


def _member(database: Database, business_id: int, email: str) -> Member | None:
    with database.transaction(business_id) as connection:
        return members.of_email(connection, email)


def _page(
    request: Request, cookies: Cookies, *, wanted: str, status: int = 200, fault: str = ""
) -> Response:
    """The visitor's cookie proves that the form which comes back is the one we gave."""
    token = cookies.read(request, cookies.visitor) or new_token()
    response = render(
        request, "login.html", status=status,
        token=form_token(token), next=safe_target(wanted), fault=fault,
    )  # fmt: skip
    cookies.give(response, cookies.visitor, token)
    return response


def _too_many(request: Request, cookies: Cookies, form: LoginForm, wait: float) -> Response:
    seconds = math.ceil(wait)
    fault = f"Trop d'essais. Réessayez dans {seconds} secondes."
    response = _page(request, cookies, wanted=form.next, status=429, fault=fault)
    response.headers["Retry-After"] = str(seconds)
    return response
