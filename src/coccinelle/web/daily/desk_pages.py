"""The two pages of what waits: answers to validate, one tap each, and urgent cases."""

from typing import Any

from fastapi import APIRouter
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from coccinelle.core.errors import TemporaryError
from coccinelle.engine.members import drafts
from coccinelle.engine.turn import freshness
from coccinelle.store import cases, team
from coccinelle.web.access.admission import Id, Visit, visit_of, visit_to
from coccinelle.web.edge.forms import Form, checked
from coccinelle.web.inbox.listing import hue, initials
from coccinelle.web.inbox.people import names_of
from coccinelle.web.inbox.prepared import calls_of, drafts_of
from coccinelle.web.pages import render

SHOWN = 30
LONGEST = 5000  # characters of a member's reply
ROUTES = APIRouter()


class WordsForm(Form):
    text: str = Field("", max_length=LONGEST)


@ROUTES.get("/a-valider")
def drafts_page(request: Request) -> Response:
    visit = visit_of(request)
    _seen(visit)
    return render(request, "drafts.html", **drafts_shown(visit))


@ROUTES.get("/a-valider/fil")
def drafts_part(request: Request) -> Response:
    return render(request, "_drafts.html", **drafts_shown(visit_of(request)))


@ROUTES.get("/urgences")
def urgent_page(request: Request) -> Response:
    visit = visit_of(request)
    _seen(visit)
    return render(request, "urgent.html", **_urgent(visit))


@ROUTES.get("/urgences/fil")
def urgent_part(request: Request) -> Response:
    return render(request, "_urgent.html", **_urgent(visit_of(request)))


@ROUTES.get("/brouillons/{draft_id}/faits")
def draft_facts(request: Request, draft_id: Id) -> Response:
    """What is no longer as the draft was written: read again, apart from the page that shows it."""
    visit = visit_to(request, cases.draft, draft_id)
    with visit.desk.transaction() as connection:
        draft = cases.draft(connection, draft_id)
    is_waiting = draft is not None and draft.status == "waiting"
    changes = freshness.changes(visit.desk, draft) if draft and is_waiting else ()
    return render(request, "_facts.html", changes=changes)


@ROUTES.post("/brouillons/{draft_id}/doutes")
def draft_doubts(request: Request, draft_id: Id) -> Response:
    """What nothing that was read backs, in words still being written: said, never forbidden."""
    visit, form = visit_to(request, cases.draft, draft_id), checked(request, WordsForm)
    with visit.desk.transaction() as connection:
        draft = cases.draft(connection, draft_id)
    try:
        doubts = drafts.unbacked(visit.desk, draft, form.text) if draft else ()
    except TemporaryError:  # a shop that does not answer proves nothing
        doubts = ()
    return render(request, "_doubts.html", doubts=doubts)


def drafts_shown(visit: Visit) -> dict[str, Any]:
    """Those that end soonest first."""
    now = visit.desk.now()
    with visit.desk.transaction() as connection:
        rows = cases.next_drafts(connection, SHOWN)
        names = names_of(connection, (row.conversation_id for row in rows))
    kinds = {number: named.kind for number, named in names.items()}
    return {"drafts": drafts_of(rows, kinds, now), "names": names, **_FACES}


def _urgent(visit: Visit) -> dict[str, Any]:
    now = visit.desk.now()
    with visit.desk.transaction() as connection:
        rows = cases.next_escalations(connection, 2 * SHOWN)
        names = names_of(connection, (row.conversation_id for row in rows))
        told = cases.notifications(connection, limit=200, kinds=cases.TOLD)
    found = calls_of(rows, now)
    plans = {note.conversation_id: note for note in reversed(told) if note.urgency == "high"}
    return {
        "urgent": [one for one in found if one.is_urgent][:SHOWN],
        "others": [one for one in found if not one.is_urgent][:SHOWN],
        "names": names, "plans": plans, **_FACES,
    }  # fmt: skip


def _seen(visit: Visit) -> None:
    with visit.desk.transaction() as connection:
        team.seen(connection, None, visit.desk.now())


_FACES = {"initials": initials, "hue": hue}
