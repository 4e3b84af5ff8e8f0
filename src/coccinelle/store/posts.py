"""Publications, and the products each one shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg.rows import class_row, dict_row

from coccinelle.store.database import Connection


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A product a publication shows. available: over all its sizes and colours."""

    ref: str
    name: str
    available: int


@dataclass(frozen=True, slots=True)
class PostRow:
    """shown: none while nobody said. by_member: who said it, "" for the file."""

    id: int
    network: str
    published_at: datetime
    caption: str
    url: str
    by_member: str
    shown: tuple[ShownRow, ...]


@dataclass(frozen=True, slots=True)
class SaidPost:
    """A publication that members spoke of. shows: references, the first product first."""

    network: str
    ref: str
    published_at: datetime
    caption: str
    url: str
    shows: Sequence[str]
    is_removed: bool


_POSTS = """
select p.id, p.network, p.published_at, p.caption, p.url, p.by_member, array(
    select jsonb_build_object('ref', r.ref, 'name', r.name, 'available', coalesce(
        (select sum(v.on_hand - v.reserved) from variant v where v.product_id = r.id), 0))
    from product r where r.id = p.product_id
        or r.id in (select x.product_id from post_product x where x.post_id = p.id)
    order by r.id <> p.product_id, r.id
) as shown
from post p where p.removed_at is null
"""
_LACKING = "p.product_id is null and p.by_member = ''"


def newest(
    connection: Connection, *, lacking_only: bool, limit: int, skipped: int = 0
) -> list[PostRow]:
    """Those nobody spoke of first. lacking_only: these alone."""
    return _many(
        connection,
        f" and ({_LACKING} or not %s) order by {_LACKING} desc, p.published_at desc, p.id desc"
        " limit %s offset %s",
        (lacking_only, limit, skipped),
    )


def load(connection: Connection, post_id: int) -> PostRow | None:
    return next(iter(_many(connection, " and p.id = %s", (post_id,))), None)


def lacking(connection: Connection) -> int:
    """How many nobody spoke of."""
    row = connection.execute(
        f"select count(*) from post p where p.removed_at is null and {_LACKING}"
    ).fetchone()
    return int(row[0]) if row else 0


def show(connection: Connection, post_id: int, *, product_ref: str, by: str) -> bool:
    """One more product. False when none bears this reference."""
    done = connection.execute(
        "with said as (update post set by_member = %(by)s, product_id = coalesce(product_id,"
        "  (select id from product where ref = %(ref)s)) where id = %(id)s"
        "  and exists (select from product where ref = %(ref)s) returning id, product_id),"
        " more as (insert into post_product (post_id, product_id) select s.id, r.id"
        "  from said s, product r where r.ref = %(ref)s and r.id <> s.product_id"
        "  on conflict do nothing)"
        " select from said",
        {"by": by, "ref": product_ref, "id": post_id},
    ).fetchone()
    return done is not None


def hide(connection: Connection, post_id: int, *, product_ref: str, by: str) -> None:
    """One product less; product_ref: "" for all of them."""
    who = {"by": by, "ref": product_ref, "id": post_id}
    connection.execute(
        "delete from post_product x using product r where x.post_id = %(id)s"
        " and r.id = x.product_id and (%(ref)s = '' or r.ref = %(ref)s)",
        who,
    )
    connection.execute(
        "update post p set by_member = %(by)s, product_id = (select min(x.product_id)"
        "  from post_product x where x.post_id = p.id) where p.id = %(id)s and (%(ref)s = ''"
        "  or p.product_id = (select id from product where ref = %(ref)s))",
        who,
    )
    connection.execute(
        "delete from post_product x using post p where p.id = %(id)s and x.post_id = p.id"
        " and x.product_id = p.product_id",
        who,
    )


def remove(connection: Connection, post_id: int, *, at: datetime) -> None:
    connection.execute("update post set removed_at = %s where id = %s", (at, post_id))


def give_back(connection: Connection, post_id: int) -> None:
    connection.execute("update post set removed_at = null where id = %s", (post_id,))


def known(connection: Connection, post_id: int) -> int | None:
    """Its id, whether it was taken out or not."""
    row = connection.execute("select id from post where id = %s", (post_id,)).fetchone()
    return int(row[0]) if row else None


def add(
    connection: Connection, *, network: str, ref: str, published_at: datetime, caption: str,
    url: str, product_ref: str, by: str,
) -> bool:  # fmt: skip
    """False when no product bears this reference; one that is known takes these words. Without a
    product, nobody has spoken of it yet."""
    return (
        connection.execute(
            "insert into post (network, ref, published_at, caption, url, by_member, product_id)"
            " select %(network)s, %(ref)s, %(at)s, %(caption)s, %(url)s,"
            " case when %(product)s = '' then '' else %(by)s end,"
            " (select id from product where ref = %(product)s)"
            " where %(product)s = '' or exists (select from product where ref = %(product)s)"
            " on conflict (business_id, network, ref) do update"
            " set published_at = excluded.published_at, caption = excluded.caption,"
            " url = excluded.url, removed_at = null,"
            " by_member = case when %(product)s = '' then post.by_member else %(by)s end,"
            " product_id = coalesce(excluded.product_id, post.product_id)",
            {"network": network, "ref": ref, "at": published_at, "caption": caption, "url": url,
             "by": by, "product": product_ref},
        ).rowcount
        == 1
    )  # fmt: skip


def said_here(connection: Connection) -> list[SaidPost]:
    """What the files say otherwise, or do not know."""
    with connection.cursor(row_factory=class_row(SaidPost)) as cursor:
        return cursor.execute(
            "select network, ref, published_at, caption, url, removed_at is not null as is_removed,"
            " array(select r.ref from product r where r.id = p.product_id or r.id in"
            "   (select x.product_id from post_product x where x.post_id = p.id)"
            "  order by r.id <> p.product_id, r.id) as shows from post p"
            " where by_member <> '' or removed_at is not null order by id"
        ).fetchall()


def say_again(connection: Connection, said: SaidPost, *, by: str, at: datetime) -> None:
    """Elsewhere, as it was said; a product that is not there is left out."""
    add(
        connection, network=said.network, ref=said.ref, published_at=said.published_at,
        caption=said.caption, url=said.url, product_ref="", by=by,
    )  # fmt: skip
    row = connection.execute(
        "select id from post where network = %s and ref = %s", (said.network, said.ref)
    ).fetchone()
    assert row is not None, "just added"
    hide(connection, row[0], product_ref="", by=by)
    for product_ref in said.shows:
        show(connection, row[0], product_ref=product_ref, by=by)
    if said.is_removed:
        remove(connection, row[0], at=at)


def _many(connection: Connection, where: str, values: tuple[object, ...]) -> list[PostRow]:
    with connection.cursor(row_factory=dict_row) as cursor:
        rows = cursor.execute((_POSTS + where).encode(), values).fetchall()
    return [PostRow(**{**row, "shown": _shown(row["shown"])}) for row in rows]


def _shown(products: list[dict[str, Any]]) -> tuple[ShownRow, ...]:
    return tuple(ShownRow(**one) for one in products)
