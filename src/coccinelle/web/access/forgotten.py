"""A forgotten password: a link by e-mail, used once; who asks learns nothing of who is known."""

from collections.abc import Callable

import structlog
from fastapi import APIRouter
from pydantic import Field
from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from coccinelle.core.errors import CoccinelleError
from coccinelle.engine.business import membership
from coccinelle.engine.business.journal import AuditLine, note
from coccinelle.engine.desk import Desk
from coccinelle.kit.link_token import scope_of
from coccinelle.store import businesses, members
from coccinelle.store.database import Database
from coccinelle.web.access.login import Password
from coccinelle.web.access.passwords import chosen, hashed
from coccinelle.web.access.sessions import Cookies, form_token, new_token
from coccinelle.web.access.throttle import Throttle, link_limits
from coccinelle.web.edge.forms import Form, checked
from coccinelle.web.pages import render

OpenDesk = Callable[[int], Desk]
log = structlog.get_logger()


class EmailForm(Form):
    email: str = Field(min_length=1, max_length=254)


class NewPasswordForm(Form):
    wanted: Password


def router(database: Database, open_desk: OpenDesk, cookies: Cookies) -> APIRouter:
    routes = APIRouter()
    throttle = Throttle(database)

    @routes.get("/mot-de-passe-oublie")
    def asking_page(request: Request) -> Response:
        return _page(request, cookies, "forgotten.html", is_sent=False)

    @routes.post("/mot-de-passe-oublie")
    def asked(request: Request) -> Response:
        """Nothing is looked up before the answer has left: known or not, it takes as long."""
        email = checked(request, EmailForm).email.casefold()
        limits = link_limits(email, request.client.host if request.client else "")
        if throttle.attempt(limits):
            raise HTTPException(429)
        response = _page(request, cookies, "forgotten.html", is_sent=True)
        response.background = BackgroundTask(_send, database, open_desk, email)
        return response

    @routes.get("/mot-de-passe/{token}")
    def choosing_page(request: Request, token: str) -> Response:
        """A form, and nothing else: a mail program that opens links uses none up."""
        desk = _desk_of(database, open_desk, token)
        is_open = desk is not None and membership.is_link_open(desk, token)
        return _choosing(request, cookies, token, is_open=is_open)

    @routes.post("/mot-de-passe/{token}")
    def chosen_anew(request: Request, token: str) -> Response:
        password = chosen(checked(request, NewPasswordForm).wanted)
        desk = _desk_of(database, open_desk, token)
        if desk is None or not membership.is_link_open(desk, token):
            return _choosing(request, cookies, token, is_open=False)
        member = membership.use_password_link(desk, token, hashed(password))
        if member is None:
            return _choosing(request, cookies, token, is_open=False)
        note(desk, AuditLine(member.name, "POST /mot-de-passe/{token}"))
        return RedirectResponse("/login", 303)

    return routes


def _send(database: Database, open_desk: OpenDesk, email: str) -> None:
    """Where they are a member, each business by its own channel. A failure is told to nobody: they
    ask again."""
    for business_id in members.businesses_of(database, email):
        try:
            is_sent = membership.send_password_link(open_desk(business_id), email)
        except CoccinelleError as error:
            log.warning("no password link", business=business_id, error=type(error).__name__)
        else:
            log.info("password link", business=business_id, state="sent" if is_sent else "not sent")


def _desk_of(database: Database, open_desk: OpenDesk, token: str) -> Desk | None:
    business_id = scope_of(token)
    known = {number for number, _ in businesses.known(database)}
    return open_desk(business_id) if business_id in known and business_id else None


def _choosing(request: Request, cookies: Cookies, token: str, *, is_open: bool) -> Response:
    status = 200 if is_open else 410
    return _page(
        request, cookies, "new_password.html", status=status, link=token if is_open else ""
    )


def _page(
    request: Request, cookies: Cookies, template: str, *, status: int = 200, **values: object
) -> Response:
    """The visitor's cookie proves that the form which comes back is the one we gave."""
    token = cookies.read(request, cookies.visitor) or new_token()
    response = render(request, template, status=status, token=form_token(token), **values)
    cookies.give(response, cookies.visitor, token)
    return response
