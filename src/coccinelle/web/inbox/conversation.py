"""One customer's page: what was said on every channel, why, and what waits for a member."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from coccinelle.core.business import Contact
from coccinelle.engine.members.saved_replies import filled_for
from coccinelle.replies import french
from coccinelle.store import (
    arrivals,
    attention,
    cases,
    conversations,
    corrections,
    members,
    presence,
    team,
)
from coccinelle.store.conversations import ConversationRow
from coccinelle.store.database import Connection
from coccinelle.store.timeline import Timeline, timeline
from coccinelle.web.access.admission import Id, Visit, visit_of
from coccinelle.web.channel_names import ChannelNames, channel_names
from coccinelle.web.i18n import _
from coccinelle.web.inbox.customer import customer
from coccinelle.web.inbox.inbox import listed
from coccinelle.web.inbox.later import LATER
from coccinelle.web.inbox.listing import ICONS, hue, initials
from coccinelle.web.inbox.people import contact_of, name_of, names_of
from coccinelle.web.inbox.prepared import calls_of, drafts_of
from coccinelle.web.inbox.thread import said
from coccinelle.web.moments import moment
from coccinelle.web.pages import is_part, render
from coccinelle.web.values import memory_lines

LENGTH = 200  # the newest messages
ROUTES = APIRouter()


@dataclass(frozen=True, slots=True)
class Way:
    """A channel the customer is met on: the conversation there."""

    id: int
    kind: str
    label: str
    icon: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Heading:
    """paused: since when and by whom a member has the conversation; empty otherwise. newest: the
    id of the last message of all; snoozed: until when; assigned: to whom. is_gone: its channel was
    taken away."""

    id: int
    kind: str
    who: str
    initial: str
    hue: int
    address: str
    newest: int
    paused: str
    is_closed: bool
    snoozed: str
    assigned: str
    ways: tuple[Way, ...]
    channel: str
    is_gone: bool


@ROUTES.get("/conversations/{conversation_id}")
def conversation_page(request: Request, conversation_id: Id) -> Response:
    """Opened by a member: what waited to be seen there is."""
    return page(request, visit_of(request), conversation_id)


@ROUTES.get("/conversations/{conversation_id}/fil")
def conversation_part(request: Request, conversation_id: Id) -> Response:
    return part(request, visit_of(request), conversation_id)


def page(request: Request, visit: Visit, conversation_id: int, **more: Any) -> Response:
    with visit.desk.transaction() as connection:
        found = {**shown(visit, connection, conversation_id), **more}
        team.seen(connection, conversation_id, visit.desk.now())
        attention.read(connection, conversation_id)
        if is_part(request):
            return render(request, "_conversation.html", **found)
        beside = listed(request, visit, connection, conversation_id)
    return render(request, "inbox.html", opened=found["heading"], **beside, **found)


def part(request: Request, visit: Visit, conversation_id: int, **more: Any) -> Response:
    """What an open page shows of it again."""
    with visit.desk.transaction() as connection:
        opened = shown(visit, connection, conversation_id)
    return render(request, "_conversation.html", **{**opened, **more})


def shown(visit: Visit, connection: Connection, conversation_id: int) -> dict[str, Any]:
    """A fixed number of questions, however much was said."""
    desk = visit.desk
    now = desk.now()
    row = _existing(connection, conversation_id)
    contact = contact_of(desk, connection, row)
    found = timeline(connection, row.contact_id, limit=LENGTH)
    names = names_of(connection, (one.id for one in found.conversations))
    people = {one.id: one.name for one in members.all_of(connection)}
    kinds = {one.id: one.kind for one in found.conversations}
    named = channel_names(connection)
    failed = any(one.state in ("failed", "dropped") for one in found.messages)
    is_asked = failed or named.is_gone(row.channel_id)
    return {
        "heading": _heading(row, contact, found, people, named, now),
        "means": named.means(connection, row.contact_id) if is_asked else (),
        "open_kinds": named.open_kinds,
        "is_channel_paused": named.is_paused(row.channel_id),
        "team": people,
        "later": LATER,
        "once": secrets.token_urlsafe(12),
        "saved": filled_for(connection, conversation_id, by=visit.member.name),
        "others": presence.others(connection, conversation_id, visit.member.id, now),
        "said": said(
            found, now, corrections.of_turns(connection, [t.id for t in found.turns]), named
        ),
        "originals": arrivals.with_html(connection, [m.id for m in found.messages]),
        "customer": customer(connection, contact, names, now),
        "contact": contact,
        "drafts": drafts_of(cases.drafts_of_contact(connection, row.contact_id), kinds, now),
        "calls": calls_of(cases.escalations_of_contact(connection, row.contact_id), now),
        "memory": memory_lines(row.memory, now),
        "written": "",
        "missed": (),
    }


def _existing(connection: Connection, conversation_id: int) -> ConversationRow:
    """404 for a conversation of another business: it does not exist here."""
    row = conversations.load(connection, conversation_id)
    if row is None:
        raise HTTPException(404)
    return row


def _heading(
    row: ConversationRow, contact: Contact, found: Timeline, team: dict[int, str],
    named: ChannelNames, now: datetime,
) -> Heading:  # fmt: skip
    paused = ""
    if row.paused_at:
        since = moment(row.paused_at.astimezone(now.tzinfo), now)
        paused = _("{who}, depuis {since}", who=row.paused_by or _("Un membre"), since=since)
    who = name_of(contact)
    return Heading(
        id=row.id, kind=row.kind, who=who, initial=initials(who), hue=hue(row.contact_id),
        address=french.phone(contact.address), paused=paused,
        newest=max((m.id for m in found.messages), default=0), is_closed=row.state != "open",
        snoozed=moment(row.snoozed_until.astimezone(now.tzinfo), now) if row.snoozed_until else "",
        assigned=team.get(row.assigned_to or 0, ""), ways=_ways(row, found.conversations, named),
        channel=named.of(row.channel_id, row.kind), is_gone=named.is_gone(row.channel_id),
    )  # fmt: skip


def _ways(
    row: ConversationRow, all_of_them: list[ConversationRow], named: ChannelNames
) -> tuple[Way, ...]:
    """One of each channel there still is: the one that is open here, else the newest."""
    chosen = {row.channel_id: row}
    for one in all_of_them:
        if not named.is_gone(one.channel_id):
            chosen.setdefault(one.channel_id, one)
    return tuple(
        Way(
            one.id,
            one.kind,
            named.of(one.channel_id, one.kind),
            ICONS.get(one.kind, "message-square"),
            one is row,
        )
        for one in chosen.values()
    )
