"""The promises page: what was promised, for when, what became of it, and what a member changes."""

from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter
from pydantic import Field, NaiveDatetime
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from coccinelle.engine import promise as promised
from coccinelle.store import commitments
from coccinelle.store.commitments import CommitmentRow
from coccinelle.web import words
from coccinelle.web.admission import Id, visit_of, visit_to
from coccinelle.web.forms import Form, checked
from coccinelle.web.moments import moment
from coccinelle.web.pages import render
from coccinelle.web.people import People

ENDED_SHOWN = 50
PAGE = "/engagements"
ROUTES = APIRouter()


class MoveForm(Form):
    """due_at: in the business's zone, as the browser's own field gives it."""

    due_at: NaiveDatetime


class CancelForm(Form):
    reason: str = Field(min_length=1, max_length=300)


@dataclass(frozen=True, slots=True)
class Promise:
    """when: the due time as its field takes it. can_change: False for what settles itself; is_ours:
    done by the assistant, not ticked by a member."""

    id: int
    kind: str
    who: str
    due: str
    is_late: bool
    status: str
    reason: str
    because: str
    conversation_id: int | None
    when: str
    can_change: bool
    is_ours: bool


@ROUTES.get(PAGE)
def commitments_page(request: Request) -> Response:
    desk = visit_of(request).desk
    now = desk.now()
    with desk.transaction() as connection:
        people = People(desk, connection)
        rows = commitments.all_of(connection)
        pending = [row for row in rows if row.status == "pending"]
        ended = [row for row in rows if row.status != "pending"][-ENDED_SHOWN:][::-1]
        return render(
            request,
            "commitments.html",
            pending=[promise(row, people, now) for row in pending],
            ended=[promise(row, people, now) for row in ended],
        )


@ROUTES.post(PAGE + "/{commitment_id}/deplacer")
def moved(request: Request, commitment_id: Id) -> Response:
    visit = visit_to(request, commitments.load, commitment_id)
    due_at = checked(request, MoveForm).due_at.replace(tzinfo=visit.desk.business.zone)
    promised.move(visit.desk, commitment_id, due_at, by=visit.member.name)
    return RedirectResponse(PAGE, 303)


@ROUTES.post(PAGE + "/{commitment_id}/annuler")
def cancelled(request: Request, commitment_id: Id) -> Response:
    visit, form = visit_to(request, commitments.load, commitment_id), checked(request, CancelForm)
    promised.cancel(visit.desk, commitment_id, form.reason, by=visit.member.name)
    return RedirectResponse(PAGE, 303)


@ROUTES.post(PAGE + "/{commitment_id}/faire")
def kept_now(request: Request, commitment_id: Id) -> Response:
    visit = visit_to(request, commitments.load, commitment_id)
    promised.keep_now(visit.desk, commitment_id, by=visit.member.name)
    return RedirectResponse(PAGE, 303)


def promise(row: CommitmentRow, people: People, now: datetime) -> Promise:
    due = row.due_at.astimezone(now.tzinfo)
    return Promise(
        id=row.id,
        kind=words.COMMITMENTS.get(row.kind, row.kind),
        who=people.name(row.conversation_id),
        due=moment(due, now),
        is_late=row.status == "pending" and due < now,
        status=row.status,
        reason=row.reason,
        because=row.ended_because or "",
        conversation_id=row.conversation_id,
        when=f"{due:%Y-%m-%dT%H:%M}",
        can_change=row.status == "pending" and row.kind in promised.CHANGEABLE,
        is_ours=row.kind not in promised.BY_HAND,
    )
