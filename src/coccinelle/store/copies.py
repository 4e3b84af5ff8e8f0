"""Copies of businesses to try things in: whose they are, and what of the shop goes into one."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, LiteralString

from psycopg.rows import class_row

from coccinelle.core.business import Business
from coccinelle.core.hours import WEEKDAYS
from coccinelle.store import businesses, knowledge
from coccinelle.store.database import Connection, Database
from coccinelle.store.importing.folder import (
    BusinessEntry,
    BusinessFolder,
    KnowledgeEntry,
    PostEntry,
    ProductEntry,
    VariantEntry,
)


@dataclass(frozen=True, slots=True)
class Copy:
    """tried_at: when it was last used, in real time; None once it was emptied."""

    business_id: int
    sandbox_of: int
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
    with database.routing() as connection:
        rows = connection.execute(
            "select business_id, sandbox_of, tried_at from copies()"
        ).fetchall()
    return [Copy(*row) for row in rows]


def of(database: Database, parent_id: int) -> Copy | None:
    """The one of this business, emptied or not."""
    return next((copy for copy in known(database) if copy.sandbox_of == parent_id), None)


def goods_and_card(connection: Connection) -> BusinessFolder:
    """What the shop is and sells, as a folder would tell it; of its customers, nothing.

    What is put aside for them is not on hand: it cannot be had in the copy either.
    """
    return BusinessFolder(
        business=_card(businesses.current(connection)),
        products=tuple(_all(connection, ProductEntry, _PRODUCTS)),
        variants=tuple(_all(connection, VariantEntry, _VARIANTS)),
        posts=tuple(_all(connection, PostEntry, _POSTS)),
        knowledge=tuple(
            KnowledgeEntry(e.page, e.question, e.answer) for e in knowledge.entries(connection)
        ),
    )


def is_made(connection: Connection) -> bool:
    """Waits for whoever is making or emptying it."""
    return connection.execute("select from business for update").fetchone() is not None


def mark(connection: Connection, parent_id: int, tried_at: datetime | None) -> None:
    connection.execute("update business set sandbox_of = %s, tried_at = %s", (parent_id, tried_at))


def touch(connection: Connection, tried_at: datetime) -> None:
    connection.execute("update business set tried_at = %s", (tried_at,))


def spoken(connection: Connection) -> list[Spoken]:
    """Every conversation with a customer, oldest first."""
    return _all(connection, Spoken, _SPOKEN)


def customers(connection: Connection) -> list[Customer]:
    return _all(connection, Customer, _CUSTOMERS)


def alerts(connection: Connection) -> list[Alert]:
    """The newest first."""
    return _all(connection, Alert, _ALERTS)


def judged(connection: Connection) -> list[Judged]:
    """Every draft that a member has sent or refused, oldest first."""
    return _all(connection, Judged, _JUDGED)


def _card(business: Business) -> BusinessEntry:
    """As it is now, with what its members set."""
    own = {name: getattr(business, name) for name in _OWN}
    hours = {
        day: [f"{start:%H:%M}-{end:%H:%M}" for start, end in ranges]
        for day, ranges in zip(WEEKDAYS, business.hours.week, strict=True)
        if ranges
    }
    return BusinessEntry(
        **own,
        timezone=business.zone.key,
        hours=hours,
        closures=tuple(sorted(business.hours.closures)),
        policy=business.policy.model_dump(mode="json", exclude_defaults=True),
        legal=asdict(business.legal) if business.legal else {},
    )


def _all(connection: Connection, value: type[Any], query: LiteralString) -> list[Any]:
    with connection.cursor(row_factory=class_row(value)) as cursor:
        return cursor.execute(query).fetchall()


_OWN = ("slug", "name", "sector", "language", "address", "phone", "email", "parking", "owner_name",
        "owner_phone", "owner_email")  # fmt: skip
_PRODUCTS: LiteralString = "select ref, name, category, tags, aliases from product order by id"
_VARIANTS: LiteralString = """
select v.sku, p.ref as product_ref, v.color, v.size, v.price_cents,
    greatest(0, v.on_hand - v.reserved) as stock
from variant v join product p on (p.business_id, p.id) = (v.business_id, v.product_id)
order by v.position, v.id
"""
_POSTS: LiteralString = """
select network, s.ref, published_at, caption, p.ref as product_ref, url
from post s join product p on (p.business_id, p.id) = (s.business_id, s.product_id) order by s.id
"""
_SPOKEN: LiteralString = """
select c.id, c.kind, a.value as address from conversation c
join address a on (a.business_id, a.id) = (c.business_id, c.address_id)
join contact k on (k.business_id, k.id) = (c.business_id, c.contact_id)
where not k.is_team order by c.id
"""
_JUDGED: LiteralString = """
select conversation_id, status, ended_at as at,
    case status when 'edited' then coalesce(sent_text, '') else refused_reason end as words
from draft where status in ('sent', 'edited', 'refused') order by ended_at, id
"""
_CUSTOMERS: LiteralString = """
select k.id, trim(k.first_name || ' ' || k.last_name) as name,
    coalesce(max(a.value) filter (where a.kind = 'phone'), '') as phone,
    coalesce(max(a.value) filter (where a.kind = 'email'), '') as email
from contact k join address a on (a.business_id, a.contact_id) = (k.business_id, k.id)
where not k.is_team and k.first_name <> '' group by k.business_id, k.id order by k.id limit 12
"""
_ALERTS: LiteralString = """
select c.kind, m.text, m.at from message m
join conversation c on (c.business_id, c.id) = (m.business_id, m.conversation_id)
where m.purpose = 'alert' order by m.id desc limit 5
"""
