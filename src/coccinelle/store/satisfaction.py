"""Marks of customers: whom we asked, what they said, and what stands against asking."""

from dataclasses import dataclass
from datetime import datetime

from psycopg.rows import class_row

from coccinelle.store.database import Connection

PURPOSE = "satisfaction"  # of our question, and of the message that answers it


@dataclass(frozen=True, slots=True)
class SatisfactionRow:
    id: int
    contact_id: int
    conversation_id: int
    turn_id: int | None
    asked_at: datetime
    answered_at: datetime | None
    score: int | None


@dataclass(frozen=True, slots=True)
class Standing:
    """last_at: of the newest message. is_waiting: a person, or the assistant, still has to answer.
    has_trouble: a complaint, anger, a danger or a matter of health. turn_id: the last automatic
    answer, None of none."""

    last_at: datetime | None
    is_waiting: bool
    is_paused: bool
    has_trouble: bool
    turn_id: int | None


def standing(connection: Connection, conversation_id: int, since: datetime) -> Standing:
    """since: how far back a trouble counts."""
    with connection.cursor(row_factory=class_row(Standing)) as cursor:
        row = cursor.execute(
            _STANDING, {"conversation": conversation_id, "since": since}
        ).fetchone()
    assert row is not None
    return row


def lock_asked_since(connection: Connection, contact_id: int, since: datetime) -> bool:
    """Whether they were asked; two conversations of one person look one after the other."""
    connection.execute("select from contact where id = %s for update", (contact_id,))
    row = connection.execute(
        "select exists (select from satisfaction where contact_id = %s and asked_at > %s)",
        (contact_id, since),
    ).fetchone()
    return bool(row and row[0])


def is_planned(connection: Connection, contact_id: int, since: datetime) -> bool:
    """They were asked since, or will be."""
    row = connection.execute(
        "select exists (select from satisfaction where contact_id = %s and asked_at > %s)"
        " or exists (select from commitment where contact_id = %s and kind = 'satisfaction'"
        "  and status = 'pending')",
        (contact_id, since, contact_id),
    ).fetchone()
    return bool(row and row[0])


def ask(
    connection: Connection, *, contact_id: int, conversation_id: int, turn_id: int | None,
    token_hash: bytes | None, at: datetime,
) -> int:  # fmt: skip
    row = connection.execute(
        "insert into satisfaction (contact_id, conversation_id, turn_id, token_hash, asked_at)"
        " values (%s, %s, %s, %s, %s) returning id",
        (contact_id, conversation_id, turn_id, token_hash, at),
    ).fetchone()
    assert row is not None
    return int(row[0])


def open_question(
    connection: Connection, conversation_id: int, since: datetime
) -> SatisfactionRow | None:
    """Asked since and not answered, and nothing was written there after it."""
    found = _many(
        connection,
        "conversation_id = %s and asked_at > %s and answered_at is null and (select purpose"
        " from message m where m.conversation_id = satisfaction.conversation_id"
        " and m.direction = 'outbound' order by seq desc limit 1) = 'satisfaction'"
        " order by id desc limit 1",
        (conversation_id, since),
    )
    return found[0] if found else None


def by_token(connection: Connection, token_hash: bytes) -> SatisfactionRow | None:
    found = _many(connection, "token_hash = %s", (token_hash,))
    return found[0] if found else None


def answered(connection: Connection, satisfaction_id: int, *, score: int, at: datetime) -> bool:
    """The first mark counts; False when there was one."""
    done = connection.execute(
        "update satisfaction set score = %s, answered_at = %s where id = %s"
        " and answered_at is null",
        (score, at, satisfaction_id),
    )
    return done.rowcount == 1


def take_back(connection: Connection, conversation_id: int) -> None:
    """The question never left."""
    connection.execute(
        "delete from satisfaction where id = (select max(id) from satisfaction"
        " where conversation_id = %s and answered_at is null)",
        (conversation_id,),
    )


def heard(connection: Connection, message_id: int) -> None:
    """It was a mark: it waits for no answer, and is no request."""
    connection.execute(
        "update message set state = 'answered', purpose = 'satisfaction' where id = %s",
        (message_id,),
    )


def _many(connection: Connection, where: str, values: tuple[object, ...]) -> list[SatisfactionRow]:
    with connection.cursor(row_factory=class_row(SatisfactionRow)) as cursor:
        return cursor.execute(
            "select id, contact_id, conversation_id, turn_id, asked_at, answered_at, score"
            f" from satisfaction where {where}",
            values,
        ).fetchall()


_STANDING = """
select (select max(at) from message where conversation_id = v.id) as last_at,
    exists (select from message where conversation_id = v.id and direction = 'inbound'
            and state = 'received')
        or exists (select from draft where conversation_id = v.id and status = 'waiting')
        or exists (select from escalation where conversation_id = v.id and status = 'open'
            and not is_handled) as is_waiting,
    v.paused_at is not null or b.paused_at is not null as is_paused,
    exists (select from turn t where t.conversation_id = v.id and t.at > %(since)s and (
        t.reading -> 'flags' ?| array['anger', 'legal_threat', 'danger', 'self_harm', 'allergy',
            'fraud']
        or jsonb_path_exists(t.decision, '$.outcomes[*].intent ? (@ == "complaint"
            || @ == "allergy_medical" || @ == "incident_assistance")'))) as has_trouble,
    (select max(id) from turn t where t.conversation_id = v.id and t.lane in ('answer', 'act'))
        as turn_id
from conversation v join business b using (business_id) where v.id = %(conversation)s
"""
