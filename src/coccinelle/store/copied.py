"""What of a shop goes into a copy of it: its card, rules, articles and pages; no customer."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, LiteralString

from psycopg.rows import class_row

from coccinelle.core.business import Business
from coccinelle.core.hours import WEEKDAYS
from coccinelle.store import businesses, knowledge
from coccinelle.store.database import Connection
from coccinelle.store.importing.folder import (
    BusinessEntry,
    BusinessFolder,
    KnowledgeEntry,
    PostEntry,
    ProductEntry,
    VariantEntry,
)


@dataclass(frozen=True, slots=True)
class Made:
    """at: when the copy was made, in real time; marks: one for each part of what the shop was, and
    which catalogue it is."""

    at: datetime | None
    marks: dict[str, str]


@dataclass(frozen=True, slots=True)
class ShownToo:
    """Another product of a publication."""

    network: str
    ref: str
    product_ref: str


def goods_and_card(connection: Connection) -> BusinessFolder:
    """What the shop is and sells, as a folder would tell it; of its customers, nothing.

    What is put aside for them is not on hand: it cannot be had in the copy either.
    """
    return BusinessFolder(
        business=_card(businesses.current(connection)),
        products=tuple(_all(connection, ProductEntry, _PRODUCTS)),
        variants=tuple(_all(connection, VariantEntry, _VARIANTS)),
        posts=tuple(_all(connection, PostEntry, _POSTS)),
        knowledge=tuple(
            KnowledgeEntry(e.page, e.question, e.answer) for e in knowledge.entries(connection)
        ),
    )


def shown_too(connection: Connection) -> list[ShownToo]:
    """What publications show beside their first product: a folder has no word for it."""
    return _all(connection, ShownToo, _SHOWN_TOO)


def show_too(connection: Connection, shown: Sequence[ShownToo]) -> None:
    columns = [[getattr(one, name) for one in shown] for name in ("network", "ref", "product_ref")]
    connection.execute(_SHOW_TOO, columns)


def keep_mark(connection: Connection, made: Made) -> None:
    connection.execute(
        "update business set copied_at = %s, copied = %s", (made.at, json.dumps(made.marks))
    )


def made(connection: Connection) -> Made:
    row = connection.execute("select copied_at, copied from business").fetchone()
    return Made(row[0], row[1] or {}) if row else Made(None, {})


def marks(connection: Connection) -> dict[str, str]:
    """Of the shop as it is now: its rules, its articles, its pages; stock moves all day."""
    row = connection.execute(_MARKS).fetchone()
    return dict(zip(("catalogue", "rules", "goods", "pages"), row, strict=True)) if row else {}


def _card(business: Business) -> BusinessEntry:
    """As it is now, with what its members set."""
    own = {name: getattr(business, name) for name in _OWN}
    hours = {
        day: [f"{start:%H:%M}-{end:%H:%M}" for start, end in ranges]
        for day, ranges in zip(WEEKDAYS, business.hours.week, strict=True)
        if ranges
    }
    return BusinessEntry(
        **own,
        timezone=business.zone.key,
        hours=hours,
        closures=tuple(sorted(business.hours.closures)),
        policy=business.policy.model_dump(mode="json", exclude_defaults=True),
        legal=asdict(business.legal) if business.legal else {},
    )


def _all(connection: Connection, value: type[Any], query: LiteralString) -> list[Any]:
    with connection.cursor(row_factory=class_row(value)) as cursor:
        return cursor.execute(query).fetchall()


_OWN = ("slug", "name", "sector", "language", "address", "phone", "email", "parking", "owner_name",
        "owner_phone", "owner_email")  # fmt: skip
_PRODUCTS: LiteralString = "select ref, name, category, tags, aliases from product order by id"
_VARIANTS: LiteralString = """
select v.sku, p.ref as product_ref, v.color, v.size, v.price_cents,
    greatest(0, v.on_hand - v.reserved) as stock
from variant v join product p on (p.business_id, p.id) = (v.business_id, v.product_id)
order by v.position, v.id
"""
_POSTS: LiteralString = """
select network, s.ref, published_at, caption, p.ref as product_ref, url
from post s join product p on (p.business_id, p.id) = (s.business_id, s.product_id)
where s.removed_at is null order by s.id
"""
_SHOWN_TOO: LiteralString = """
select s.network, s.ref, p.ref as product_ref from post_product x
join post s on (s.business_id, s.id) = (x.business_id, x.post_id)
join product p on (p.business_id, p.id) = (x.business_id, x.product_id)
where s.removed_at is null order by s.id, p.id
"""
_SHOW_TOO: LiteralString = """
insert into post_product (post_id, product_id)
select s.id, p.id from unnest(%s::text[], %s::text[], %s::text[]) as f(network, ref, product_ref)
join post s on (s.network, s.ref) = (f.network, f.ref) join product p on p.ref = f.product_ref
on conflict do nothing
"""
_MARKS: LiteralString = """
select b.slug || ':' || b.catalogue_version,
    md5(concat_ws('|', b.name, b.timezone, b.language, b.address, b.phone, b.email, b.parking,
        b.hours, b.closures, b.policy, b.legal,
        (select string_agg(s.key || s.value::text, '|' order by s.key) from setting s),
        (select string_agg(a.skill || a.level, '|' order by a.skill) from autonomy a))),
    md5(concat_ws('|', b.catalogue_version, (select concat(count(*), max(id)) from post),
        (select string_agg(concat_ws(' ', p.id, p.product_id, p.removed_at), '|' order by p.id)
            from post p where p.by_member <> '' or p.removed_at is not null),
        (select string_agg(concat_ws(' ', post_id, product_id), '|' order by post_id, product_id)
            from post_product))),
    md5((select coalesce(string_agg(k.question || k.answer, '|' order by k.id), '')
        from knowledge k where k.removed_at is null))
from business b
"""
