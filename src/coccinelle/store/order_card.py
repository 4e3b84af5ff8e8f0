"""What became of one order: exchanges with labels, withdrawals, changes its customer asked."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, LiteralString

from psycopg.rows import class_row

from coccinelle.store.database import Connection


@dataclass(frozen=True, slots=True)
class TicketRow:
    """An exchange as members see it. has_label: its file is there. label_id, label_state: of the
    act that makes it, None and "" for none."""

    id: int
    number: str
    order_id: int
    position: int
    product: str
    color_from: str
    color_to: str
    size_from: str
    size_to: str
    status: str
    way: str | None
    until: datetime | None
    opened_at: datetime
    ended_at: datetime | None
    ended_because: str
    conversation_id: int | None
    document_id: int | None
    has_label: bool
    label_id: int | None
    label_state: str
    label_error: str


@dataclass(frozen=True, slots=True)
class WithdrawalRow:
    """position: None for the whole order. words: as the customer declared it."""

    id: int
    position: int | None
    declared_at: datetime
    words: str = field(repr=False)
    send_back_by: date


@dataclass(frozen=True, slots=True)
class ChangeRow:
    kind: str
    changes: dict[str, Any] = field(repr=False)
    at: datetime


def tickets(connection: Connection, order_id: int) -> list[TicketRow]:
    """Open ones first, then the newest."""
    return _tickets(connection, "where e.order_id = %s", order_id)


def tickets_of(connection: Connection, contact_id: int) -> list[TicketRow]:
    """Of all orders of a contact."""
    return _tickets(connection, "where e.contact_id = %s", contact_id)


def withdrawals(connection: Connection, order_id: int) -> list[WithdrawalRow]:
    with connection.cursor(row_factory=class_row(WithdrawalRow)) as cursor:
        return cursor.execute(
            "select id, position, declared_at, words, send_back_by from withdrawal"
            " where order_id = %s order by id desc",
            (order_id,),
        ).fetchall()


def returns_awaited(connection: Connection, contact_id: int) -> int:
    """Withdrawals they declared, whose parcel has not come."""
    row = connection.execute(
        "select count(*) from withdrawal w where w.contact_id = %s and not exists"
        " (select from parcel_back b where b.withdrawal_id = w.id and b.undone_at is null)",
        (contact_id,),
    ).fetchone()
    return int(row[0]) if row else 0


def changes(connection: Connection, order_id: int) -> list[ChangeRow]:
    """Newest first."""
    with connection.cursor(row_factory=class_row(ChangeRow)) as cursor:
        return cursor.execute(
            "select kind, changes - 'hold_id' as changes, at from order_change"
            " where order_id = %s order by id desc",
            (order_id,),
        ).fetchall()


def order_of_exchange(connection: Connection, exchange_id: int) -> int | None:
    """The order it is of."""
    return _order_of(connection, "select order_id from exchange where id = %s", exchange_id)


def order_of_withdrawal(connection: Connection, withdrawal_id: int) -> int | None:
    return _order_of(connection, "select order_id from withdrawal where id = %s", withdrawal_id)


def order_of_label(connection: Connection, action_id: int) -> int | None:
    return _order_of(
        connection,
        "select e.order_id from action a join exchange e"
        " on e.document_id = (a.params ->> 'document_id')::bigint"
        " where a.kind = 'label.make' and a.id = %s",
        action_id,
    )


def _order_of(connection: Connection, query: LiteralString, number: int) -> int | None:
    row = connection.execute(query, (number,)).fetchone()
    return int(row[0]) if row else None


def _tickets(connection: Connection, where: LiteralString, number: int) -> list[TicketRow]:
    with connection.cursor(row_factory=class_row(TicketRow)) as cursor:
        return cursor.execute(
            _TICKETS + where + " order by e.status <> 'open', e.id desc limit 50", (number,)
        ).fetchall()


_TICKETS: LiteralString = """
select e.id, e.number, e.order_id, e.position, p.name as product,
    coalesce(was.color, '') as color_from,
    v.color as color_to, coalesce(was.size, '') as size_from, v.size as size_to, e.status, e.way,
    case when h.status = 'active' then h.until end as until, e.opened_at, e.ended_at,
    e.ended_because, e.conversation_id, e.document_id, d.content is not null as has_label,
    a.id as label_id, coalesce(a.state, '') as label_state,
    coalesce(a.result ->> 'error', '') as label_error
from exchange e
left join order_line l on (l.business_id, l.order_id, l.position)
    = (e.business_id, e.order_id, e.position)
left join variant was on (was.business_id, was.id) = (l.business_id, l.variant_id)
join variant v on (v.business_id, v.id) = (e.business_id, e.to_variant_id)
join product p on (p.business_id, p.id) = (v.business_id, v.product_id)
left join hold h on (h.business_id, h.id) = (e.business_id, e.hold_id)
left join document d on (d.business_id, d.id) = (e.business_id, e.document_id)
left join lateral (
    select id, state, result from action where kind = 'label.make'
        and params ->> 'document_id' = e.document_id::text order by id desc limit 1
) a on true
"""
