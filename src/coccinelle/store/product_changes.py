"""What the file that waits would change on the shelves: counts, and examples of each."""

from dataclasses import dataclass
from datetime import datetime
from typing import LiteralString

from psycopg.rows import class_row

from coccinelle.store.database import Connection

MOST = 8  # examples


@dataclass(frozen=True, slots=True)
class Count:
    """counted: stocks a member counted here, which the file says otherwise; absent: on hand, and
    not in the file, some of them counted here."""

    added: int
    changed: int
    same: int
    counted: int
    absent: int
    absent_counted: int


@dataclass(frozen=True, slots=True)
class Change:
    """was_…: on the shelves; words: its name, category, colour, size or other words change."""

    name: str
    color: str
    size: str
    was_cents: int
    price_cents: int
    was_on_hand: int
    stock: int
    words: bool
    counted_at: datetime | None


@dataclass(frozen=True, slots=True)
class Absent:
    name: str
    color: str
    size: str
    on_hand: int


def count(connection: Connection) -> Count:
    with connection.cursor(row_factory=class_row(Count)) as cursor:
        row = cursor.execute(f"{_BOTH} {_COUNT}").fetchone()
    assert row is not None, "counts always give a row"
    return row


def changes(connection: Connection) -> list[Change]:
    """Stocks counted here first."""
    with connection.cursor(row_factory=class_row(Change)) as cursor:
        return cursor.execute(f"{_BOTH} {_CHANGES}", (MOST,)).fetchall()


def absent(connection: Connection) -> list[Absent]:
    with connection.cursor(row_factory=class_row(Absent)) as cursor:
        return cursor.execute(_ABSENT, (MOST,)).fetchall()


# What the file does not say of a colour or of words changes nothing: see `import_products`.
_BOTH: LiteralString = """
with file as (
    select x.* from product_file f,
    rows from (jsonb_to_recordset(f.found->'variants') as (
        sku text, product_ref text, color text, size text, price_cents int, stock int
    )) with ordinality as x(sku, product_ref, color, size, price_cents, stock, n)
), named as (
    select y.* from product_file f, jsonb_to_recordset(f.found->'products') as y(
        ref text, name text, category text, tags text[], aliases text[])
), both_ as (
    select d.name, x.color, x.size, x.price_cents, x.stock, x.n, v.id, v.counted_at,
        v.price_cents as was_cents, v.on_hand as was_on_hand,
        v.price_cents <> x.price_cents as price, v.on_hand <> x.stock as stock_differs,
        p.name <> d.name or p.ref <> d.ref
            or (t.told ? 'color' and v.color <> x.color) or (t.told ? 'size' and v.size <> x.size)
            or (t.told ? 'category' and p.category <> d.category)
            or (t.told ? 'tags' and p.tags <> d.tags)
            or (t.told ? 'aliases' and p.aliases <> d.aliases) as words
    from file x
    join named d on d.ref = x.product_ref
    cross join (select told->'columns' as told from product_file) t
    left join variant v on v.sku = x.sku
    left join product p on (p.business_id, p.id) = (v.business_id, v.product_id)
)"""

_COUNT: LiteralString = """
select count(*) filter (where id is null) as added,
    count(*) filter (where price or stock_differs or words) as changed,
    count(*) filter (where not (price or stock_differs or words)) as same,
    count(*) filter (where stock_differs and counted_at is not null) as counted,
    (select count(*) from variant v where on_hand > 0
        and not exists (select from file where file.sku = v.sku)) as absent,
    (select count(*) from variant v where on_hand > 0 and counted_at is not null
        and not exists (select from file where file.sku = v.sku)) as absent_counted
from both_
"""

_CHANGES: LiteralString = """
select name, color, size, was_cents, price_cents, was_on_hand, stock, words,
    case when stock_differs then counted_at end as counted_at
from both_ where price or stock_differs or words
order by (stock_differs and counted_at is not null) desc, price desc, n
limit %s
"""

_ABSENT: LiteralString = """
select p.name, v.color, v.size, v.on_hand from variant v
join product p on (p.business_id, p.id) = (v.business_id, v.product_id)
where v.on_hand > 0 and not exists (
    select from product_file f, jsonb_to_recordset(f.found->'variants') as x(sku text)
    where x.sku = v.sku)
order by v.position, v.id limit %s
"""
