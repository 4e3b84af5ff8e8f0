"""Search over everything: what was said, who they are, their orders, products they asked for."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, LiteralString

from psycopg.rows import class_row

from coccinelle.store.database import Connection

LONGEST = 200  # characters of what is looked for
MESSAGES_READ = 300  # the newest that hold the words, whoever wrote them
FEWEST_DIGITS = 4  # of a phone number: fewer are everybody's
_NOT_TEXT = re.compile("[\x00\ud800-\udfff]")
_PHONE = re.compile(r"[+\d][\d\s.()-]*")

Why = Literal["contact", "order", "message", "product"]


@dataclass(frozen=True, slots=True)
class Hit:
    """One customer, and the best reason they were found. found: the name, the order's number, the
    product, the message's text. conversation_id, message_id: of a message."""

    contact_id: int
    why: Why
    found: str = field(repr=False)
    conversation_id: int | None
    message_id: int | None
    at: datetime | None


def search(connection: Connection, said: str, limit: int = 50) -> list[Hit]:
    """People and orders first, then messages, the newest first. Whatever is typed is words."""
    said = _NOT_TEXT.sub(" ", said)[:LONGEST].strip()
    if not said:
        return []
    with connection.cursor(row_factory=class_row(Hit)) as cursor:
        return cursor.execute(
            _SEARCH,
            {"said": said, "digits": _digits(said), "limit": limit, "read": MESSAGES_READ,
             "tokens": [token.lstrip("#") for token in said.upper().split()]},
        ).fetchall()  # fmt: skip


def _digits(said: str) -> str | None:
    """Of a phone number or a part of one, without the prefix that people leave out."""
    if not _PHONE.fullmatch(said):
        return None
    digits = re.sub(r"\D", "", said).removeprefix("0")
    return digits if len(digits) >= FEWEST_DIGITS else None


_SEARCH: LiteralString = """
with folded as (
    select array(select '%%' || w || '%%' from unnest(string_to_array(fold(%(said)s), ' ')) w
        where w <> '') as words
), people as (
    select id as contact_id, first_name || ' ' || last_name as found from contact, folded
    where cardinality(words) > 0 and contact.folded like all (words)
    union all
    select contact_id, value from address
    where position(lower(%(said)s) in value) > 0
        or kind = 'phone' and position(%(digits)s::text in value) > 0
    limit 200
), wares as (
    select id, name from product, folded
    where cardinality(words) > 0 and product.folded like all (words) limit 20
), wanted as (
    select v.id, w.name from variant v join wares w on w.id = v.product_id
), bought as (
    select l.order_id, w.name from wanted w cross join lateral (
        select order_id from order_line where variant_id = w.id order by order_id desc limit 200
    ) l order by 1 desc limit 200
), hits as (
    select contact_id, 'contact' as why, found, null::bigint as conversation_id,
        null::bigint as message_id, null::timestamptz as at, 1 as rank from people
    union all
    select contact_id, 'order', number, null, null, ordered_at, 2 from orders
    where number = any(%(tokens)s)
    union all
    select c.contact_id, 'message', m.text, m.conversation_id, m.id, m.at, 3
    from search_messages(%(said)s, %(read)s) s
    cross join lateral (select * from message where id = s.message_id limit 1) m
    join conversation c on c.id = m.conversation_id
    union all
    select o.contact_id, 'product', b.name, null, null, o.ordered_at, 4 from bought b
    cross join lateral (select * from orders where id = b.order_id limit 1) o
    union all
    (select h.contact_id, 'product', w.name, h.conversation_id, null, h.created_at, 4
    from wanted w join hold h on h.variant_id = w.id order by h.created_at desc limit 200)
), best as (
    select distinct on (h.contact_id) h.* from hits h
    cross join lateral (select is_team from contact where id = h.contact_id limit 1) p
    where not p.is_team order by h.contact_id, h.rank, h.at desc nulls last, h.message_id desc
)
select contact_id, why, left(found, 300) as found, conversation_id, message_id, at from best
order by rank, at desc nulls last, contact_id desc limit %(limit)s
"""
