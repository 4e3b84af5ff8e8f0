"""The orders of a business as a list: newest first, filtered, a page at a time."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, LiteralString, get_args

from psycopg import sql
from psycopg.rows import class_row

from coccinelle.store.database import Connection

Filter = Literal["all", "running", "shipped", "exchanges", "withdrawals"]
FILTERS: tuple[Filter, ...] = get_args(Filter)


@dataclass(frozen=True, slots=True)
class OrderRow:
    """contact: "" when they have no name. articles: of its lines, in their order. exchanges,
    withdrawals: those that still wait for something."""

    id: int
    number: str
    contact_id: int
    contact: str
    status: str
    ordered_at: datetime
    articles: list[str]
    total_cents: int
    exchanges: int
    withdrawals: int


def rows(
    connection: Connection, filter: Filter = "all", *, said: str = "", before: int | None = None,
    contact_id: int | None = None, limit: int = 50,
) -> list[OrderRow]:  # fmt: skip
    """said: the beginning of an order's number, an exchange's, or words of a name. before: the last
    id shown. contact_id: of one customer alone."""
    wanted = [_FILTERS[filter]]
    wanted += [_SAID] if said else []
    wanted += [_BEFORE] if before else []
    wanted += [_THEIRS] if contact_id else []
    query = sql.SQL(_PAGE).format(wanted=sql.SQL(" and ").join(sql.SQL(one) for one in wanted))
    of_exchange = _EXCHANGE.fullmatch(said)
    number = of_exchange[1] if of_exchange else said.lstrip("#")
    values = {
        "said": said,
        "number": number,
        "before": before,
        "limit": limit,
        "contact": contact_id,
    }
    with connection.cursor(row_factory=class_row(OrderRow)) as cursor:
        return cursor.execute(query, values).fetchall()


def counts(connection: Connection) -> dict[str, int]:
    """How many orders each filter shows, but the one of all."""
    return dict(
        connection.execute(
            "select 'running', count(*) from orders where status in ('pending', 'processing')"
            " union all select 'shipped', count(*) from orders where status = 'shipped'"
            " union all select 'exchanges', count(distinct order_id) from exchange"
            "  where status = 'open'"
            " union all select 'withdrawals', count(distinct order_id) from withdrawal w"
            "  where not exists (select from parcel_back b where b.withdrawal_id = w.id"
            "  and b.undone_at is null)"
        ).fetchall()
    )


_EXCHANGE = re.compile(r"[Ee]-(.+?)(?:-[0-9]+){0,2}")  # E-2847-1 is of the order 2847
_OPEN: LiteralString = "select from exchange e where e.order_id = o.id and e.status = 'open'"
_AWAITED: LiteralString = (
    "select from withdrawal w where w.order_id = o.id and not exists"
    " (select from parcel_back b where b.withdrawal_id = w.id and b.undone_at is null)"
)
_FILTERS: dict[Filter, LiteralString] = {
    "all": "true",
    "running": "o.status in ('pending', 'processing')",
    "shipped": "o.status = 'shipped'",
    "exchanges": f"exists ({_OPEN})",
    "withdrawals": f"exists ({_AWAITED})",
}
_SAID: LiteralString = (
    "(starts_with(o.number, %(number)s) or o.contact_id in (select n.id from contact n"
    " where fold(%(said)s) <> '' and position(fold(%(said)s) in n.folded) > 0))"
)
_THEIRS: LiteralString = "o.contact_id = %(contact)s"
_BEFORE: LiteralString = (
    "(o.ordered_at, o.id) < (select ordered_at, id from orders where id = %(before)s)"
)
_PAGE: LiteralString = f"""
with page as materialized (
    select o.id, o.number, o.contact_id, o.status, o.ordered_at,
        trim(c.first_name || ' ' || c.last_name) as contact
    from orders o join contact c on (c.business_id, c.id) = (o.business_id, o.contact_id)
    where {{wanted}} order by o.ordered_at desc, o.id desc limit %(limit)s
)
select o.*, coalesce(l.articles, '{{{{}}}}') as articles, coalesce(l.total, 0) as total_cents,
    (select count(*)::int from ({_OPEN}) x) as exchanges,
    (select count(*)::int from ({_AWAITED}) x) as withdrawals
from page o left join lateral (
    select array_agg(trim(p.name || ' ' || v.size) order by l.position) as articles,
        sum(l.quantity * l.unit_price_cents)::int as total
    from order_line l join variant v on (v.business_id, v.id) = (l.business_id, l.variant_id)
    join product p on (p.business_id, p.id) = (v.business_id, v.product_id)
    where l.order_id = o.id
) l on true order by o.ordered_at desc, o.id desc
"""
