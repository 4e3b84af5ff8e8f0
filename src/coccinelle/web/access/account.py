"""A member's own page: where they are logged in, and their password."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from coccinelle.core.errors import PermanentError
from coccinelle.store import members, sessions
from coccinelle.store.database import Database
from coccinelle.store.sessions import SessionRow
from coccinelle.web.access.admission import Id, Visit, visit_of
from coccinelle.web.access.login import Password, enter
from coccinelle.web.access.passwords import chosen, hashed, is_right
from coccinelle.web.access.sessions import ABSOLUTE, IDLE, Cookies, token_hash
from coccinelle.web.access.throttle import Throttle, login_limits
from coccinelle.web.edge.forms import Form, checked
from coccinelle.web.i18n import LANGUAGES, _
from coccinelle.web.moments import moment
from coccinelle.web.pages import render

PAGE = "/compte"
ROUTES = APIRouter(prefix=PAGE)


class PasswordForm(Form):
    current: Password
    wanted: Password


class LanguageForm(Form):
    language: Literal["fr", "en"] = "fr"


@dataclass(frozen=True, slots=True)
class Entry:
    id: int
    browser: str
    seen: str
    since: str
    is_own: bool


@ROUTES.get("")
def account_page(request: Request) -> Response:
    entries = _entries(visit_of(request))
    return render(request, "account.html", entries=entries, languages=LANGUAGES)


@ROUTES.post("/sessions/{session_id}/fermer")
def closed(request: Request, session_id: Id) -> Response:
    """404 for a session of anybody else: it does not exist here."""
    visit = visit_of(request)
    with visit.desk.transaction() as connection:
        if not sessions.close_one(connection, visit.member.id, session_id):
            raise HTTPException(404)
    return RedirectResponse(PAGE, 303)


@ROUTES.post("/sessions/fermer")
def all_others_closed(request: Request) -> Response:
    visit = visit_of(request)
    with visit.desk.transaction() as connection:
        sessions.close_others(connection, visit.member.id, token_hash(visit.token))
    return RedirectResponse(PAGE, 303)


@ROUTES.post("/langue")
def language_chosen(request: Request) -> Response:
    visit, form = visit_of(request), checked(request, LanguageForm)
    with visit.desk.transaction() as connection:
        members.speak(connection, visit.member.id, form.language)
    return RedirectResponse(PAGE, 303)


def router(database: Database, cookies: Cookies) -> APIRouter:
    routes = APIRouter()
    routes.include_router(ROUTES)
    throttle = Throttle(database)

    @routes.post(f"{PAGE}/mot-de-passe")
    def password_changed(request: Request) -> Response:
        """Every session ends, this one goes on under a new token."""
        visit, form = visit_of(request), checked(request, PasswordForm)
        limits = login_limits(visit.member.email, request.client.host if request.client else "")
        if throttle.attempt(limits):
            raise HTTPException(429)
        _change(visit, form)
        throttle.forgive(limits)
        response = RedirectResponse(PAGE, 303)
        enter(request, response, database, cookies, visit.member)
        return response

    return routes


def _change(visit: Visit, form: PasswordForm) -> None:
    with visit.desk.transaction() as connection:
        known = members.password_of(connection, visit.member.email)
    if not is_right(known[1] if known else None, form.current):
        raise PermanentError("Votre mot de passe actuel n'est pas celui-là.")
    password_hash = hashed(chosen(form.wanted))
    with visit.desk.transaction() as connection:
        members.set_password(connection, visit.member.id, password_hash)


def _entries(visit: Visit) -> list[Entry]:
    now = datetime.now(UTC)
    with visit.desk.transaction() as connection:
        rows = sessions.of_member(
            connection, visit.member.id, token_hash(visit.token),
            idle_since=now - IDLE, born_since=now - ABSOLUTE,
        )  # fmt: skip
    return [_entry(row, now.astimezone(visit.desk.business.zone)) for row in rows]


def _entry(row: SessionRow, now: datetime) -> Entry:
    return Entry(
        id=row.id,
        browser=row.browser or _("Navigateur inconnu"),
        seen=moment(row.seen_at.astimezone(now.tzinfo), now),
        since=moment(row.created_at.astimezone(now.tzinfo), now),
        is_own=row.is_own,
    )
