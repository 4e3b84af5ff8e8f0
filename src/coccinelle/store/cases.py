"""What waits for a member: drafts, escalations, and the notifications of the feed."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg.rows import class_row

from coccinelle.store.database import Connection
from coccinelle.store.live import RING

TOLD = ("escalation", "alert", "draft", "digest")  # the kinds of line that leave the screen


@dataclass(frozen=True, slots=True)
class DraftRow:
    """actions: what will be carried out when a member validates; answers_seq: the last inbound
    message it answers; order_number: "" for none.

    skill: whose words they are; context: the case as it was prepared; version: how many times these
    messages were thought about; expires_at: when it leaves its place to a member's own answer.
    edit_distance: letters a member changed, None until it was sent.
    """

    id: int
    conversation_id: int
    turn_id: int | None
    kind: str
    reason: str
    text: str
    actions: list[dict[str, Any]]
    answers_seq: int
    status: str
    created_at: datetime
    order_number: str
    skill: str
    context: dict[str, Any]
    version: int
    expires_at: datetime | None
    refused_reason: str
    edit_distance: int | None


@dataclass(frozen=True, slots=True)
class EscalationRow:
    """is_handled: the assistant has answered, a member only looks; order_number: "" for none.

    context: the case as it was prepared; promised_at: when the contact was told they would be
    answered, None for nothing promised.
    """

    id: int
    conversation_id: int
    turn_id: int | None
    reason: str
    urgency: str
    deadline: datetime | None
    status: str
    created_at: datetime
    is_handled: bool
    order_number: str
    context: dict[str, Any]
    promised_at: datetime | None


@dataclass(frozen=True, slots=True)
class NotificationRow:
    """lines: the card's body; status_line: its last line, in brackets on the page."""

    id: int
    kind: str
    text: str
    lines: list[str]
    status_line: str
    conversation_id: int | None
    turn_id: int | None
    at: datetime
    urgency: str


def add_draft(
    connection: Connection, conversation_id: int, *, turn_id: int | None, reason: str, text: str,
    actions: list[dict[str, Any]], answers_seq: int, at: datetime, order: str = "",
    skill: str = "", context: dict[str, Any] | None = None, expires_at: datetime | None = None,
) -> int:  # fmt: skip
    """A new draft replaces the one that was waiting: a member never validates two answers. One
    for the same messages is their next version."""
    connection.execute(
        "update draft set status = 'replaced', ended_at = %s"
        " where conversation_id = %s and status = 'waiting'",
        (at, conversation_id),
    )
    row = connection.execute(
        "insert into draft (conversation_id, turn_id, reason, text, actions, answers_seq,"
        " created_at, order_number, skill, context, expires_at, version)"
        " values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s,"
        "  (select coalesce(max(version), 0) + 1 from draft"
        "   where conversation_id = %s and answers_seq = %s)) returning id, " + RING,
        (conversation_id, turn_id, reason, text, json.dumps(actions), answers_seq, at, order,
         skill, json.dumps(context or {}), expires_at, conversation_id, answers_seq),
    ).fetchone()  # fmt: skip
    assert row is not None
    return int(row[0])


def waiting_draft(
    connection: Connection, conversation_id: int, *, lock: bool = True
) -> DraftRow | None:
    where = "conversation_id = %s and status = 'waiting'" + (" for no key update" if lock else "")
    found = _drafts(connection, where, (conversation_id,))
    return found[0] if found else None


def draft(connection: Connection, draft_id: int) -> DraftRow | None:
    found = _drafts(connection, "id = %s", (draft_id,))
    return found[0] if found else None


def drafts(connection: Connection, *, waiting_only: bool = False) -> list[DraftRow]:
    where = "status = 'waiting'" if waiting_only else "true"
    return _drafts(connection, where + " order by id", ())


def next_drafts(connection: Connection, limit: int) -> list[DraftRow]:
    """Those that wait, whichever ends soonest first."""
    where = "status = 'waiting' order by expires_at nulls last, created_at, id limit %s"
    return _drafts(connection, where, (limit,))


def drafts_of_contact(connection: Connection, contact_id: int) -> list[DraftRow]:
    """Those that wait in any of the contact's conversations, the newest first."""
    where = (
        "status = 'waiting' and conversation_id in"
        " (select id from conversation where contact_id = %s) order by id desc"
    )
    return _drafts(connection, where, (contact_id,))


def _drafts(connection: Connection, where: str, values: tuple[object, ...]) -> list[DraftRow]:
    with connection.cursor(row_factory=class_row(DraftRow)) as cursor:
        return cursor.execute(
            "select id, conversation_id, turn_id, kind, reason, text, actions, answers_seq,"
            " status, created_at, order_number, skill, context, version, expires_at,"
            f" refused_reason, edit_distance from draft where {where}",
            values,
        ).fetchall()


def end_draft(
    connection: Connection, draft_id: int, *, status: str, by: str, sent_text: str | None,
    at: datetime, reason: str = "", edit_distance: int | None = None,
) -> None:  # fmt: skip
    """reason: why a member refused it."""
    connection.execute(
        "with ended as (update draft set status = %s, ended_by = %s, sent_text = %s, ended_at = %s,"
        "  refused_reason = %s, edit_distance = %s where id = %s returning id)"
        " select " + RING + " from ended",
        (status, by, sent_text, at, reason, edit_distance, draft_id),
    )


def add_escalation(
    connection: Connection, conversation_id: int, *, turn_id: int | None, reason: str,
    urgency: str, deadline: datetime | None, at: datetime, is_handled: bool = False,
    order: str = "", context: dict[str, Any] | None = None, promised_at: datetime | None = None,
) -> int:  # fmt: skip
    """is_handled: the assistant has answered all the same, and goes on answering."""
    row = connection.execute(
        "insert into escalation (conversation_id, turn_id, reason, urgency, deadline, created_at,"
        " is_handled, order_number, context, promised_at)"
        " values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s) returning id, " + RING,
        (conversation_id, turn_id, reason, urgency, deadline, at, is_handled, order,
         json.dumps(context or {}), promised_at),
    ).fetchone()  # fmt: skip
    assert row is not None
    return int(row[0])


def escalations(connection: Connection, *, open_only: bool = False) -> list[EscalationRow]:
    where = "status = 'open'" if open_only else "true"
    return _escalations(connection, where + " order by id", ())


def next_escalations(connection: Connection, limit: int) -> list[EscalationRow]:
    """The open ones: urgent first, then whichever is due soonest."""
    where = (
        "status = 'open' order by urgency = 'high' desc,"
        " coalesce(deadline, promised_at) nulls last, created_at, id limit %s"
    )
    return _escalations(connection, where, (limit,))


def escalations_of_contact(connection: Connection, contact_id: int) -> list[EscalationRow]:
    """The open ones of all the contact's conversations."""
    where = (
        "status = 'open' and conversation_id in"
        " (select id from conversation where contact_id = %s) order by id"
    )
    return _escalations(connection, where, (contact_id,))


def _escalations(
    connection: Connection, where: str, values: tuple[object, ...]
) -> list[EscalationRow]:
    with connection.cursor(row_factory=class_row(EscalationRow)) as cursor:
        return cursor.execute(
            "select id, conversation_id, turn_id, reason, urgency, deadline, status, created_at,"
            f" is_handled, order_number, context, promised_at from escalation where {where}",
            values,
        ).fetchall()


def has_open_escalation(
    connection: Connection, conversation_id: int, reason: str | None = None
) -> bool:
    """One that waits for a member's answer. reason: only one opened for it."""
    row = connection.execute(
        "select exists (select from escalation where conversation_id = %s and status = 'open'"
        " and not is_handled and coalesce(%s::text, reason) = reason)",
        (conversation_id, reason),
    ).fetchone()
    return bool(row and row[0])


def answer_escalations(
    connection: Connection, conversation_id: int, *, by: str, at: datetime
) -> None:
    connection.execute(
        "with ended as (update escalation set status = 'answered', ended_by = %s, ended_at = %s"
        "  where conversation_id = %s and status = 'open' returning id)"
        " select " + RING + " from ended",
        (by, at, conversation_id),
    )


def notify(
    connection: Connection, *, kind: str, text: str, at: datetime, lines: tuple[str, ...] = (),
    status_line: str = "", conversation_id: int | None = None, turn_id: int | None = None,
    once: str | None = None, urgency: str = "normal", deadline: datetime | None = None,
) -> None:  # fmt: skip
    """A line of the members' feed; pages that are open hear of it when this commits.

    once: no second line is ever written with this key, even by two processes at the same time.
    Drafts, escalations and alerts are told outside the screen too, until a member has seen them.
    """
    tell_at = at if kind in TOLD else None
    connection.execute(
        "insert into notification (kind, text, lines, status_line, conversation_id, turn_id, at,"
        " once, urgency, deadline, tell_at) values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
        " on conflict (business_id, once) do nothing",
        (kind, text, list(lines), status_line, conversation_id, turn_id, at, once, urgency,
         deadline, tell_at),
    )  # fmt: skip
    connection.execute("select " + RING)


def say_again(connection: Connection, once: str, lines: tuple[str, ...], *, at: datetime) -> None:
    """The same line, though it has been seen; until it has, it is told again in any case."""
    connection.execute(
        "update notification set lines = %s, tell_at = %s, seen_at = null, told_times = 0"
        " where once = %s and seen_at is not null",
        (list(lines), at, once),
    )
    connection.execute("select " + RING)


def notifications(
    connection: Connection, *, limit: int = 50, oldest_first: bool = False,
    kinds: Sequence[str] = (),
) -> list[NotificationRow]:  # fmt: skip
    """kinds: these alone; none means all."""
    order = "id" if oldest_first else "id desc"
    wanted = "where kind = any(%s)" if kinds else "where cardinality(%s::text[]) = 0"
    with connection.cursor(row_factory=class_row(NotificationRow)) as cursor:
        return cursor.execute(
            "select id, kind, text, lines, status_line, conversation_id, turn_id, at, urgency"
            f" from notification {wanted} order by {order} limit %s",
            (list(kinds), limit),
        ).fetchall()
