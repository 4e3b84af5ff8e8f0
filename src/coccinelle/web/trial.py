"""The page « Essayer »: a member writes as a customer, to a copy of the shop."""

from datetime import date, datetime, time, timedelta

from fastapi import APIRouter
from pydantic import Field, NaiveDatetime
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from coccinelle.core.errors import PermanentError
from coccinelle.engine import drafts
from coccinelle.engine.desk import Desk
from coccinelle.store import cases
from coccinelle.trial import scenarios
from coccinelle.trial.clock import advance
from coccinelle.trial.copy import renew
from coccinelle.trial.play import play
from coccinelle.trial.write import write
from coccinelle.web.admission import visit_of
from coccinelle.web.forms import Form, checked
from coccinelle.web.live import Live, open_stream
from coccinelle.web.pages import render, url
from coccinelle.web.trial_copy import OpenDesk, alone, copy_of, ready_copy
from coccinelle.web.trial_page import address_of, shown

PAGE = "/essayer"
NOON = time(12)
LONGEST = 2000


class WrittenForm(Form):
    """who: a customer of the copy, or "new"."""

    who: str = Field("new", max_length=20)
    kind: str = Field("sms", pattern="^(sms|whatsapp|email)$")
    subject: str = Field("", max_length=200)
    text: str = Field(min_length=1, max_length=LONGEST)


class ClockForm(Form):
    """step: how far, unless until says where, in the business's zone."""

    step: str = Field("", max_length=20)
    until: NaiveDatetime | None = None


class DraftForm(Form):
    draft_id: int = Field(ge=1, lt=2**63)
    text: str = Field("", max_length=LONGEST)
    reason: str = Field("", max_length=300)


class ScenarioForm(Form):
    number: int = Field(ge=1, le=99)


def router(open_desk: OpenDesk, live: Live) -> APIRouter:
    routes = APIRouter(prefix=PAGE)
    _add_pages(routes, open_desk, live)
    _add_acts(routes, open_desk)
    _add_verdicts(routes, open_desk)
    return routes


def _add_pages(routes: APIRouter, open_desk: OpenDesk, live: Live) -> None:
    @routes.get("")
    def trial_page(request: Request) -> Response:
        visit = visit_of(request)
        found = shown(visit.desk, copy_of(visit, open_desk), request.query_params)
        return render(request, "trial.html", **found)

    @routes.get("/fil")
    def trial_part(request: Request) -> Response:
        """One side of the page; nothing once the copy was emptied."""
        visit = visit_of(request)
        copy = copy_of(visit, open_desk)
        if copy is None:
            return Response(status_code=204)
        side = "phone" if request.query_params.get("side") == "phone" else "trace"
        found = shown(visit.desk, copy, request.query_params)
        return render(request, f"_trial_{side}.html", **found)

    @routes.get("/events")
    async def trial_events(request: Request) -> StreamingResponse:
        visit = visit_of(request)
        copy = await run_in_threadpool(copy_of, visit, open_desk)
        also = copy.business.id if copy else None
        return open_stream(request, visit.desk.database, live, also)


def _add_acts(routes: APIRouter, open_desk: OpenDesk) -> None:
    @routes.post("/preparer")
    def prepared(request: Request) -> Response:
        visit = visit_of(request)
        with alone(visit):
            renew(visit.desk)
        return RedirectResponse(PAGE, 303)

    @routes.post("/ecrire")
    def written(request: Request) -> Response:
        visit, form = visit_of(request), checked(request, WrittenForm)
        copy = ready_copy(visit, open_desk)
        with copy.transaction() as connection:
            sender = address_of(connection, form.who, form.kind)
        subject = form.subject if form.kind == "email" else ""
        write(copy, kind=form.kind, sender=sender, text=form.text, subject=subject)
        return RedirectResponse(url(PAGE, who=form.who, by=form.kind) + "#phone", 303)

    @routes.post("/avancer")
    def advanced(request: Request) -> Response:
        visit, form = visit_of(request), checked(request, ClockForm)
        copy = ready_copy(visit, open_desk)
        since = copy.now()
        with alone(visit):
            advance(lambda: open_desk(copy.business.id), _until(form, since))
        view = {name: request.query_params.get(name, "") for name in ("who", "by")}
        return RedirectResponse(url(PAGE, **view, since=int(since.timestamp())), 303)

    @routes.post("/scenario")
    def replayed(request: Request) -> Response:
        visit, form = visit_of(request), checked(request, ScenarioForm)
        found = next(
            (s for s in scenarios.of_sector(visit.desk.business.sector) if s.number == form.number),
            None,
        )
        if found is None:
            raise HTTPException(404)
        with alone(visit):
            play(visit.desk, open_desk, found.script, instead=scenarios.goods(visit.desk))
        return RedirectResponse(PAGE, 303)


def _add_verdicts(routes: APIRouter, open_desk: OpenDesk) -> None:
    """What Sarah would do of a draft, done in the copy."""

    @routes.post("/valider")
    def approved(request: Request) -> Response:
        copy, form, by = _judging(request, open_desk)
        drafts.approve(copy, _conversation(copy, form), by=by, draft_id=form.draft_id)
        return RedirectResponse(PAGE, 303)

    @routes.post("/modifier")
    def edited(request: Request) -> Response:
        copy, form, by = _judging(request, open_desk)
        if not form.text:
            raise HTTPException(422)
        there = _conversation(copy, form)
        drafts.approve(copy, there, by=by, text=form.text, draft_id=form.draft_id)
        return RedirectResponse(PAGE, 303)

    @routes.post("/refuser")
    def refused(request: Request) -> Response:
        copy, form, by = _judging(request, open_desk)
        there = _conversation(copy, form)
        drafts.refuse(copy, there, by=by, reason=form.reason, draft_id=form.draft_id)
        return RedirectResponse(PAGE, 303)


def _judging(request: Request, open_desk: OpenDesk) -> tuple[Desk, DraftForm, str]:
    visit, form = visit_of(request), checked(request, DraftForm)
    return ready_copy(visit, open_desk), form, visit.member.name


def _conversation(copy: Desk, form: DraftForm) -> int:
    """Raises PermanentError for a draft that is not of this copy."""
    with copy.transaction() as connection:
        draft = cases.draft(connection, form.draft_id)
    if draft is None:
        raise PermanentError(drafts.NO_LONGER_WAITS)
    return draft.conversation_id


def _until(form: ClockForm, now: datetime) -> datetime:
    """Raises PermanentError when nothing was chosen."""
    if form.until is not None:
        return form.until.replace(tzinfo=now.tzinfo)
    match form.step:
        case "hour":
            return now + timedelta(hours=1)
        case "noon":
            tomorrow: date = now.date() + timedelta(days=1)
            return datetime.combine(tomorrow, NOON, now.tzinfo)
    raise PermanentError("Choisissez jusqu'à quand avancer.")
