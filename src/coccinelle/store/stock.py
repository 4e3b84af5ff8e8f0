"""Products, variants and how many are left."""

from datetime import datetime
from typing import LiteralString

from coccinelle.core.catalogue import Catalogue, Post, Product, Variant
from coccinelle.core.shop import StockLevel
from coccinelle.store.database import Connection


def catalogue(connection: Connection, version: str) -> Catalogue:
    """The whole catalogue; costs about 10 µs a variant, so it is read once per version."""
    variants: dict[int, list[Variant]] = {}
    for product_id, *fields in connection.execute(
        "select product_id, sku, color, size, price_cents from variant order by position, id"
    ):
        variants.setdefault(product_id, []).append(Variant(*fields))
    refs: dict[int, str] = {}
    products = []
    for product_id, ref, name, category, tags, aliases in connection.execute(
        "select id, ref, name, category, tags, aliases from product order by id"
    ):
        refs[product_id] = ref
        its = tuple(variants.get(product_id, ()))
        products.append(Product(ref, name, category, tuple(tags), tuple(aliases), its))
    posts = tuple(
        Post(network, ref, published_at, caption, refs[product_id], url)
        for network, ref, published_at, caption, product_id, url in connection.execute(
            "select network, ref, published_at, caption, product_id, url from post"
            " where product_id is not null and removed_at is null union all"
            " select p.network, p.ref, p.published_at, p.caption, x.product_id, p.url from post p"
            " join post_product x on (x.business_id, x.post_id) = (p.business_id, p.id)"
            " where p.removed_at is null order by 3 desc"
        )
    )
    return Catalogue(version, tuple(products), posts)


def levels(connection: Connection, product_ref: str, read_at: datetime) -> tuple[StockLevel, ...]:
    rows = connection.execute(
        "select v.sku, v.size, v.color, v.price_cents, v.on_hand, v.reserved, %s::timestamptz,"
        f" {_STRANGERS}"
        " from variant v join product p on (p.business_id, p.id) = (v.business_id, v.product_id)"
        " where p.ref = %s order by v.position, v.id",
        (read_at, product_ref),
    ).fetchall()
    return tuple(StockLevel(*row) for row in rows)


def short(connection: Connection) -> dict[str, int]:
    """SKUs of which more is reserved than is left, and how many are missing."""
    return dict(
        connection.execute(
            "select sku, reserved - on_hand from variant where reserved > on_hand order by position"
        ).fetchall()
    )


def shelves(connection: Connection) -> tuple[int, int]:
    """How many products and how many variants there are."""
    row = connection.execute(
        "select (select count(*) from product), (select count(*) from variant)"
    ).fetchone()
    return (int(row[0]), int(row[1])) if row else (0, 0)


def held_by_strangers(connection: Connection, sku: str) -> int:
    """Items put aside for contacts who never ordered: they cost nothing to invent."""
    row = connection.execute(
        f"select {_STRANGERS} from variant v where v.sku = %s", (sku,)
    ).fetchone()
    return int(row[0]) if row else 0


def reserve(connection: Connection, sku: str, quantity: int) -> bool:
    """False when there are not that many left: the row itself decides between two customers."""
    return (
        connection.execute(
            "update variant set reserved = reserved + %(n)s"
            " where sku = %(sku)s and on_hand - reserved >= %(n)s",
            {"n": quantity, "sku": sku},
        ).rowcount
        == 1
    )


def release(connection: Connection, sku: str, quantity: int) -> None:
    connection.execute(
        "update variant set reserved = reserved - %s where sku = %s", (quantity, sku)
    )


def reserved(connection: Connection, sku: str) -> int:
    row = connection.execute("select reserved from variant where sku = %s", (sku,)).fetchone()
    return int(row[0]) if row else 0


def available(connection: Connection, sku: str) -> int:
    row = connection.execute(
        "select greatest(on_hand - reserved, 0) from variant where sku = %s", (sku,)
    ).fetchone()
    return int(row[0]) if row else 0


def take_away(connection: Connection, sku: str, quantity: int) -> None:
    """A reserved item left the shop with its customer."""
    connection.execute(
        "update variant set reserved = reserved - %(n)s, on_hand = greatest(on_hand - %(n)s, 0)"
        " where sku = %(sku)s",
        {"n": quantity, "sku": sku},
    )


def put_back(connection: Connection, sku: str, quantity: int, at: datetime) -> None:
    """What came back to the shelf can be sold again."""
    connection.execute(
        "update variant set on_hand = on_hand + %s, stock_at = %s where sku = %s",
        (quantity, at, sku),
    )


def take_off(connection: Connection, sku: str, quantity: int, at: datetime) -> bool:
    """False when it is put aside or sold by now."""
    return (
        connection.execute(
            "update variant set on_hand = on_hand - %(n)s, stock_at = %(at)s"
            " where sku = %(sku)s and on_hand - reserved >= %(n)s",
            {"n": quantity, "at": at, "sku": sku},
        ).rowcount
        == 1
    )


def keep_again(connection: Connection, sku: str, quantity: int) -> None:
    """What had left with its customer is in the shop after all, reserved for them."""
    connection.execute(
        "update variant set reserved = reserved + %(n)s, on_hand = on_hand + %(n)s"
        " where sku = %(sku)s",
        {"n": quantity, "sku": sku},
    )


def correct(connection: Connection, sku: str, on_hand: int, at: datetime) -> bool:
    """Counted here. False when the SKU is not known."""
    return (
        connection.execute(
            "update variant set on_hand = %s, stock_at = %s, counted_at = %s where sku = %s",
            (on_hand, at, at, sku),
        ).rowcount
        == 1
    )


_STRANGERS: LiteralString = (
    "(select coalesce(sum(h.quantity), 0)::int from hold h where h.variant_id = v.id"
    " and h.status = 'active' and not exists"
    "  (select from orders o where o.contact_id = h.contact_id and o.status <> 'cancelled'))"
)
