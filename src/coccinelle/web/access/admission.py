"""The guard of every route: audience first, then session and role, then the form's proof."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Annotated
from urllib.parse import quote

from fastapi import Path
from psycopg import OperationalError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request

from coccinelle.engine.desk import Desk
from coccinelle.store.database import Connection
from coccinelle.store.members import Member
from coccinelle.web.access import trail
from coccinelle.web.access.audience import Audience, audience_of
from coccinelle.web.access.sessions import Cookies, member_of
from coccinelle.web.edge.forms import take_form
from coccinelle.web.edge.uploads import take_upload
from coccinelle.web.i18n import language, speak
from coccinelle.web.parts import WebParts

Id = Annotated[int, Path(ge=1, lt=2**63)]


@dataclass(frozen=True, slots=True)
class Visit:
    """A member at the desk of their business."""

    member: Member
    desk: Desk
    token: str = field(repr=False)


Guard = Callable[[Request], Awaitable[None]]


def guard(parts: WebParts, cookies: Cookies) -> Guard:
    """Set once on the whole application: a route cannot forget it."""

    async def admit(request: Request) -> None:
        speak(request.headers.get("accept-language", "")[:2])  # until the member is known
        audience = audience_of(request)
        if audience is None:
            raise HTTPException(403)
        if audience.is_provider:
            return
        name = cookies.session if audience.roles else cookies.visitor
        token = cookies.read(request, name)
        if audience.roles:
            visit = await run_in_threadpool(_visit, parts, request, audience, token)
            request.state.visit = visit
            speak(visit.member.language)
            if visit.member.role not in audience.roles:
                raise HTTPException(403)
        if request.method != "GET":
            take = take_upload if audience.takes_file else take_form
            request.state.form = await take(request, cookie=token, public_url=parts.public_url)
            if audience.roles and audience.is_act:
                _begin(request)

    return admit


def recogniser(parts: WebParts, cookies: Cookies) -> Guard:
    """For an address that is no route: its refusal is said in the member's own language, and
    what stands around it leads on."""

    async def recognise(request: Request) -> None:
        if getattr(request.state, "visit", None) is not None:
            return
        speak(request.headers.get("accept-language", "")[:2])
        token = cookies.read(request, cookies.session)
        with suppress(OperationalError):  # whoever it is, then
            request.state.visit = visit = await run_in_threadpool(_known, parts, token)
            speak(visit.member.language if visit else language())

    return recognise


def visit_of(request: Request) -> Visit:
    visit: Visit = request.state.visit
    return visit


def visit_to(request: Request, load: Callable[[Connection, int], object | None], id: int) -> Visit:
    """404 for a row of another business: it does not exist here."""
    visit = visit_of(request)
    with visit.desk.transaction() as connection:
        if load(connection, id) is None:
            raise HTTPException(404)
    return visit


def _begin(request: Request) -> None:
    """From here on the act leaves a line, unless it is refused."""
    visit, route = visit_of(request), request.scope["route"].path
    act = trail.Act(
        visit.desk, visit.member.name, f"{request.method} {route}",
        request.path_params, request.state.form,
    )  # fmt: skip
    request.state.visit = replace(visit, desk=trail.begin(request.scope, act))


def _visit(parts: WebParts, request: Request, audience: Audience, token: str) -> Visit:
    found = _known(parts, token, is_active=not audience.is_quiet)
    if found is None:
        raise _stranger(request, audience)
    return found


def _known(parts: WebParts, token: str, *, is_active: bool = False) -> Visit | None:
    member = member_of(parts.database, token, is_active=is_active)
    return Visit(member, parts.open_desk(member.business_id), token) if member else None


def _stranger(request: Request, audience: Audience) -> HTTPException:
    """A page leads to the login, and back afterwards; anything else is refused."""
    if request.method != "GET" or audience.is_quiet:
        return HTTPException(401)
    return HTTPException(303, headers={"Location": f"/login?next={quote(request.url.path)}"})
