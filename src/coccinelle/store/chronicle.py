"""All that a business has lived through, in order, and what comes next: what `simulate` shows."""

from dataclasses import dataclass
from datetime import datetime

from psycopg.rows import class_row

from coccinelle.store.database import Connection


@dataclass(frozen=True, slots=True)
class Told:
    """A message with the kind of channel and the address it went through."""

    id: int
    conversation_id: int
    seq: int
    direction: str
    author: str
    provider_id: str | None
    turn_id: int | None
    kind: str
    address: str
    is_team: bool


@dataclass(frozen=True, slots=True)
class Next:
    """conversation_id 0: the business itself."""

    conversation_id: int
    at: datetime


def told(connection: Connection) -> list[Told]:
    with connection.cursor(row_factory=class_row(Told)) as cursor:
        return cursor.execute(
            "select m.id, m.conversation_id, m.seq, m.direction, m.author, m.provider_id,"
            " m.turn_id, c.kind, a.value as address, k.is_team from message m"
            " join conversation c on (c.business_id, c.id) = (m.business_id, m.conversation_id)"
            " join address a on (a.business_id, a.id) = (c.business_id, c.address_id)"
            " join contact k on (k.business_id, k.id) = (c.business_id, c.contact_id)"
            " order by m.id"
        ).fetchall()


def addresses(connection: Connection) -> dict[int, str]:
    """By contact, the first address known of each."""
    rows = connection.execute("select contact_id, value from address order by id desc")
    return {contact_id: value for contact_id, value in rows}


def conversation_with(connection: Connection, who: str) -> int | None:
    """The latest conversation with an address, or with a contact of that name."""
    row = connection.execute(
        "select c.id from conversation c"
        " join address a on (a.business_id, a.id) = (c.business_id, c.address_id)"
        " join contact k on (k.business_id, k.id) = (c.business_id, c.contact_id)"
        " where not k.is_team and lower(%(who)s) in (lower(a.value), lower(k.first_name),"
        "  lower(trim(k.first_name || ' ' || k.last_name)))"
        " order by c.last_at desc, c.id desc limit 1",
        {"who": who},
    ).fetchone()
    return row[0] if row else None


def conversation_of(connection: Connection, provider_id: str) -> int | None:
    """That of a message, by its provider's number."""
    row = connection.execute(
        "select conversation_id from message where provider_id = %s limit 1", (provider_id,)
    ).fetchone()
    return row[0] if row else None


def answering(connection: Connection) -> set[int]:
    """Conversations whose messages wait for the assistant's answer."""
    rows = connection.execute("select id from conversation where answer_at is not null")
    return {number for (number,) in rows}


def last_done(connection: Connection) -> datetime | None:
    """When somebody wrote to us, or made something happen in a trial, last."""
    row = connection.execute(
        "select greatest((select max(at) from message where direction = 'inbound'),"
        " (select max(at) from trial_event),"
        " (select max(ended_at) from draft where status in ('sent', 'edited', 'refused')))"
    ).fetchone()
    return row[0] if row else None


def last_message_id(connection: Connection, address: str) -> str:
    """Of the newest e-mail exchanged with an address; "" when there is none."""
    row = connection.execute(
        "select m.message_id from message m"
        " join conversation c on (c.business_id, c.id) = (m.business_id, m.conversation_id)"
        " join address a on (a.business_id, a.id) = (c.business_id, c.address_id)"
        " where a.value = %s and m.message_id <> '' order by m.id desc limit 1",
        (address,),
    ).fetchone()
    return str(row[0]) if row else ""


def coming(connection: Connection) -> list[Next]:
    """When each conversation next wants to be attended to, soonest first.

    Messages leave in order: only the first that has not left counts.
    """
    with connection.cursor(row_factory=class_row(Next)) as cursor:
        return cursor.execute(_COMING).fetchall()


def is_leaving(connection: Connection, conversation_id: int) -> bool:
    """A message of its is with the provider, or nobody knows yet what became of it."""
    row = connection.execute(
        "select 1 from message where conversation_id = %s and state = 'sending' limit 1",
        (conversation_id,),
    ).fetchone()
    return row is not None


_COMING = """
select conversation_id, min(at) as at from (
    select id as conversation_id, answer_at as at from conversation where answer_at is not null
    union all
    select coalesce(conversation_id, 0), due_at from commitment where status = 'pending'
    union all
    select 0, due_at from incoming where due_at is not null
    union all
    select 0, tell_at from notification where tell_at is not null
    union all
    select conversation_id, next_attempt_at from (
        select distinct on (conversation_id) conversation_id, next_attempt_at from message
        where direction = 'outbound' and state in ('to_send', 'sending')
        order by conversation_id, seq
    ) as leaving where next_attempt_at is not null
) as due group by 1 order by 2, 1
"""
