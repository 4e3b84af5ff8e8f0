"""What stands beside the phone of a trial: the trace, and what a member would see of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from coccinelle.store import cases, commitments, copies, turns
from coccinelle.store.cases import NotificationRow
from coccinelle.store.commitments import CommitmentRow
from coccinelle.store.copies import Alert
from coccinelle.store.database import Connection
from coccinelle.web import words
from coccinelle.web.i18n import pair
from coccinelle.web.inbox.people import said_aloud
from coccinelle.web.inbox.prepared import drafts_of
from coccinelle.web.inbox.trace import Trace, trace_of
from coccinelle.web.moments import moment
from coccinelle.web.trial.people import Phone

SHOWN = 6  # of each list
ALERTS = 2  # the others are on the member's own phone


@dataclass(frozen=True, slots=True)
class Promise:
    kind: str
    due: str
    status: str
    status_code: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What a member would see: a line of the feed, or what would be sent to their own phone."""

    kind: str
    text: str
    lines: Sequence[str]
    status: str
    at: str


def beside(connection: Connection, phone: Phone, asked_turn: str, now: datetime) -> dict[str, Any]:
    kinds = {one.id: one.kind for one in copies.spoken(connection)}
    promises = _promises(connection)
    return {
        "trace": _trace(connection, phone, asked_turn, now),
        "promises": [_promise(row, now) for row in promises],
        "next_promise": next_promise(promises, now),
        "feed": _feed(cases.notifications(connection, limit=SHOWN), now),
        "alerts": _alerts(copies.alerts(connection)[:ALERTS], now),
        "drafts": drafts_of(cases.drafts(connection, waiting_only=True), kinds, now),
    }


def next_promise(rows: Sequence[CommitmentRow], now: datetime) -> Promise | None:
    """The one that falls due first from now on."""
    coming = [row for row in rows if row.status == "pending" and row.due_at > now]
    return _promise(min(coming, key=lambda row: row.due_at), now) if coming else None


def happened(connection: Connection, since: datetime, now: datetime) -> list[tuple[str, str]]:
    """On the way of the clock, in its order: what fell due, and what it became."""
    ended = [
        (row.ended_at, pair(words.COMMITMENTS.get(row.kind, row.kind),
                            words.STATUSES.get(row.status, row.status)))
        for row in commitments.all_of(connection)
        if row.ended_at and row.ended_at > since
    ]  # fmt: skip
    return [(_at(at, now), text) for at, text in sorted(ended)]


def _trace(connection: Connection, phone: Phone, asked: str, now: datetime) -> Trace | None:
    """Of the turn that is asked for, else of the last one on this phone."""
    found = [t for n in phone.conversations for t in turns.of_conversation(connection, n)]
    chosen = next((turn for turn in found if str(turn.id) == asked), found[-1] if found else None)
    return replace(trace_of(chosen, now), can_be_wrong=False) if chosen else None


def _promises(connection: Connection) -> list[CommitmentRow]:
    """What is to come first, then what was."""
    rows = commitments.all_of(connection)
    coming = sorted((r for r in rows if r.status == "pending"), key=lambda r: r.due_at)
    past = [row for row in rows if row.ended_at]
    past.sort(key=lambda row: row.ended_at or row.due_at, reverse=True)
    return [*coming[:SHOWN], *past[:SHOWN]]


def _promise(row: CommitmentRow, now: datetime) -> Promise:
    return Promise(
        kind=words.COMMITMENTS.get(row.kind, row.kind),
        due=_at(row.due_at, now),
        status=words.STATUSES.get(row.status, row.status),
        status_code=row.status,
    )


def _feed(rows: list[NotificationRow], now: datetime) -> list[Seen]:
    return [_seen(row, now) for row in rows]


def _seen(row: NotificationRow, now: datetime) -> Seen:
    lines = [said_aloud(line) for line in row.lines]
    status = said_aloud(row.status_line)
    return Seen(row.kind, said_aloud(row.text), lines, status, _at(row.at, now))


def _alerts(rows: list[Alert], now: datetime) -> list[Seen]:
    return [
        Seen("alert", row.text, (), words.CHANNELS.get(row.kind, row.kind), _at(row.at, now))
        for row in rows
    ]  # fmt: skip


def _at(at: datetime, now: datetime) -> str:
    return moment(at.astimezone(now.tzinfo), now)
