"""One-time codes, and what speaks for or against the address a conversation comes from."""

from dataclasses import dataclass, field
from datetime import datetime

from psycopg.rows import class_row

from coccinelle.store.database import Connection


@dataclass(frozen=True, slots=True)
class Standing:
    """unknown_today: questions about orders that were answered by asking who writes."""

    is_doubted: bool
    proven_contact_id: int | None
    unknown_today: int
    codes_today: int
    writes_emails: bool


@dataclass(frozen=True, slots=True)
class ProofRow:
    """contact_id: None when the code was sent to nobody: no code is ever right. A proven one keeps
    its place until another is sent."""

    id: int
    contact_id: int | None
    purpose: str
    code_hash: str = field(repr=False)
    tries: int
    expires_at: datetime
    proven_at: datetime | None


def standing(
    connection: Connection,
    *,
    conversation_id: int,
    contact_id: int,
    address_id: int,
    since: datetime,
    today: datetime,
) -> Standing | None:
    """since: how far back a proof counts; today: when the day began."""
    with connection.cursor(row_factory=class_row(Standing)) as cursor:
        return cursor.execute(
            _STANDING,
            {"conversation": conversation_id, "contact": contact_id, "address": address_id,
             "since": since, "today": today},
        ).fetchone()  # fmt: skip


_STANDING = """
select a.doubted_at is not null as is_doubted,
    (select p.contact_id from proof p where p.conversation_id = %(conversation)s
        and p.proven_at > %(since)s order by p.proven_at desc limit 1) as proven_contact_id,
    (select count(*) from turn t, jsonb_array_elements(t.reply) said
        where t.conversation_id in (select id from conversation where contact_id = %(contact)s)
        and t.at >= %(today)s
        and said ->> 'phrase' in ('proof_ask', 'order_not_yours')) as unknown_today,
    (select count(*) from proof p where p.conversation_id = %(conversation)s
        and p.sent_at >= %(today)s) as codes_today,
    exists (select from channel where kind = 'email' and stopped_reason is null) as writes_emails
from address a where a.id = %(address)s
"""


def add(
    connection: Connection, *, conversation_id: int, contact_id: int | None, purpose: str,
    code_hash: str, at: datetime, expires_at: datetime,
) -> int:  # fmt: skip
    """A new code is the only one that lives in its conversation."""
    connection.execute(
        "update proof set expires_at = %s where conversation_id = %s and expires_at > %s"
        " and proven_at is null",
        (at, conversation_id, at),
    )
    row = connection.execute(
        "insert into proof (conversation_id, contact_id, purpose, code_hash, sent_at, expires_at)"
        " values (%s, %s, %s, %s, %s, %s) returning id",
        (conversation_id, contact_id, purpose, code_hash, at, expires_at),
    ).fetchone()
    assert row is not None
    return int(row[0])


def newest(connection: Connection, conversation_id: int) -> ProofRow | None:
    """Locked: two guesses are counted one after the other."""
    with connection.cursor(row_factory=class_row(ProofRow)) as cursor:
        return cursor.execute(
            "select id, contact_id, purpose, code_hash, tries, expires_at, proven_at from proof"
            " where conversation_id = %s order by id desc limit 1 for update",
            (conversation_id,),
        ).fetchone()


def words_that_waited(connection: Connection, conversation_id: int, since: datetime) -> list[int]:
    """The messages of the newest turn that was answered by asking who writes: their ids."""
    rows = connection.execute(
        "select id from message where direction = 'inbound' and turn_id = ("
        " select max(id) from turn where conversation_id = %s and at >= %s and ("
        '  reply @> \'[{"phrase": "proof_ask"}]\''
        '  or reply @> \'[{"phrase": "proof_sent", "flags": ["at_once"]}]\'))',
        (conversation_id, since),
    ).fetchall()
    return [row[0] for row in rows]


def tried(connection: Connection, proof_id: int) -> None:
    connection.execute("update proof set tries = tries + 1 where id = %s", (proof_id,))


def proven(connection: Connection, proof_id: int, at: datetime) -> None:
    connection.execute("update proof set proven_at = %s where id = %s", (at, proof_id))


def owner(connection: Connection, email: str, number: str) -> tuple[int, int] | None:
    """The contact who has this e-mail, and its address: of the order of this number, or of
    whatever they bought when no number was said."""
    row = connection.execute(
        "select a.contact_id, a.id from address a where a.kind = 'email' and a.value = lower(%s)"
        " and a.bad_reason is null and (%s = '' or exists (select from orders o"
        "  where o.contact_id = a.contact_id and o.number = %s))",
        (email, number, number),
    ).fetchone()
    return (int(row[0]), int(row[1])) if row else None


def sent_to(connection: Connection, contact_id: int, since: datetime) -> int:
    row = connection.execute(
        "select count(*) from proof where contact_id = %s and sent_at >= %s", (contact_id, since)
    ).fetchone()
    assert row is not None
    return int(row[0])


def sent_for_strangers(connection: Connection, since: datetime) -> int:
    """Codes sent because someone who never bought asked for them."""
    row = connection.execute(
        "select count(*) from proof p join conversation c"
        " on (c.business_id, c.id) = (p.business_id, p.conversation_id)"
        " where p.contact_id is not null and p.sent_at >= %s"
        " and not exists (select from orders o where o.contact_id = c.contact_id)",
        (since,),
    ).fetchone()
    assert row is not None
    return int(row[0])
