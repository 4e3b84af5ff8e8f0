"""One conversation's page: what was said, why, and what waits for a member."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from coccinelle.core.business import Contact
from coccinelle.replies import french
from coccinelle.store import (
    arrivals,
    attachments,
    cases,
    commitments,
    conversations,
    messages,
    team,
    turns,
)
from coccinelle.store.conversations import ConversationRow
from coccinelle.store.database import Connection
from coccinelle.web.admission import Id, Visit, visit_of
from coccinelle.web.commitments import promise
from coccinelle.web.moments import moment
from coccinelle.web.pages import render
from coccinelle.web.people import People, name_of
from coccinelle.web.thread import bubbles
from coccinelle.web.values import memory_lines

LENGTH = 200  # the newest messages
ROUTES = APIRouter()


@dataclass(frozen=True, slots=True)
class Heading:
    """paused: since when and by whom a member has the conversation; empty otherwise."""

    id: int
    kind: str
    who: str
    address: str
    last_seq: int
    paused: str


@ROUTES.get("/conversations/{conversation_id}")
def conversation_page(request: Request, conversation_id: Id) -> Response:
    visit = visit_of(request)
    shown = _shown(visit, conversation_id)
    with visit.desk.transaction() as connection:
        team.seen(connection, conversation_id, visit.desk.now())
    return render(request, "conversation.html", **shown)


@ROUTES.get("/conversations/{conversation_id}/fil")
def conversation_part(request: Request, conversation_id: Id) -> Response:
    return render(request, "_thread.html", **_shown(visit_of(request), conversation_id))


def _existing(connection: Connection, conversation_id: int) -> ConversationRow:
    """404 for a conversation of another business: it does not exist here."""
    row = conversations.load(connection, conversation_id)
    if row is None:
        raise HTTPException(404)
    return row


def _shown(visit: Visit, conversation_id: int) -> dict[str, Any]:
    desk = visit.desk
    now = desk.now()
    with desk.transaction() as connection:
        row = _existing(connection, conversation_id)
        people = People(desk, connection)
        contact = people.contact(row)
        said = messages.of_conversation(connection, conversation_id, LENGTH)
        thought = turns.of_conversation(connection, conversation_id)
        files = attachments.of_conversation(connection, conversation_id)
        originals = arrivals.with_html(connection, conversation_id)
        promises = [
            promise(c, people, now)
            for c in commitments.of_conversation(connection, conversation_id)
        ]
        draft = cases.waiting_draft(connection, conversation_id, lock=False)
    return {
        "heading": _heading(row, contact, now),
        "bubbles": bubbles(said, thought, now, files),
        "originals": originals,
        "contact": contact,
        "draft": draft,
        "promises": promises,
        "memory": memory_lines(row.memory, now),
    }


def _heading(row: ConversationRow, contact: Contact, now: datetime) -> Heading:
    paused = ""
    if row.paused_at:
        since = moment(row.paused_at.astimezone(now.tzinfo), now)
        paused = f"{row.paused_by or 'Un membre'}, depuis {since}"
    return Heading(
        id=row.id,
        kind=row.kind,
        who=name_of(contact),
        address=french.phone(contact.address),
        last_seq=row.last_seq,
        paused=paused,
    )
