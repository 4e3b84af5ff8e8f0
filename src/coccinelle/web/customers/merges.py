"""The page of contacts that may be one person: united, left apart, or separated again."""

from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from coccinelle.engine.members import merge
from coccinelle.replies import french
from coccinelle.store import contacts, merges
from coccinelle.store.database import Connection
from coccinelle.store.merges import MergeRow
from coccinelle.web.access.admission import Id, visit_of, visit_to
from coccinelle.web.customers.contact_list import PAGE as CARDS
from coccinelle.web.done import say
from coccinelle.web.i18n import retold
from coccinelle.web.moments import moment
from coccinelle.web.pages import render

PAGE = "/fiches"
SHOWN = 50
ROUTES = APIRouter()


@dataclass(frozen=True, slots=True)
class Pair:
    """one, other: the names and addresses of the two contacts, as a member knows them."""

    id: int
    one_id: int
    other_id: int
    one: str
    other: str
    reason: str
    status: str
    when: str


@ROUTES.get(PAGE)
def merges_page(request: Request) -> Response:
    desk = visit_of(request).desk
    now = desk.now()
    with desk.transaction() as connection:
        rows = merges.all_of(connection, SHOWN)
        pairs = [_pair(connection, row, now) for row in rows]
    return render(request, "merges.html", pairs=pairs)


@ROUTES.post(PAGE + "/{merge_id}/reunir")
def united(request: Request, merge_id: Id) -> Response:
    visit = visit_to(request, merges.lock, merge_id)
    done = merge.accept(visit.desk, merge_id, by=visit.member.name)
    say(request, "reunies")
    return RedirectResponse(f"{CARDS}/{done.into_contact_id}", 303)


@ROUTES.post(PAGE + "/{merge_id}/refuser")
def refused(request: Request, merge_id: Id) -> Response:
    visit = visit_to(request, merges.lock, merge_id)
    merge.refuse(visit.desk, merge_id, by=visit.member.name)
    return RedirectResponse(PAGE, 303)


@ROUTES.post(PAGE + "/{merge_id}/separer")
def separated(request: Request, merge_id: Id) -> Response:
    visit = visit_to(request, merges.lock, merge_id)
    done = merge.undo(visit.desk, merge_id, by=visit.member.name)
    say(request, "separees", done.from_contact_id)
    return RedirectResponse(f"{CARDS}/{done.into_contact_id}", 303)


def _pair(connection: Connection, row: MergeRow, now: datetime) -> Pair:
    at = row.decided_at or row.proposed_at
    moved = row.moved.get("address", []) if row.status == "merged" else []
    return Pair(
        id=row.id,
        one_id=row.from_contact_id,
        other_id=row.into_contact_id,
        one=_who(connection, row.from_contact_id, moved),
        other=_who(connection, row.into_contact_id, []),
        reason=retold(row.reason),
        status=row.status,
        when=moment(at.astimezone(now.tzinfo), now),
    )


def _who(connection: Connection, contact_id: int, moved: list[int]) -> str:
    return ", ".join(map(french.phone, contacts.known_as(connection, contact_id, moved)))
