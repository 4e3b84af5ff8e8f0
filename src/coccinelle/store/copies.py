"""Copies of businesses to try things in: whose they are, and what of the shop goes into one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, LiteralString

from psycopg.rows import class_row

from coccinelle.store.database import Connection, Database


@dataclass(frozen=True, slots=True)
class Copy:
    """tried_at: when it was last used, in real time; None once it was emptied."""

    business_id: int
    sandbox_of: int
    tried_by: int
    tried_at: datetime | None


@dataclass(frozen=True, slots=True)
class Spoken:
    """A conversation of a copy and the address it goes through."""

    id: int
    kind: str
    address: str


@dataclass(frozen=True, slots=True)
class Customer:
    """One the copy knows by name; "" for an address they do not have."""

    id: int
    name: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class Parcel:
    """An order of the copy that was sent, and whose it is."""

    number: str
    name: str


@dataclass(frozen=True, slots=True)
class Alert:
    """What a member would be told, and by what."""

    kind: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Judged:
    """What a member made of a draft; words: theirs, "" when they changed nothing."""

    conversation_id: int
    status: str
    words: str
    at: datetime


def known(database: Database) -> list[Copy]:
    """Those of every business."""
    return _routed(database, "true", ())


def of(database: Database, parent_id: int, member_id: int) -> Copy | None:
    """The one that this member of this business tries on, emptied or not."""
    where = "(sandbox_of, tried_by) = (%s, %s)"
    return next(iter(_routed(database, where, (parent_id, member_id))), None)


def has_been_tried(database: Database, parent_id: int) -> bool:
    """Somebody wrote to the copy of one of its members; one that was emptied had been written to,
    as far as anybody knows."""
    copies = _routed(database, "sandbox_of = %s", (parent_id,))
    return any(copy.tried_at is None or _is_spoken_to(database, copy) for copy in copies)


def _is_spoken_to(database: Database, copy: Copy) -> bool:
    with database.transaction(copy.business_id) as connection:
        return bool(spoken(connection))


def is_made(connection: Connection) -> bool:
    """Waits for whoever is making or emptying it."""
    return connection.execute("select from business for update").fetchone() is not None


def mark(connection: Connection, copy: Copy) -> None:
    """Whose it is. What was played on it is over."""
    connection.execute(
        "update business set sandbox_of = %s, tried_by = %s, tried_at = %s, play_at = null",
        (copy.sandbox_of, copy.tried_by, copy.tried_at),
    )


def touch(connection: Connection, tried_at: datetime) -> None:
    connection.execute("update business set tried_at = %s", (tried_at,))


def spoken(connection: Connection) -> list[Spoken]:
    """Every conversation with a customer, oldest first."""
    return _all(connection, Spoken, _SPOKEN)


def customers(connection: Connection) -> list[Customer]:
    return _all(connection, Customer, _CUSTOMERS)


def with_owner(connection: Connection, phone: str) -> list[int]:
    """What was said between the shop's number and her own phone, oldest first."""
    rows = connection.execute(
        "select c.id from conversation c"
        " join address a on (a.business_id, a.id) = (c.business_id, c.address_id)"
        " where a.value = %s and c.kind = 'sms' order by c.id",
        (phone,),
    )
    return [number for (number,) in rows]


def parcels(connection: Connection) -> list[Parcel]:
    return _all(connection, Parcel, _PARCELS)


def alerts(connection: Connection) -> list[Alert]:
    """The newest first."""
    return _all(connection, Alert, _ALERTS)


def judged(connection: Connection) -> list[Judged]:
    """Every draft that a member has sent or refused on the screen, oldest first."""
    return _all(connection, Judged, _JUDGED)


def _routed(database: Database, where: LiteralString, values: tuple[int, ...]) -> list[Copy]:
    with database.routing() as connection:
        rows = connection.execute(
            "select business_id, sandbox_of, tried_by, tried_at from copies() where " + where,
            values,
        ).fetchall()
    return [Copy(*row) for row in rows]


def _all(connection: Connection, value: type[Any], query: LiteralString) -> list[Any]:
    with connection.cursor(row_factory=class_row(value)) as cursor:
        return cursor.execute(query).fetchall()


_SPOKEN: LiteralString = """
select c.id, c.kind, a.value as address from conversation c
join address a on (a.business_id, a.id) = (c.business_id, c.address_id)
join contact k on (k.business_id, k.id) = (c.business_id, c.contact_id)
where not k.is_team order by c.id
"""
_JUDGED: LiteralString = """
select conversation_id, status, ended_at as at,
    case status when 'edited' then coalesce(sent_text, '') else refused_reason end as words
from draft d where status in ('sent', 'edited', 'refused') and not exists
    (select from approval a where a.draft_id = d.id and a.used_by is not null)
order by ended_at, id
"""
_CUSTOMERS: LiteralString = """
select k.id, trim(k.first_name || ' ' || k.last_name) as name,
    coalesce(max(a.value) filter (where a.kind = 'phone'), '') as phone,
    coalesce(max(a.value) filter (where a.kind = 'email'), '') as email
from contact k join address a on (a.business_id, a.contact_id) = (k.business_id, k.id)
where not k.is_team and k.first_name <> '' group by k.business_id, k.id order by k.id limit 12
"""
_PARCELS: LiteralString = """
select o.number, trim(k.first_name || ' ' || k.last_name) as name
from orders o join contact k on (k.business_id, k.id) = (o.business_id, o.contact_id)
where o.tracking_number <> '' order by o.ordered_at desc, o.id desc limit 12
"""
_ALERTS: LiteralString = """
select c.kind, m.text, m.at from message m
join conversation c on (c.business_id, c.id) = (m.business_id, m.conversation_id)
where m.purpose = 'alert' order by m.id desc limit 5
"""
