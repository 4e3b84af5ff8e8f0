"""What is known of a contact: shown to them, or taken away; and words too old to be kept."""

from datetime import datetime
from typing import Any, LiteralString

from psycopg import sql

from coccinelle.store.database import Connection
from coccinelle.store.personal_data import ERASED, WHOSE

NOBODY = -1  # the contact of an erasure that concerns conversations alone


def contact_at(connection: Connection, value: str) -> int | None:
    """The contact who has this phone, e-mail or handle."""
    row = connection.execute(
        "select contact_id from address where lower(value) = lower(%s) order by id limit 1",
        (value,),
    ).fetchone()
    return int(row[0]) if row else None


def everything_of(connection: Connection, contact_id: int) -> dict[str, list[dict[str, Any]]]:
    """Table by table, each row as JSON values; a table without rows is left out."""
    who = {"contact": contact_id, "conversations": conversations_of(connection, contact_id)}
    found = {}
    for table, whose in WHOSE.items():
        query = sql.SQL("select to_jsonb(t) - 'business_id' from {} t where {} order by 1")
        rows = connection.execute(
            query.format(sql.Identifier(table), sql.SQL(whose)), who
        ).fetchall()
        found[table] = [row[0] for row in rows]
    return {table: rows for table, rows in found.items() if rows}


def same_person(connection: Connection, contact_id: int) -> list[int]:
    """The contact, and those that became one with it: emptied, but still named."""
    rows = connection.execute(
        "with recursive same (id) as (select id from contact where id = %s"
        "  union select m.from_contact_id from merge m"
        "  join same on m.into_contact_id = same.id where m.status = 'merged')"
        " select id from same order by id",
        (contact_id,),
    ).fetchall()
    return [row[0] for row in rows]


def conversations_of(connection: Connection, contact_id: int) -> list[int]:
    """Locked, so that nothing is answered while it is being erased."""
    rows = connection.execute(
        "select id from conversation where contact_id = %s order by id for update", (contact_id,)
    )
    return [row[0] for row in rows]


def provider_ids(connection: Connection, conversations: list[int]) -> list[str]:
    """The messages of which the provider holds a copy of its own."""
    rows = connection.execute(
        "select provider_id from message where (" + WHOSE["message"] + ")"
        " and provider_id is not null order by id",
        {"conversations": conversations},
    )
    return [row[0] for row in rows]


def erase_contact(
    connection: Connection, contact_id: int, at: datetime, *, on_request: bool
) -> None:
    """Nothing is left of the person; orders, stock and figures stay. Live holds are ended before.

    A STOP goes on as a hash. So does an erasure on request: the shop's file cannot undo it.
    """
    who = {"contact": contact_id, "conversations": conversations_of(connection, contact_id)}
    for statement in (*_STOPS_KEPT, *((_ERASURE_KEPT,) if on_request else ())):
        connection.execute(statement, {**who, "at": at})
    connection.execute("update contact set vip = false where id = %(contact)s", who)
    _empty(connection, who, at)


def empty_conversations(connection: Connection, conversations: list[int], at: datetime) -> None:
    """The words go; what was decided, when and how often stays."""
    _empty(connection, {"contact": NOBODY, "conversations": conversations}, at)


def silent_conversations(connection: Connection, before: datetime, at_most: int) -> list[int]:
    """Conversations whose words are too old to keep, in which nothing waits; locked."""
    return [row[0] for row in connection.execute(_SILENT, (before, at_most))]


def lost_contacts(connection: Connection, before: datetime, at_most: int) -> list[int]:
    """Contacts still named, who neither wrote nor bought since; locked."""
    return [row[0] for row in connection.execute(_LOST, {"before": before, "most": at_most})]


def purged(connection: Connection, at: datetime) -> None:
    connection.execute("update business set purged_at = %s", (at,))


def last_purge(connection: Connection) -> datetime | None:
    row = connection.execute("select purged_at from business").fetchone()
    return row[0] if row else None


def _empty(connection: Connection, who: dict[str, Any], at: datetime) -> None:
    for statement in _SETTLED:
        connection.execute(statement, {**who, "at": at})
    for table, columns in ERASED.items():
        changes = sql.SQL(", ").join(
            sql.SQL("{} = {}").format(sql.Identifier(name), sql.SQL(left))
            for name, left in columns.items()
        )
        connection.execute(
            sql.SQL("update {} set {} where {}").format(
                sql.Identifier(table), changes, sql.SQL(WHOSE[table])
            ),
            who,
        )


# What an erased contact leaves behind on purpose: hashes, by address.
_STOPS_KEPT: tuple[LiteralString, ...] = (
    "insert into kept_opt_out (hash, kind, at) select address_hash(a.kind, a.value), o.kind, o.at"
    " from opt_out o join address a on a.id = o.address_id where a.contact_id = %(contact)s"
    " on conflict do nothing",
    "delete from opt_out where " + WHOSE["opt_out"],
)
_ERASURE_KEPT: LiteralString = (
    "insert into erased_address (hash, at) select address_hash(kind, value), %(at)s from address"
    " where contact_id = %(contact)s on conflict do nothing"
)

# Nothing of what was under way may still leave, fall due or wait.
_SETTLED: tuple[LiteralString, ...] = (
    "update message set state = 'dropped', next_attempt_at = null where direction = 'outbound'"
    " and state in ('to_send', 'sending') and (" + WHOSE["message"] + ")",
    "update message set state = 'answered' where direction = 'inbound' and state = 'received'"
    " and conversation_id = any(%(conversations)s)",
    "update conversation set state = 'closed', answer_at = null, emptied_at = %(at)s,"
    " snoozed_until = null, failed_seq = null"
    " where id = any(%(conversations)s)",
    "update commitment set status = 'cancelled', ended_at = %(at)s,"
    " ended_because = 'Données effacées' where status = 'pending' and ("
    + WHOSE["commitment"]
    + ")",
    "update action set state = 'failed' where state in ('planned', 'calling') and ("
    + WHOSE["action"]
    + ")",
    "update waiting set status = 'left', ended_at = %(at)s where status in ('waiting', 'called')"
    " and (" + WHOSE["waiting"] + ")",
    "update draft set status = 'replaced', ended_at = %(at)s"
    " where status = 'waiting' and conversation_id = any(%(conversations)s)",
    "update escalation set status = 'answered', ended_at = %(at)s"
    " where status = 'open' and conversation_id = any(%(conversations)s)",
    "update incoming set due_at = null where due_at is not null and (channel_id, provider_id) in ("
    "select channel_id, provider_id from message where conversation_id = any(%(conversations)s))",
    "update document set revoked_at = %(at)s where revoked_at is null and ("
    + WHOSE["document"]
    + ")",
    "update notification set tell_at = null where tell_at is not null"
    " and conversation_id = any(%(conversations)s)",
    "update merge set status = 'refused', decided_at = %(at)s where status = 'proposed' and ("
    + WHOSE["merge"]
    + ")",
)

_SILENT: LiteralString = """
select id from conversation c where last_at < %s and emptied_at is null and answer_at is null
    and not exists (select from commitment k
        where k.conversation_id = c.id and k.status = 'pending')
    and not exists (select from draft d where d.conversation_id = c.id and d.status = 'waiting')
    and not exists (select from escalation e where e.conversation_id = c.id and e.status = 'open')
order by last_at limit %s for update skip locked
"""

_LOST: LiteralString = """
select id from contact c where created_at < %(before)s
    and exists (select from address a where a.contact_id = c.id and a.value not like 'effacé:%%')
    and not exists (select from conversation v
        where v.contact_id = c.id and v.last_at >= %(before)s)
    and not exists (select from orders o where o.contact_id = c.id
        and greatest(o.ordered_at, o.delivered_at) >= %(before)s)
    and not exists (select from hold h where h.contact_id = c.id and h.status = 'active')
order by id limit %(most)s for update skip locked
"""
