"""The waiting list: who wants to be told when an item is back, in the order they asked."""

from dataclasses import dataclass
from datetime import datetime

from psycopg.rows import class_row

from coccinelle.store.database import Connection


@dataclass(frozen=True, slots=True)
class Place:
    """status: waiting, called (about to be told), told, left."""

    id: int
    sku: str
    product_ref: str
    product: str
    size: str
    color: str
    contact_id: int
    conversation_id: int
    status: str


_PLACES = """
select w.id, v.sku, p.ref as product_ref, p.name as product, v.size, v.color, w.contact_id,
    w.conversation_id, w.status
from waiting w
join variant v on (v.business_id, v.id) = (w.business_id, w.variant_id)
join product p on (p.business_id, p.id) = (v.business_id, v.product_id)
"""


def join(
    connection: Connection, *, sku: str, contact_id: int, conversation_id: int, at: datetime
) -> None:
    """Asking twice keeps the first place."""
    connection.execute(
        "insert into waiting (variant_id, contact_id, conversation_id, created_at)"
        " select id, %s, %s, %s from variant where sku = %s"
        " on conflict (business_id, variant_id, contact_id) where status in ('waiting', 'called')"
        " do nothing",
        (contact_id, conversation_id, at, sku),
    )


def first_of(connection: Connection, sku: str) -> Place | None:
    """The one who has waited longest, locked."""
    return _one(
        connection,
        "where v.sku = %s and w.status = 'waiting' order by w.id limit 1 for update of w",
        sku,
    )


def awaited(connection: Connection) -> list[tuple[str, int]]:
    """What is on the shelf again and waited for: its SKU, and how many can be told."""
    return connection.execute(
        "select v.sku, least(v.on_hand - v.reserved, count(*))::int from waiting w"
        " join variant v on (v.business_id, v.id) = (w.business_id, w.variant_id)"
        " where w.status = 'waiting' and v.on_hand > v.reserved"
        " group by v.sku, v.on_hand, v.reserved order by v.sku"
    ).fetchall()


def load(connection: Connection, place_id: int) -> Place | None:
    return _one(connection, "where w.id = %s for update of w", place_id)


def move(connection: Connection, place_id: int, status: str, at: datetime) -> None:
    connection.execute(
        "update waiting set status = %(status)s,"
        " ended_at = case when %(status)s in ('told', 'left') then %(at)s else null end"
        " where id = %(id)s",
        {"status": status, "at": at, "id": place_id},
    )


def _one(connection: Connection, where: str, value: object) -> Place | None:
    with connection.cursor(row_factory=class_row(Place)) as cursor:
        return cursor.execute(_PLACES + where, (value,)).fetchone()
