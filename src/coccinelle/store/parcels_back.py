"""Parcels that came back, and what was put on the shelf again with each."""

import json
from dataclasses import dataclass
from datetime import datetime

from psycopg.rows import class_row

from coccinelle.store.database import Connection

_COLUMNS = "id, exchange_id, withdrawal_id, restocked, replaced, by_member, at, undone_at"


@dataclass(frozen=True, slots=True)
class ParcelRow:
    """restocked: how many, by reference. replaced: the exchange ended with it."""

    id: int
    exchange_id: int | None
    withdrawal_id: int | None
    restocked: dict[str, int]
    replaced: bool
    by_member: str
    at: datetime
    undone_at: datetime | None


def add(
    connection: Connection, *, exchange_id: int | None, withdrawal_id: int | None,
    restocked: dict[str, int], replaced: bool, by: str, at: datetime,
) -> int | None:  # fmt: skip
    """None when it is known to have come back."""
    row = connection.execute(
        "insert into parcel_back (exchange_id, withdrawal_id, restocked, replaced, by_member,"
        " at) select %(exchange)s, %(withdrawal)s, %(restocked)s, %(replaced)s, %(by)s, %(at)s"
        " where exists (select from exchange where id = %(exchange)s)"
        " or exists (select from withdrawal where id = %(withdrawal)s)"
        " on conflict do nothing returning id",
        {"exchange": exchange_id, "withdrawal": withdrawal_id, "by": by, "at": at,
         "restocked": json.dumps(restocked), "replaced": replaced},
    ).fetchone()  # fmt: skip
    return int(row[0]) if row else None


def conversation_of(
    connection: Connection, *, exchange_id: int | None, withdrawal_id: int | None
) -> int | None:
    """Where its customer is told: where the exchange was asked for, else where they were last
    heard; None for one who is known no more."""
    row = connection.execute(
        "select c.id from (select contact_id, conversation_id from exchange where id = %s"
        " union all select contact_id, null from withdrawal where id = %s) x"
        " join conversation c on c.contact_id = x.contact_id and c.emptied_at is null"
        " order by (c.id = x.conversation_id) is true desc, c.last_at desc limit 1",
        (exchange_id, withdrawal_id),
    ).fetchone()
    return int(row[0]) if row else None


def order_number_of_withdrawal(connection: Connection, withdrawal_id: int) -> str:
    row = connection.execute(
        "select o.number from withdrawal w join orders o"
        " on (o.business_id, o.id) = (w.business_id, w.order_id) where w.id = %s",
        (withdrawal_id,),
    ).fetchone()
    return str(row[0]) if row else ""


def of_order(connection: Connection, order_id: int) -> list[ParcelRow]:
    """Those not undone."""
    with connection.cursor(row_factory=class_row(ParcelRow)) as cursor:
        return cursor.execute(
            f"select {_COLUMNS} from parcel_back where undone_at is null and"
            " (exchange_id in (select id from exchange where order_id = %(id)s)"
            " or withdrawal_id in (select id from withdrawal where order_id = %(id)s)) order by id",
            {"id": order_id},
        ).fetchall()


def order_of(connection: Connection, parcel_id: int) -> int | None:
    row = connection.execute(
        "select coalesce(e.order_id, w.order_id) from parcel_back b"
        " left join exchange e on (e.business_id, e.id) = (b.business_id, b.exchange_id)"
        " left join withdrawal w on (w.business_id, w.id) = (b.business_id, b.withdrawal_id)"
        " where b.id = %s",
        (parcel_id,),
    ).fetchone()
    return int(row[0]) if row else None


def load(connection: Connection, parcel_id: int) -> ParcelRow | None:
    with connection.cursor(row_factory=class_row(ParcelRow)) as cursor:
        return cursor.execute(
            f"select {_COLUMNS} from parcel_back where id = %s", (parcel_id,)
        ).fetchone()


def lock(connection: Connection, parcel_id: int) -> ParcelRow | None:
    with connection.cursor(row_factory=class_row(ParcelRow)) as cursor:
        return cursor.execute(
            f"select {_COLUMNS} from parcel_back where id = %s for update", (parcel_id,)
        ).fetchone()


def undone(connection: Connection, parcel_id: int, *, by: str, at: datetime) -> None:
    connection.execute(
        "update parcel_back set undone_by = %s, undone_at = %s where id = %s", (by, at, parcel_id)
    )


def lines_of_exchange(connection: Connection, exchange_id: int) -> dict[str, int]:
    """What comes back of it: how many, by reference."""
    return dict(
        connection.execute(
            "select v.sku, l.quantity from exchange e join order_line l"
            " on (l.business_id, l.order_id, l.position) = (e.business_id, e.order_id, e.position)"
            " join variant v on (v.business_id, v.id) = (l.business_id, l.variant_id)"
            " where e.id = %s",
            (exchange_id,),
        ).fetchall()
    )


def lines_of_withdrawal(connection: Connection, withdrawal_id: int) -> dict[str, int]:
    return dict(
        connection.execute(
            "select v.sku, sum(l.quantity)::int from withdrawal w join order_line l"
            " on (l.business_id, l.order_id) = (w.business_id, w.order_id)"
            "  and l.position = coalesce(w.position, l.position)"
            " join variant v on (v.business_id, v.id) = (l.business_id, l.variant_id)"
            " where w.id = %s group by v.sku",
            (withdrawal_id,),
        ).fetchall()
    )
