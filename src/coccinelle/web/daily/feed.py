"""What the assistant did by itself, as the mission draws it; what can be undone is undone here."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from coccinelle.engine.members import undo
from coccinelle.store import actions, cases, holds, team
from coccinelle.store.cases import NotificationRow
from coccinelle.store.database import Connection
from coccinelle.web.access.admission import Visit, visit_of
from coccinelle.web.i18n import Spoken, retold
from coccinelle.web.inbox.people import Named, names_of, said_aloud
from coccinelle.web.moments import clock, day_title
from coccinelle.web.pages import render

LENGTH = 100  # the newest lines: about two days of a busy shop
PAGE = "/actions"
ROUTES = APIRouter()
KINDS = Spoken({
    "action": "Actions", "message": "Messages", "escalation": "Passées à l'équipe",
    "alert": "Alertes", "failure": "Échecs",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Card:
    """sentence: the whole in one line, for those who hear the page. undoable: the action's id."""

    id: int
    kind: str
    clock: str
    who: str
    lines: tuple[str, ...]
    status: str
    sentence: str
    conversation_id: int | None
    undoable: int | None
    is_urgent: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Day:
    title: str
    cards: tuple[Card, ...]


@ROUTES.get(PAGE)
def feed_page(request: Request) -> Response:
    """Opened by a member: what waited to be seen is; a page left open proves nobody is there."""
    visit = visit_of(request)
    with visit.desk.transaction() as connection:
        team.seen(connection, None, visit.desk.now())
    return render(request, "feed.html", **_feed(visit, request))


@ROUTES.get("/fil")
def feed_part(request: Request) -> Response:
    return render(request, "_feed.html", **_feed(visit_of(request), request))


def _feed(visit: Visit, request: Request) -> dict[str, Any]:
    now = visit.desk.now()
    asked = request.query_params.get("type", "")
    chosen = asked if asked in KINDS else ""
    with visit.desk.transaction() as connection:
        rows = cases.notifications(connection, limit=LENGTH, kinds=(chosen,) if chosen else ())
        undoable = _undoable(connection, rows)
        names = names_of(connection, (row.conversation_id for row in rows))
    nobody = Named(visit.desk.business.name, "", 0, "")  # a line of no conversation is our own
    cards = [
        _card(row, names.get(row.conversation_id or 0, nobody), undoable.get(row.turn_id or 0), now)
        for row in rows
    ]
    return {"days": _days(cards, now), "chosen": chosen, "kinds": KINDS}


def _undoable(connection: Connection, rows: list[NotificationRow]) -> dict[int, int]:
    """The act that can still be undone, by turn."""
    turns = [row.turn_id for row in rows if row.kind == "action" and row.turn_id is not None]
    alive = {held.id for held in holds.all_of(connection, active_only=True)}
    return {
        action.turn_id: action.id
        for action in actions.of_turns(connection, turns)
        if action.turn_id and action.state == "done" and action.kind in undo.UNDOABLE
        and action.result.get("hold_id") in alive
    }  # fmt: skip


def _card(row: NotificationRow, named: Named, undoable: int | None, now: datetime) -> Card:
    at = row.at.astimezone(now.tzinfo)
    return Card(
        id=row.id,
        kind=row.kind,
        clock=clock(at),
        who=named.who,
        lines=_lines(row, named),
        status=retold(row.status_line),
        sentence=retold(row.text),
        conversation_id=row.conversation_id,
        undoable=undoable if row.kind == "action" else None,
        is_urgent=row.urgency == "high",
        at=at,
    )


def _lines(row: NotificationRow, named: Named) -> tuple[str, ...]:
    """The title, unless the first line says the same, without the name shown just above."""
    lines = tuple(said_aloud(line) for line in row.lines if line not in (named.who, named.address))
    what = row.text.partition(" pour ")[0]
    if row.lines and row.lines[0].startswith(f"{what} : "):
        return lines
    title = row.text.removeprefix(f"{named.who} - ")
    for name in (named.who, named.address):
        title = title.removesuffix(f" - {name}")
    return (said_aloud(title), *lines) if title != named.who else lines


def _days(cards: list[Card], now: datetime) -> tuple[Day, ...]:
    return tuple(
        Day(day_title(day, now.date()), tuple(group))
        for day, group in groupby(cards, key=lambda card: card.at.date())
    )
