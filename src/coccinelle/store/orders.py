"""Orders with their lines, and what became of them after the sale."""

from datetime import date, datetime
from typing import LiteralString

from psycopg.rows import class_row, dict_row

from coccinelle.core.orders import Exchange, Order, OrderLine, Withdrawal
from coccinelle.store.database import Connection

NEWEST = 20  # as many as a person may mean

_ORDERS: LiteralString = (
    "select id, number, contact_id, status, ordered_at, shipped_at, delivered_at, carrier,"
    " tracking_number, (select count(*)::int from order_change c where c.order_id = orders.id)"
    " as changes from orders where "
)
_LINES: LiteralString = """
select l.order_id, l.position, v.sku, p.ref, p.name, v.color, v.size, l.quantity,
    l.unit_price_cents, coalesce((select e.number from exchange e where e.order_id = l.order_id
        and e.position = l.position and e.status in ('open', 'done')), '')
from order_line l
join variant v on (v.business_id, v.id) = (l.business_id, l.variant_id)
join product p on (p.business_id, p.id) = (v.business_id, v.product_id)
where l.order_id = any(%s) order by l.order_id, l.position
"""
_TOGETHER: LiteralString = """
select other.ref, count(distinct o.id)::int
from product p
join variant v on (v.business_id, v.product_id) = (p.business_id, p.id)
join order_line l on (l.business_id, l.variant_id) = (v.business_id, v.id)
join orders o on (o.business_id, o.id) = (l.business_id, l.order_id)
    and o.status not in ('cancelled', 'returned')
join order_line beside on (beside.business_id, beside.order_id) = (o.business_id, o.id)
join variant bv on (bv.business_id, bv.id) = (beside.business_id, beside.variant_id)
join product other on (other.business_id, other.id) = (bv.business_id, bv.product_id)
where p.ref = %s and other.ref <> p.ref
group by other.ref
"""
_EXCHANGES: LiteralString = """
select e.id, e.number, o.number as order_number, e.position, p.ref as product_ref,
    p.name as product, coalesce(was.color, '') as color_from, v.color as color_to,
    coalesce(was.size, '') as size_from, v.size as size_to, v.sku as sku_to, e.status, e.way,
    e.hold_id, h.until, e.contact_id, e.opened_at, coalesce((
        select a.params ->> 'url' from action a join document d
            on (d.business_id, d.id) = (e.business_id, e.document_id) and d.revoked_at is null
        where a.kind = 'label.make' and a.state not in ('failed', 'unknown')
            and a.params ->> 'document_id' = e.document_id::text), '') as label_url
from exchange e
join orders o on (o.business_id, o.id) = (e.business_id, e.order_id)
left join order_line l on (l.business_id, l.order_id, l.position)
    = (e.business_id, e.order_id, e.position)
left join variant was on (was.business_id, was.id) = (l.business_id, l.variant_id)
join variant v on (v.business_id, v.id) = (e.business_id, e.to_variant_id)
join product p on (p.business_id, p.id) = (v.business_id, v.product_id)
left join hold h on (h.business_id, h.id) = (e.business_id, e.hold_id)
"""


def load(
    connection: Connection, number: str, contact_id: int | None, read_at: datetime
) -> Order | None:
    """The order of this number if it is the contact's: another's is the same as none."""
    found = _many(connection, "number = %s and contact_id = %s", (number, contact_id), read_at)
    return found[0] if found else None


def recent(connection: Connection, contact_id: int | None, read_at: datetime) -> tuple[Order, ...]:
    where = f"contact_id = %s order by ordered_at desc, id desc limit {NEWEST}"
    return _many(connection, where, (contact_id,), read_at)


def days_of(connection: Connection, contact_id: int) -> dict[str, date]:
    """When each of the newest orders was made, by number."""
    return dict(
        connection.execute(
            "select number, ordered_at::date from orders where contact_id = %s"
            " order by ordered_at desc limit %s",
            (contact_id, NEWEST),
        ).fetchall()
    )


def bought_with(connection: Connection, product_ref: str) -> dict[str, int]:
    """By product, how many orders that were kept hold it beside this one."""
    return dict(connection.execute(_TOGETHER, (product_ref,)).fetchall())


def by_id(connection: Connection, order_id: int, read_at: datetime) -> Order | None:
    found = _many(connection, "id = %s", (order_id,), read_at)
    return found[0] if found else None


def ids_of(connection: Connection, contact_id: int) -> dict[str, int]:
    """The newest orders of a contact, by number."""
    return dict(
        connection.execute(
            "select number, id from orders where contact_id = %s"
            " order by ordered_at desc, id desc limit %s",
            (contact_id, NEWEST),
        ).fetchall()
    )


def spent(connection: Connection, contact_id: int) -> int:
    """In cents, over all their orders that were not cancelled."""
    row = connection.execute(
        "select coalesce(sum(l.quantity * l.unit_price_cents), 0) from orders o join order_line l"
        " on (l.business_id, l.order_id) = (o.business_id, o.id)"
        " where o.contact_id = %s and o.status <> 'cancelled'",
        (contact_id,),
    ).fetchone()
    return int(row[0]) if row else 0


def lock(connection: Connection, order_id: int, read_at: datetime) -> Order | None:
    """As it is now, and as it stays until the end of the transaction."""
    found = _many(connection, "id = %s for update", (order_id,), read_at)
    return found[0] if found else None


def tracking_number(connection: Connection, number: str) -> str:
    """Of the order of this number, whoever's it is; "" for none."""
    row = connection.execute(
        "select tracking_number from orders where number = %s", (number,)
    ).fetchone()
    return str(row[0]) if row else ""


def exchanges_of(connection: Connection, contact_id: int | None) -> tuple[Exchange, ...]:
    """Open ones first, then the newest."""
    where = "where e.contact_id = %s order by e.status <> 'open', e.id desc"
    return _exchanges(connection, where, (contact_id,))


def all_exchanges(connection: Connection) -> tuple[Exchange, ...]:
    return _exchanges(connection, "order by e.id", ())


def exchange(connection: Connection, exchange_id: int) -> Exchange | None:
    found = _exchanges(connection, "where e.id = %s", (exchange_id,))
    return found[0] if found else None


def withdrawals_of(connection: Connection, contact_id: int | None) -> tuple[Withdrawal, ...]:
    with connection.cursor(row_factory=class_row(Withdrawal)) as cursor:
        rows = cursor.execute(
            "select o.number as order_number, w.position, w.declared_at, w.send_back_by"
            " from withdrawal w"
            " join orders o on (o.business_id, o.id) = (w.business_id, w.order_id)"
            " where w.contact_id = %s order by w.id desc",
            (contact_id,),
        ).fetchall()
    return tuple(rows)


def _exchanges(
    connection: Connection, where: LiteralString, values: tuple[object, ...]
) -> tuple[Exchange, ...]:
    with connection.cursor(row_factory=class_row(Exchange)) as cursor:
        return tuple(cursor.execute(_EXCHANGES + where, values).fetchall())


def _many(
    connection: Connection, where: str, values: tuple[object, ...], read_at: datetime
) -> tuple[Order, ...]:
    with connection.cursor(row_factory=dict_row) as cursor:
        rows = cursor.execute((_ORDERS + where).encode(), values).fetchall()
    lines: dict[int, list[OrderLine]] = {}
    for order_id, *fields in connection.execute(_LINES, ([row["id"] for row in rows],)):
        lines.setdefault(order_id, []).append(OrderLine(*fields))
    return tuple(
        Order(**row, lines=tuple(lines.get(row["id"], ())), read_at=read_at) for row in rows
    )
