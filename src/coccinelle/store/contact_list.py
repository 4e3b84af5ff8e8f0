"""The customers of a business as a list, by name, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, LiteralString, get_args

from psycopg import sql
from psycopg.rows import class_row

from coccinelle.store.database import Connection

Filter = Literal["all", "vip", "stopped"]
FILTERS: tuple[Filter, ...] = get_args(Filter)


@dataclass(frozen=True, slots=True)
class ListedRow:
    """name: "" when only addresses are known. stopped: the kinds of channel of their STOP."""

    id: int
    name: str
    is_vip: bool
    orders: int
    addresses: list[str]
    stopped: list[str]
    last_at: datetime | None


def rows(
    connection: Connection, filter: Filter = "all", *, vip_orders: int,
    contact_ids: Sequence[int] | None = None, skipped: int = 0, limit: int = 50,
) -> list[ListedRow]:  # fmt: skip
    """contact_ids: these alone, as a search found them. Neither those that became one with another,
    nor those that were erased."""
    wanted = [_FILTERS[filter], *([_THESE] if contact_ids is not None else [])]
    query = sql.SQL(_PAGE).format(wanted=sql.SQL(" and ").join(sql.SQL(one) for one in wanted))
    values = {
        "vip": vip_orders, "skipped": skipped, "limit": limit,
        "ids": list(contact_ids) if contact_ids is not None else None,
    }  # fmt: skip
    with connection.cursor(row_factory=class_row(ListedRow)) as cursor:
        return cursor.execute(query, values).fetchall()


_ORDERS: LiteralString = (
    "(select count(*)::int from orders o where o.contact_id = c.id and o.status <> 'cancelled')"
)
_FILTERS: dict[Filter, LiteralString] = {
    "all": "true",
    "vip": f"(c.vip or {_ORDERS} >= %(vip)s)",
    "stopped": "exists (select from opt_out s join address a on a.id = s.address_id"
    " where a.contact_id = c.id)",
}
_THESE: LiteralString = "c.id = any(%(ids)s::bigint[])"
_PAGE: LiteralString = f"""
with page as materialized (
    select c.id, c.vip, c.last_name, c.first_name from contact c
    where not c.is_team and {{wanted}}
        and (c.first_name || c.last_name <> '' or exists (select from address a
            where a.contact_id = c.id and a.value not like 'effacé:%%'))
        and not exists (select from merge m where m.from_contact_id = c.id and m.status = 'merged')
    order by c.last_name || c.first_name = '', lower(c.last_name), lower(c.first_name), c.id
    limit %(limit)s offset %(skipped)s
)
select c.id, trim(c.first_name || ' ' || c.last_name) as name,
    c.vip or {_ORDERS} >= %(vip)s as is_vip, {_ORDERS} as orders,
    array(select value from address a where a.contact_id = c.id order by kind desc, id)
        as addresses,
    array(select distinct s.kind from opt_out s join address a on a.id = s.address_id
        where a.contact_id = c.id order by 1) as stopped,
    (select max(last_at) from conversation v where v.contact_id = c.id) as last_at
from page c order by c.last_name || c.first_name = '', lower(c.last_name), lower(c.first_name), c.id
"""
