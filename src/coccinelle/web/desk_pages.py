"""The two pages of what waits: answers to validate, one tap each, and urgent cases."""

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from coccinelle.store import cases, team
from coccinelle.web.admission import Visit, visit_of
from coccinelle.web.listing import hue, initials
from coccinelle.web.pages import render
from coccinelle.web.people import names_of
from coccinelle.web.prepared import calls_of, drafts_of

SHOWN = 100
ROUTES = APIRouter()


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


def drafts_shown(visit: Visit) -> dict[str, Any]:
    """Those that end soonest first."""
    now = visit.desk.now()
    with visit.desk.transaction() as connection:
        rows = cases.drafts(connection, waiting_only=True)[:SHOWN]
        names = names_of(connection, (row.conversation_id for row in rows))
    rows.sort(key=lambda row: (row.expires_at is None, row.expires_at or row.created_at, row.id))
    kinds = {number: named.kind for number, named in names.items()}
    return {"drafts": drafts_of(rows, kinds, now), "names": names, **_FACES}


def _urgent(visit: Visit) -> dict[str, Any]:
    now = visit.desk.now()
    with visit.desk.transaction() as connection:
        rows = cases.escalations(connection, open_only=True)
        names = names_of(connection, (row.conversation_id for row in rows))
        told = cases.notifications(connection, limit=200, kinds=cases.TOLD)
    found = calls_of(rows, now)
    plans = {note.conversation_id: note for note in reversed(told) if note.urgency == "high"}
    return {
        "urgent": [one for one in found if one.is_urgent],
        "others": [one for one in found if not one.is_urgent],
        "names": names, "plans": plans, **_FACES,
    }  # fmt: skip


def _seen(visit: Visit) -> None:
    with visit.desk.transaction() as connection:
        team.seen(connection, None, visit.desk.now())


_FACES = {"initials": initials, "hue": hue}
