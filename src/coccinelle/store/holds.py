"""Holds: items put aside for a contact, until a moment."""

from datetime import datetime

from psycopg.errors import UniqueViolation
from psycopg.rows import class_row

from coccinelle.core.shop import Hold
from coccinelle.store.database import Connection

_HOLDS = """
select h.id, v.sku, p.ref as product_ref, p.name as product, v.color, v.size, h.quantity,
    h.until, h.status, h.purpose, h.pickup_at, h.contact_id,
    trim(c.first_name || ' ' || c.last_name) as contact, c.first_name as contact_first_name
from hold h
join variant v on (v.business_id, v.id) = (h.business_id, h.variant_id)
join product p on (p.business_id, p.id) = (v.business_id, v.product_id)
join contact c on (c.business_id, c.id) = (h.business_id, h.contact_id)
"""


def add(
    connection: Connection, *, sku: str, contact_id: int, conversation_id: int | None,
    action_id: int | None, quantity: int, purpose: str, until: datetime,
    pickup_at: datetime | None, at: datetime,
) -> int | None:  # fmt: skip
    """The hold's id; None when this contact already holds this very item."""
    try:
        with connection.transaction():
            row = connection.execute(
                "insert into hold (variant_id, contact_id, conversation_id, action_id, quantity,"
                " purpose, until, pickup_at, created_at)"
                " select id, %s, %s, %s, %s, %s, %s, %s, %s from variant where sku = %s"
                " returning id",
                (contact_id, conversation_id, action_id, quantity, purpose, until, pickup_at, at,
                 sku),
            ).fetchone()  # fmt: skip
    except UniqueViolation:
        return None
    return int(row[0]) if row else None


def lock(connection: Connection, hold_id: int) -> Hold | None:
    return _one(connection, "where h.id = %s for update of h", hold_id)


def load(connection: Connection, hold_id: int) -> Hold | None:
    return _one(connection, "where h.id = %s", hold_id)


def conversation_of(connection: Connection, hold_id: int) -> int | None:
    row = connection.execute(
        "select conversation_id from hold where id = %s", (hold_id,)
    ).fetchone()
    return row[0] if row else None


def active_of(connection: Connection, contact_id: int) -> tuple[Hold, ...]:
    with connection.cursor(row_factory=class_row(Hold)) as cursor:
        rows = cursor.execute(
            _HOLDS + "where h.contact_id = %s and h.status = 'active' order by h.id desc",
            (contact_id,),
        ).fetchall()
    return tuple(rows)


def doubles(connection: Connection, one: int, other: int) -> list[tuple[int, int]]:
    """The live holds two contacts have of the same article for the same purpose, in pairs."""
    rows = connection.execute(
        "select h.id, u.id from hold h join hold u on (u.business_id, u.variant_id, u.purpose)"
        " = (h.business_id, h.variant_id, h.purpose) where h.contact_id = %s and u.contact_id = %s"
        " and h.status = 'active' and u.status = 'active' and h.purpose <> 'exchange'"
        " order by h.id for update",
        (one, other),
    ).fetchall()
    return [(row[0], row[1]) for row in rows]


def reopen(connection: Connection, hold_id: int, now: datetime) -> bool:
    """False when it was not cancelled, or is over by now."""
    return (
        connection.execute(
            "update hold set status = 'active', ended_by = null, ended_at = null"
            " where id = %s and status = 'cancelled' and until > %s",
            (hold_id, now),
        ).rowcount
        == 1
    )


def give_back(connection: Connection, hold_id: int, *, until: datetime) -> bool:
    """It had not been picked up after all; False when it was not."""
    return (
        connection.execute(
            "update hold set status = 'active', ended_by = null, ended_at = null, until = %s"
            " where id = %s and status = 'picked_up'",
            (until, hold_id),
        ).rowcount
        == 1
    )


def all_of(connection: Connection, *, active_only: bool = False) -> tuple[Hold, ...]:
    where = "where h.status = 'active' " if active_only else ""
    with connection.cursor(row_factory=class_row(Hold)) as cursor:
        return tuple(cursor.execute(_HOLDS + where + "order by h.id").fetchall())


def ended(connection: Connection, hold_id: int, *, status: str, by: str, at: datetime) -> bool:
    """False when it was no longer active: someone else ended it first."""
    return (
        connection.execute(
            "update hold set status = %s, ended_by = %s, ended_at = %s"
            " where id = %s and status = 'active'",
            (status, by, at, hold_id),
        ).rowcount
        == 1
    )


def move(
    connection: Connection, hold_id: int, *, until: datetime, pickup_at: datetime | None
) -> None:
    connection.execute(
        "update hold set until = %s, pickup_at = %s where id = %s",
        (until, pickup_at, hold_id),
    )


def _one(connection: Connection, where: str, hold_id: int) -> Hold | None:
    with connection.cursor(row_factory=class_row(Hold)) as cursor:
        return cursor.execute(_HOLDS + where, (hold_id,)).fetchone()
