"""The page « Essayer »: a member writes as a customer, to a copy of the shop."""

from fastapi import APIRouter
from pydantic import Field
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from coccinelle.core.errors import PermanentError
from coccinelle.engine.desk import Desk
from coccinelle.engine.members import drafts
from coccinelle.store import cases, copies
from coccinelle.trial.copy import renew
from coccinelle.trial.write import write
from coccinelle.web.access.admission import visit_of
from coccinelle.web.edge.forms import Form, checked
from coccinelle.web.live import Live, open_stream
from coccinelle.web.pages import is_part, render, url
from coccinelle.web.trial.copy import OpenDesk, copy_at_once, copy_of, free_copy
from coccinelle.web.trial.page import PAGE, shown
from coccinelle.web.trial.people import address_of

LONGEST = 2000


class WrittenForm(Form):
    """who: a customer of the copy, "new", or "owner"."""

    who: str = Field("new", max_length=20)
    kind: str = Field("sms", pattern="^(sms|whatsapp|email)$")
    subject: str = Field("", max_length=200)
    text: str = Field(min_length=1, max_length=LONGEST)


class DraftForm(Form):
    draft_id: int = Field(ge=1, lt=2**63)
    text: str = Field("", max_length=LONGEST)
    reason: str = Field("", max_length=300)


def router(open_desk: OpenDesk, live: Live) -> APIRouter:
    routes = APIRouter(prefix=PAGE)
    _add_pages(routes, open_desk, live)
    _add_words(routes, open_desk)
    _add_verdicts(routes, open_desk)
    return routes


def answer(request: Request, open_desk: OpenDesk, **view: object) -> Response:
    """The part of the open page, or the page again."""
    if not is_part(request):
        return RedirectResponse(url(PAGE, **view), 303)
    visit = visit_of(request)
    asked = {name: str(value) for name, value in view.items() if value}
    found = shown(visit.desk, copy_of(visit, open_desk), asked)
    return render(request, "_trial.html", **found)


def view_of(request: Request) -> dict[str, str]:
    """Whose phone the act was done beside."""
    return {name: request.query_params.get(name, "") for name in ("who", "by")}


def _add_pages(routes: APIRouter, open_desk: OpenDesk, live: Live) -> None:
    @routes.get("")
    def trial_page(request: Request) -> Response:
        visit = visit_of(request)
        found = shown(visit.desk, copy_of(visit, open_desk), request.query_params)
        return render(request, "trial.html", **found)

    @routes.get("/fil")
    def trial_part(request: Request) -> Response:
        visit = visit_of(request)
        found = shown(visit.desk, copy_of(visit, open_desk), request.query_params)
        return render(request, "_trial.html", **found)

    @routes.get("/events")
    async def trial_events(request: Request) -> StreamingResponse:
        visit = visit_of(request)
        database, shop_id = visit.desk.database, visit.desk.business.id
        copy = await run_in_threadpool(copies.of, database, shop_id, visit.member.id)
        return open_stream(request, database, live, copy.business_id if copy else None)


def _add_words(routes: APIRouter, open_desk: OpenDesk) -> None:
    @routes.post("/preparer")
    def prepared(request: Request) -> Response:
        visit = visit_of(request)
        renew(visit.desk, by=visit.member.id)
        return answer(request, open_desk)

    @routes.post("/ecrire")
    def written(request: Request) -> Response:
        visit, form = visit_of(request), checked(request, WrittenForm)
        copy = copy_at_once(visit, open_desk)
        with copy.transaction() as connection:
            sender = address_of(connection, copy, form.who, form.kind)
        subject = form.subject if form.kind == "email" else ""
        write(copy, kind=form.kind, sender=sender, text=form.text, subject=subject)
        return answer(request, open_desk, who=form.who, by=form.kind)


def _add_verdicts(routes: APIRouter, open_desk: OpenDesk) -> None:
    """What Sarah would do of a draft, done in the copy."""

    @routes.post("/valider")
    def approved(request: Request) -> Response:
        copy, form, by = _judging(request, open_desk)
        drafts.approve(copy, _conversation(copy, form), by=by, draft_id=form.draft_id)
        return answer(request, open_desk, **view_of(request))

    @routes.post("/modifier")
    def edited(request: Request) -> Response:
        copy, form, by = _judging(request, open_desk)
        if not form.text:
            raise PermanentError("Ce message est vide.")
        there = _conversation(copy, form)
        drafts.approve(copy, there, by=by, text=form.text, draft_id=form.draft_id)
        return answer(request, open_desk, **view_of(request))

    @routes.post("/refuser")
    def refused(request: Request) -> Response:
        copy, form, by = _judging(request, open_desk)
        there = _conversation(copy, form)
        drafts.refuse(copy, there, by=by, reason=form.reason, draft_id=form.draft_id)
        return answer(request, open_desk, **view_of(request))


def _judging(request: Request, open_desk: OpenDesk) -> tuple[Desk, DraftForm, str]:
    visit, form = visit_of(request), checked(request, DraftForm)
    return free_copy(visit, open_desk), form, visit.member.name


def _conversation(copy: Desk, form: DraftForm) -> int:
    """Raises PermanentError for a draft that is not of this copy."""
    with copy.transaction() as connection:
        draft = cases.draft(connection, form.draft_id)
    if draft is None:
        raise PermanentError(drafts.NO_LONGER_WAITS)
    return draft.conversation_id
