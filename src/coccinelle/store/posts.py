"""Publications, and the product each one shows."""

from dataclasses import dataclass
from datetime import datetime

from psycopg.rows import class_row

from coccinelle.store.database import Connection


@dataclass(frozen=True, slots=True)
class PostRow:
    """product_ref, product: "" while nobody said. by_member: who said it, "" for the file."""

    id: int
    network: str
    published_at: datetime
    caption: str
    url: str
    by_member: str
    product_ref: str
    product: str


_POSTS = """
select p.id, p.network, p.published_at, p.caption, p.url, p.by_member,
    coalesce(r.ref, '') as product_ref, coalesce(r.name, '') as product
from post p left join product r on (r.business_id, r.id) = (p.business_id, p.product_id)
"""


def newest(connection: Connection, *, lacking_only: bool, limit: int) -> list[PostRow]:
    """Those that show nothing we know first. lacking_only: these alone."""
    with connection.cursor(row_factory=class_row(PostRow)) as cursor:
        return cursor.execute(
            _POSTS + " where p.product_id is null or not %s"
            " order by p.product_id is not null, p.published_at desc, p.id desc limit %s",
            (lacking_only, limit),
        ).fetchall()


def load(connection: Connection, post_id: int) -> PostRow | None:
    with connection.cursor(row_factory=class_row(PostRow)) as cursor:
        return cursor.execute(_POSTS + " where p.id = %s", (post_id,)).fetchone()


def lacking(connection: Connection) -> int:
    """How many show nothing we know."""
    row = connection.execute("select count(*) from post where product_id is null").fetchone()
    return int(row[0]) if row else 0


def show(connection: Connection, post_id: int, *, product_ref: str, by: str) -> bool:
    """product_ref: "" for nothing we sell. False when no product bears it."""
    return (
        connection.execute(
            "update post set by_member = %(by)s,"
            " product_id = (select id from product where ref = %(ref)s) where id = %(id)s"
            " and (%(ref)s = '' or exists (select from product where ref = %(ref)s))",
            {"by": by, "ref": product_ref, "id": post_id},
        ).rowcount
        == 1
    )


def add(
    connection: Connection, *, network: str, ref: str, published_at: datetime, caption: str,
    url: str, product_ref: str, by: str,
) -> bool:  # fmt: skip
    """False when no product bears this reference; one that is known takes these words."""
    return (
        connection.execute(
            "insert into post (network, ref, published_at, caption, url, by_member, product_id)"
            " select %(network)s, %(ref)s, %(at)s, %(caption)s, %(url)s, %(by)s,"
            " (select id from product where ref = %(product)s)"
            " where %(product)s = '' or exists (select from product where ref = %(product)s)"
            " on conflict (business_id, network, ref) do update"
            " set published_at = excluded.published_at, caption = excluded.caption,"
            " url = excluded.url, by_member = excluded.by_member, product_id = excluded.product_id",
            {"network": network, "ref": ref, "at": published_at, "caption": caption, "url": url,
             "by": by, "product": product_ref},
        ).rowcount
        == 1
    )  # fmt: skip
