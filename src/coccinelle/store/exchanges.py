"""Exchanges and withdrawals: opened, changed, ended. They are read with their orders."""

from datetime import date, datetime

from psycopg.errors import UniqueViolation

from coccinelle.core.orders import Exchange
from coccinelle.store import orders
from coccinelle.store.database import Connection


def add(
    connection: Connection, *, number: str, order_id: int, position: int, sku: str,
    contact_id: int, conversation_id: int | None, hold_id: int, at: datetime,
) -> int | None:  # fmt: skip
    """The exchange's id; None when this line is being exchanged or was."""
    try:
        with connection.transaction():
            row = connection.execute(
                "insert into exchange (number, order_id, position, to_variant_id, contact_id,"
                " conversation_id, hold_id, opened_at)"
                " select %s, %s, %s, id, %s, %s, %s, %s from variant where sku = %s returning id",
                (number, order_id, position, contact_id, conversation_id, hold_id, at, sku),
            ).fetchone()
    except UniqueViolation:
        return None
    return int(row[0]) if row else None


def lock(connection: Connection, exchange_id: int) -> Exchange | None:
    connection.execute("select from exchange where id = %s for update", (exchange_id,))
    return orders.exchange(connection, exchange_id)


def of_hold(connection: Connection, hold_id: int) -> Exchange | None:
    row = connection.execute("select id from exchange where hold_id = %s", (hold_id,)).fetchone()
    return lock(connection, row[0]) if row else None


def earlier(connection: Connection, order_id: int, position: int) -> int:
    """How many of this line were called off or ran out."""
    row = connection.execute(
        "select count(*) from exchange where order_id = %s and position = %s"
        " and status in ('cancelled', 'expired')",
        (order_id, position),
    ).fetchone()
    return int(row[0]) if row else 0


def choose(connection: Connection, exchange_id: int, way: str) -> None:
    connection.execute("update exchange set way = %s where id = %s", (way, exchange_id))


def retarget(connection: Connection, exchange_id: int, *, sku: str, hold_id: int) -> None:
    """Another size or colour instead: the exchange stays the same."""
    connection.execute(
        "update exchange e set to_variant_id = v.id, hold_id = %s from variant v"
        " where e.id = %s and v.sku = %s",
        (hold_id, exchange_id, sku),
    )


def with_label(connection: Connection, exchange_id: int, document_id: int) -> None:
    connection.execute(
        "update exchange set document_id = %s where id = %s", (document_id, exchange_id)
    )


def end_of_hold(
    connection: Connection, hold_id: int, *, status: str, because: str, at: datetime
) -> None:
    """It ends with the hold of its replacement, and the label opens nothing any more."""
    connection.execute(
        "with ended as (update exchange set status = %s, ended_at = %s, ended_because = %s"
        "   where hold_id = %s and status = 'open' returning document_id)"
        " update document set revoked_at = %s where revoked_at is null"
        "   and id in (select document_id from ended)",
        (status, at, because, hold_id, at),
    )


def reopen(connection: Connection, exchange_id: int) -> None:
    """It was not done after all: its label opens again."""
    connection.execute(
        "with open as (update exchange set status = 'open', ended_at = null, ended_because = ''"
        "   where id = %s and status = 'done' returning document_id)"
        " update document set revoked_at = null where id in (select document_id from open)",
        (exchange_id,),
    )


def of_document(connection: Connection, document_id: int) -> Exchange | None:
    """The exchange this label is of, locked."""
    row = connection.execute(
        "select id from exchange where document_id = %s", (document_id,)
    ).fetchone()
    return lock(connection, row[0]) if row else None


def withdraw(
    connection: Connection, *, order_id: int, position: int | None, contact_id: int,
    declared_at: datetime, words: str, send_back_by: date,
) -> int:  # fmt: skip
    """Declared twice, the first date counts."""
    known = connection.execute(
        "select id from withdrawal where order_id = %s and position is not distinct from %s"
        " order by id limit 1",
        (order_id, position),
    ).fetchone()
    row = (
        known
        or connection.execute(
            "insert into withdrawal (order_id, position, contact_id, declared_at, words,"
            " send_back_by) values (%s, %s, %s, %s, %s, %s) returning id",
            (order_id, position, contact_id, declared_at, words, send_back_by),
        ).fetchone()
    )
    assert row is not None
    return int(row[0])
