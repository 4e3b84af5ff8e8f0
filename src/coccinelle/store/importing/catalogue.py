"""Products, their variants and the posts that show them, as the folder gives them."""

from collections.abc import Collection
from datetime import datetime
from typing import LiteralString

from coccinelle.store.database import Connection
from coccinelle.store.importing.batches import write
from coccinelle.store.importing.folder import PostEntry, ProductEntry, Progress, VariantEntry

FILE = "products.csv"
SAID = frozenset({"category", "tags", "aliases", "color", "size"})
"""What a file may leave unsaid."""


def save_products(
    connection: Connection, products: tuple[ProductEntry, ...], progress: Progress,
    *, said: Collection[str] = SAID,
) -> None:  # fmt: skip
    """said: what is unsaid stays as it is."""
    rows = [(p.ref, p.name, p.category, "|".join(p.tags), "|".join(p.aliases)) for p in products]
    statement = _PRODUCTS + _replaced(said, ("category", "tags", "aliases"))
    write(connection, statement, rows, progress=progress, label=FILE)


def save_variants(
    connection: Connection, variants: tuple[VariantEntry, ...], now: datetime, progress: Progress,
    *, is_whole: bool = True, said: Collection[str] = SAID, keep_counted: bool = False,
) -> int:  # fmt: skip
    """is_whole: the file is the whole stock, and a variant it does not name is kept with none on
    hand. What is reserved stays reserved; with keep_counted, what was counted here stays as it was
    counted. Returns how many variants were emptied.
    """
    rows = [
        (v.sku, v.product_ref, v.color, v.size, v.price_cents, v.stock, now, position)
        for position, v in enumerate(variants)
    ]
    statement = _VARIANTS + (_UNCOUNTED if keep_counted else _ALL) + _replaced(said, _OF_VARIANT)
    write(connection, statement, rows, progress=progress, label=FILE)
    if not is_whole:
        return 0
    absent = {"at": now, "skus": [v.sku for v in variants], "kept": keep_counted}
    return connection.execute(_EMPTY_ABSENT, absent).rowcount


def _replaced(said: Collection[str], columns: tuple[LiteralString, ...]) -> LiteralString:
    parts = [f", {name} = excluded.{name}" for name in columns if name in said]
    return "".join(parts)


def save_posts(connection: Connection, posts: tuple[PostEntry, ...], progress: Progress) -> None:
    rows = [(p.network, p.ref, p.published_at, p.caption, p.product_ref, p.url) for p in posts]
    write(connection, _POSTS, rows, progress=progress, label="posts.csv")


# An array of arrays cannot be unnested row by row: lists travel joined by the bar they came with.
_PRODUCTS = """
insert into product (ref, name, category, tags, aliases)
select f.ref, f.name, f.category, string_to_array(f.tags, '|'), string_to_array(f.aliases, '|')
from unnest(%s::text[], %s::text[], %s::text[], %s::text[], %s::text[])
    as f(ref, name, category, tags, aliases)
on conflict (business_id, ref) do update set name = excluded.name"""

_VARIANTS = """
insert into variant (product_id, sku, color, size, price_cents, on_hand, stock_at, position)
select p.id, f.sku, f.color, f.size, f.price_cents, f.stock, f.at, f.position
from unnest(%s::text[], %s::text[], %s::text[], %s::text[], %s::int[], %s::int[],
    %s::timestamptz[], %s::int[])
    as f(sku, product_ref, color, size, price_cents, stock, at, position)
join product p on p.ref = f.product_ref
order by f.sku
on conflict (business_id, sku) do update set product_id = excluded.product_id,
    price_cents = excluded.price_cents, position = excluded.position"""

_OF_VARIANT: tuple[LiteralString, ...] = ("color", "size")
_ALL: LiteralString = (
    ", on_hand = excluded.on_hand, stock_at = excluded.stock_at, counted_at = null"
)
_UNCOUNTED: LiteralString = (
    ", on_hand = case when variant.counted_at is null then excluded.on_hand"
    " else variant.on_hand end, stock_at = case when variant.counted_at is null"
    " then excluded.stock_at else variant.stock_at end"
)

_EMPTY_ABSENT = """
update variant set on_hand = 0, stock_at = %(at)s, counted_at = null
where on_hand > 0 and not (%(kept)s and counted_at is not null)
    and not exists (select from unnest(%(skus)s::text[]) as f(sku) where f.sku = variant.sku)
"""

_POSTS = """
insert into post (network, ref, published_at, caption, product_id, url)
select f.network, f.ref, f.published_at, f.caption, p.id, f.url
from unnest(%s::text[], %s::text[], %s::timestamptz[], %s::text[], %s::text[], %s::text[])
    as f(network, ref, published_at, caption, product_ref, url)
left join product p on p.ref = f.product_ref
on conflict (business_id, network, ref) do update set published_at = excluded.published_at,
    caption = excluded.caption, url = excluded.url,
    product_id = case when post.by_member <> '' then post.product_id else excluded.product_id end
"""
