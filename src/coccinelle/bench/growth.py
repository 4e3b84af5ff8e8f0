"""A database as it is after years: filled by the server itself, around the shop of the bench."""

from dataclasses import dataclass

from coccinelle.bench.shop import Shop

SIZES_OF_A_PRODUCT = 10  # variants of each product


@dataclass(frozen=True, slots=True)
class Size:
    """Of all businesses together; each has an equal part, the bench's own shop included."""

    messages: int = 100_000
    conversations: int = 10_000
    variants: int = 50_000
    businesses: int = 20


def grow(shop: Shop, size: Size) -> None:
    """About 15 s for a million messages. Row-level security does not bind the superuser, and no
    foreign key is checked: what is written here is right by construction."""
    shop.tell("set session_replication_role = replica")
    shop.tell(_BUSINESSES, {"shop": shop.business_id, "others": size.businesses - 1})
    shop.tell(_CATALOGUE, {
        "products": size.variants // SIZES_OF_A_PRODUCT, "sizes": SIZES_OF_A_PRODUCT,
        "businesses": size.businesses,
    })  # fmt: skip
    shop.tell(_CONVERSATIONS, {
        "conversations": size.conversations, "businesses": size.businesses,
    })  # fmt: skip
    for statement in (_MESSAGES, _TURNS):
        shop.tell(statement, {"each": max(1, size.messages // size.conversations)})
    shop.tell(_COMMITMENTS)
    shop.tell("update business set catalogue_version = catalogue_version + 1")
    shop.tell("set session_replication_role = origin")
    shop.tell("vacuum analyze")


_BUSINESSES = """
with shop as (select * from business where business_id = %(shop)s), made as (
    insert into business (business_id, slug, name, sector, timezone, hours, is_demo,
        clock_offset_seconds)
    select nextval('business_number'), 'grown-' || n, 'Boutique ' || n, sector, timezone, hours,
        true, clock_offset_seconds
    from shop, generate_series(1, %(others)s) n returning business_id
), opened as (
    insert into channel (business_id, kind, adapter, key, address)
    select business_id, 'sms', 'in_process', 'grown-' || business_id, 'grown-' || business_id
    from made returning business_id, id
)
select row_number() over () - 1 as n, business_id, channel_id into temp grown from (
    select business_id, id as channel_id from opened
    union all
    select business_id, id from channel where business_id = %(shop)s
) as businesses
"""

_CATALOGUE = """
with made as (
    insert into product (business_id, ref, name, category)
    select business_id, 'G-' || p, kinds[1 + p %% 6] || ' ' || stuffs[1 + p / 6 %% 5] || ' ' || p,
        'divers'
    from generate_series(1, %(products)s) p
    join grown on grown.n = p %% %(businesses)s,
    (select array['Veste', 'Chemise', 'Jupe', 'Pantalon', 'Foulard', 'Ceinture'] as kinds,
        array['lin', 'coton', 'soie', 'laine', 'cuir'] as stuffs) words
    returning business_id, id, ref
)
insert into variant (business_id, product_id, sku, color, size, price_cents, on_hand, position)
select business_id, id, ref || '-' || s, 'écru', (34 + 2 * s)::text, 4990, 3, s
from made, generate_series(1, %(sizes)s) s
"""

_CONVERSATIONS = """
with people as (
    insert into contact (business_id, ref, first_name)
    select business_id, 'grown-' || c, 'Alice'
    from generate_series(1, %(conversations)s) c
    join grown on grown.n = c %% %(businesses)s
    returning business_id, id, ref
), addresses as (
    insert into address (business_id, contact_id, kind, value)
    select business_id, id, 'email', ref || '@example.org' from people
    returning business_id, id, contact_id
)
insert into conversation (business_id, contact_id, channel_id, address_id, kind, last_seq,
    last_at)
select a.business_id, a.contact_id, grown.channel_id, a.id, 'sms', 1000000,
    now() - interval '2 days'
from addresses a join grown using (business_id)
"""

_MESSAGES = """
insert into message (business_id, conversation_id, channel_id, seq, direction, author, provider_id,
    text, at, state, sent_at)
select business_id, id, channel_id, n, case n %% 2 when 1 then 'inbound' else 'outbound' end,
    case n %% 2 when 1 then 'contact' else 'assistant' end, 'grown-' || id || '-' || n,
    'Bonjour, la robe fleurie bleue est-elle disponible en 38 ? Merci beaucoup !',
    now() - interval '2 days', case n %% 2 when 1 then 'answered' else 'delivered' end,
    now() - interval '2 days'
from conversation, generate_series(1, %(each)s) n where last_seq = 1000000
"""

_TURNS = """
insert into turn (business_id, conversation_id, lane, reading, decision, facts, timings, at)
select business_id, id, 'answer', '{"language": "fr"}', '{"lane": "answer"}', '[]', '{}',
    now() - interval '2 days'
from conversation, generate_series(1, (%(each)s + 1) / 2) n where last_seq = 1000000
"""

_COMMITMENTS = """
insert into commitment (business_id, kind, conversation_id, contact_id, reason, due_at, created_at)
select business_id, 'reminder', id, contact_id, 'Rappel', now() + interval '10 days', now()
from conversation where last_seq = 1000000 and id % 10 = 0
"""
