"""What a customer had changed in an order that had not left; the order's lines are made so."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg.rows import class_row

from coccinelle.store.database import Connection


@dataclass(frozen=True, slots=True)
class ChangedOrder:
    """changes: by name, the last of each."""

    number: str
    status: str
    changes: dict[str, Any]


def cancel(connection: Connection, order_id: int, *, at: datetime) -> bool:
    """False when it has left, or was cancelled before."""
    done = connection.execute(
        "update orders set status = 'cancelled'"
        " where id = %s and status in ('pending', 'processing') and shipped_at is null",
        (order_id,),
    ).rowcount
    if done:
        add(connection, order_id, kind="cancelled", changes={}, at=at)
    return bool(done)


def to_variant(connection: Connection, order_id: int, position: int, *, sku: str) -> bool:
    return _one_line(
        connection,
        "update order_line set variant_id = (select id from variant where sku = %s)"
        " where order_id = %s and position = %s"
        " and exists (select from variant where sku = %s)",
        (sku, order_id, position, sku),
    )


def to_quantity(connection: Connection, order_id: int, position: int, *, quantity: int) -> bool:
    return _one_line(
        connection,
        "update order_line set quantity = %s where order_id = %s and position = %s",
        (quantity, order_id, position),
    )


def add(
    connection: Connection, order_id: int, *, kind: str, changes: dict[str, Any], at: datetime
) -> None:
    connection.execute(
        "insert into order_change (order_id, kind, changes, at)"
        " select id, %s, %s, %s from orders where id = %s",
        (kind, json.dumps(changes), at, order_id),
    )


def holds_of(connection: Connection, order_id: int) -> list[int]:
    """What was put aside for its changes."""
    rows = connection.execute(
        "select (changes ->> 'hold_id')::bigint from order_change"
        " where order_id = %s and changes ? 'hold_id' order by id",
        (order_id,),
    )
    return [row[0] for row in rows]


def changed(connection: Connection) -> list[ChangedOrder]:
    """Every order that its customer had changed, in the order of its first change."""
    with connection.cursor(row_factory=class_row(ChangedOrder)) as cursor:
        return cursor.execute(
            "select o.number, o.status, (select coalesce(jsonb_object_agg(c.key, c.value), '{}')"
            "  from (select distinct on (e.key) e.key, e.value from order_change x,"
            "   jsonb_each(x.changes - 'hold_id') e where x.order_id = o.id"
            "   order by e.key, x.id desc) c) as changes"
            " from orders o join (select order_id, min(id) as first from order_change"
            "  group by order_id) f on f.order_id = o.id order by f.first"
        ).fetchall()


def _one_line(connection: Connection, statement: Any, values: tuple[object, ...]) -> bool:
    return connection.execute(statement, values).rowcount == 1
