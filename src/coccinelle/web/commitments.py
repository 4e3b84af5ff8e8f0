"""The promises page: what was promised, for when, and what became of it."""

from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from coccinelle.store import commitments
from coccinelle.store.commitments import CommitmentRow
from coccinelle.web import words
from coccinelle.web.admission import visit_of
from coccinelle.web.moments import moment
from coccinelle.web.pages import render
from coccinelle.web.people import People

ENDED_SHOWN = 50
ROUTES = APIRouter()


@dataclass(frozen=True, slots=True)
class Promise:
    kind: str
    who: str
    due: str
    is_late: bool
    status: str
    reason: str
    because: str
    conversation_id: int | None


@ROUTES.get("/engagements")
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


def promise(row: CommitmentRow, people: People, now: datetime) -> Promise:
    due = row.due_at.astimezone(now.tzinfo)
    return Promise(
        kind=words.COMMITMENTS.get(row.kind, row.kind),
        who=people.name(row.conversation_id),
        due=moment(due, now),
        is_late=row.status == "pending" and due < now,
        status=row.status,
        reason=row.reason,
        because=row.ended_because or "",
        conversation_id=row.conversation_id,
    )
