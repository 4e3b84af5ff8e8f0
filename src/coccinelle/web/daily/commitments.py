"""The promises page: what was promised, for when, what became of it, and what a member changes."""

from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter
from pydantic import Field, NaiveDatetime
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from coccinelle.engine.desk import Desk
from coccinelle.engine.members import promise as promised
from coccinelle.store import commitments
from coccinelle.store.commitments import CommitmentRow
from coccinelle.web import words
from coccinelle.web.access.admission import Id, visit_of, visit_to
from coccinelle.web.edge.forms import Form, checked
from coccinelle.web.i18n import Spoken, retold
from coccinelle.web.inbox.people import Named, name_in, names_of, said_aloud
from coccinelle.web.moments import left, moment
from coccinelle.web.pages import render

LONGEST_REASON = 1000  # a member's promise is quoted in it
PENDING_SHOWN, ENDED_SHOWN = 200, 50
PAGE = "/engagements"
OUTCOMES = Spoken({
    "hold_expiry": "À l'heure dite, l'article est remis en vente.",
    "reminder": "À l'heure dite, le client reçoit un rappel, sauf s'il est déjà passé.",
    "watch": "Le transporteur est interrogé ; le client est prévenu si quelque chose change.",
    "alert": "Si le colis n'est pas livré à l'heure dite, l'équipe est alertée.",
    "call_back": "Une personne rappelle le client.",
    "task": "Une personne s'en charge, puis le marque comme fait.",
    "tell_arrived": "Le client est prévenu de l'arrivée.",
    "tell_waiting": "Le client est prévenu dès que l'article revient.",
    "exchange_over": "Le client apprend que l'article n'est plus gardé.",
    "tell_back": "Le client apprend que son colis retour est arrivé.",
    "chase": "L'équipe est relancée tant que personne n'a répondu.",
    "digest": "Les alertes de la nuit sont envoyées à l'ouverture.",
})  # fmt: skip
ROUTES = APIRouter()


class MoveForm(Form):
    """due_at: in the business's zone, as the browser's own field gives it; reason: "" keeps it."""

    due_at: NaiveDatetime
    reason: str = Field("", max_length=LONGEST_REASON)


class CancelForm(Form):
    reason: str = Field(min_length=1, max_length=300)


@dataclass(frozen=True, slots=True)
class Promise:
    """when: the due time as its field takes it. outcome: what will happen then. can_change: False
    for what settles itself; is_ours: done by the assistant, not ticked by a member."""

    id: int
    kind: str
    who: str
    due: str
    is_late: bool
    status: str
    reason: str
    because: str
    outcome: str
    left: str
    conversation_id: int | None
    when: str
    can_change: bool
    is_ours: bool


@ROUTES.get(PAGE)
def commitments_page(request: Request) -> Response:
    desk = visit_of(request).desk
    now = desk.now()
    with desk.transaction() as connection:
        pending = commitments.next_to_keep(connection, PENDING_SHOWN)
        ended = commitments.last_ended(connection, ENDED_SHOWN)
        names = names_of(connection, (row.conversation_id for row in (*pending, *ended)))
    return render(
        request, "commitments.html",
        pending=[promise(row, names, now, desk.business.name) for row in pending],
        ended=[promise(row, names, now, desk.business.name) for row in ended],
    )  # fmt: skip


@ROUTES.post(PAGE + "/{commitment_id}/deplacer")
def moved(request: Request, commitment_id: Id) -> Response:
    visit = visit_to(request, commitments.load, commitment_id)
    form = checked(request, MoveForm)
    due_at = form.due_at.replace(tzinfo=visit.desk.business.zone)
    reason = _said_anew(visit.desk, commitment_id, form.reason)
    promised.move(visit.desk, commitment_id, due_at, by=visit.member.name, reason=reason)
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


def _said_anew(desk: Desk, commitment_id: int, said: str) -> str:
    """ "" for words that came back as they were shown: they stay as they are kept."""
    with desk.transaction() as connection:
        row = commitments.load(connection, commitment_id)
    return "" if row and said == said_aloud(row.reason) else said


def promise(
    row: CommitmentRow, names: dict[int, Named], now: datetime, business: str = ""
) -> Promise:
    due = row.due_at.astimezone(now.tzinfo)
    return Promise(
        id=row.id,
        kind=words.COMMITMENTS.get(row.kind, row.kind),
        who=name_in(names, row.conversation_id, business),
        due=moment(due, now),
        is_late=row.status == "pending" and due < now,
        status=row.status,
        reason=said_aloud(row.reason),
        because=retold(row.ended_because or ""),
        outcome=OUTCOMES.get(row.kind, "") if row.status == "pending" else "",
        left=left(due, now) if row.status == "pending" else "",
        conversation_id=row.conversation_id,
        when=f"{due:%Y-%m-%dT%H:%M}",
        can_change=row.status == "pending" and row.kind in promised.CHANGEABLE,
        is_ours=row.kind not in promised.BY_HAND,
    )
