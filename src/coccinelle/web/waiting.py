"""What waits for a member: conversations to answer and drafts to validate."""

from dataclasses import dataclass
from datetime import datetime, time

from coccinelle.engine.desk import Desk
from coccinelle.store import cases
from coccinelle.store.database import Connection
from coccinelle.web.moments import day, moment
from coccinelle.web.people import People


@dataclass(frozen=True, slots=True)
class Waiting:
    """reason: why a person is needed, in the decision's own words."""

    conversation_id: int
    who: str
    what: str
    kind: str
    reason: str
    since: str
    deadline: str
    is_urgent: bool
    created_at: datetime


def waiting(desk: Desk, connection: Connection, people: People, now: datetime) -> list[Waiting]:
    """Urgent ones first, then whoever has waited longest."""
    found = _escalations(desk, connection, people, now) + _drafts(connection, people, now)
    return sorted(found, key=lambda one: (not one.is_urgent, one.created_at))


def _escalations(
    desk: Desk, connection: Connection, people: People, now: datetime
) -> list[Waiting]:
    return [
        Waiting(
            conversation_id=row.conversation_id,
            who=people.name(row.conversation_id),
            what="À vous de répondre",
            kind="escalation",
            reason=row.reason,
            since=moment(row.created_at.astimezone(now.tzinfo), now),
            deadline=_deadline(row.deadline.astimezone(now.tzinfo), now) if row.deadline else "",
            is_urgent=row.urgency == "high",
            created_at=row.created_at,
        )
        for row in cases.escalations(connection, open_only=True)
    ]


def _drafts(connection: Connection, people: People, now: datetime) -> list[Waiting]:
    return [
        Waiting(
            conversation_id=row.conversation_id,
            who=people.name(row.conversation_id),
            what="Réponse à valider",
            kind="draft",
            reason=row.reason,
            since=moment(row.created_at.astimezone(now.tzinfo), now),
            deadline="",
            is_urgent=False,
            created_at=row.created_at,
        )
        for row in cases.drafts(connection, waiting_only=True)
    ]


def _deadline(at: datetime, now: datetime) -> str:
    """Midnight stands for the whole day."""
    if at.time() == time(0):
        return f"pour {day(at.date(), now.date())}"
    return f"avant {moment(at, now)}"
