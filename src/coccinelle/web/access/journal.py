"""The owner's page of who did what: the newest lines of the audit log."""

from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from coccinelle.store import audit
from coccinelle.store.audit import AuditRow, Values
from coccinelle.web import words
from coccinelle.web.access.admission import visit_of
from coccinelle.web.i18n import pair
from coccinelle.web.moments import moment
from coccinelle.web.pages import render

SHOWN = 200
ROUTES = APIRouter()


@dataclass(frozen=True, slots=True)
class Line:
    id: int
    when: str
    member: str
    what: str
    about: str


@ROUTES.get("/journal")
def journal_page(request: Request) -> Response:
    desk = visit_of(request).desk
    now = desk.now()
    with desk.transaction() as connection:
        rows = audit.recent(connection, limit=SHOWN)
    return render(request, "journal.html", lines=[_line(row, now) for row in rows])


def _line(row: AuditRow, now: datetime) -> Line:
    values = _changed(row.before, row.after)
    return Line(
        id=row.id,
        when=moment(row.at.astimezone(now.tzinfo), now),
        member=row.member,
        what=words.ACTS.get(row.what, row.what),
        about=" · ".join(part for part in (row.about, values) if part),
    )


def _changed(before: Values, after: Values) -> str:
    """niveau : draft → auto."""
    return ", ".join(
        pair(words.TOLD.get(name, name), f"{before[name]} → {value}" if name in before else value)
        for name, value in after.items()
    )
