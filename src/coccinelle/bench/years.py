"""A business as it is after a year: turns of every lane, what members did, what became of them."""

from datetime import datetime

from coccinelle.store.database import Connection, Database

EACH = 5  # turns of a conversation
BATCH = 5_000  # turns a statement


def fill_turns(
    database: Database, business_id: int, *, turns: int, days: int, until: datetime
) -> None:
    """By the program's own role, in a business that has a channel and articles. The turns are
    spread evenly over the opening hours of the days before `until`."""
    values: dict[str, object] = {"turns": turns, "days": days, "until": until, "each": EACH}
    _execute(database, business_id, _CONVERSATIONS, values)
    for begin in range(0, turns, BATCH):
        batch = {"from": begin, "to": min(begin + BATCH, turns)}
        _execute(database, business_id, _TURNS, values | batch)


def _execute(database: Database, business_id: int, sql: str, values: dict[str, object]) -> None:
    with database.transaction(business_id) as connection:
        _look_up_by_index(connection)
        connection.execute(sql.encode(), values)


def _look_up_by_index(connection: Connection) -> None:
    """Keys are checked by index even while the tables still seem empty."""
    connection.execute("set local enable_seqscan = off")
    connection.execute("set local statement_timeout = '60s'")


_CONVERSATIONS = """
with people as (
    insert into contact (ref, first_name)
    select 'year-' || n, 'Alice' from generate_series(0, (%(turns)s - 1) / %(each)s) n
    returning id
), addresses as (
    insert into address (contact_id, kind, value)
    select id, 'phone', '+336' || lpad(id::text, 8, '0') from people returning id, contact_id
)
insert into conversation (contact_id, channel_id, address_id, kind, last_at)
select contact_id, (select min(id) from channel), id, 'sms', %(until)s from addresses
"""

# Of ten: seven answered alone, a draft sent as it was and one edited, one left to a member. Of what
# was answered alone, one in seven has put something aside, a few were marked or corrected.
_TURNS = """
with spread as (
    select n, %(until)s::timestamptz - (%(days)s - n * %(days)s / %(turns)s) * interval '1 day'
        + n * %(days)s %% %(turns)s * (interval '10 hours' / %(turns)s) as at
    from generate_series(%(from)s::bigint, %(to)s::bigint - 1) n
), talks as (
    select id, contact_id, channel_id, row_number() over (order by id) - 1 as place
    from conversation where contact_id in (select id from contact where ref like 'year-%%')
), t as (
    insert into turn (conversation_id, lane, reading, decision, facts, timings, at)
    select talks.id, case n %% 10 when 7 then 'draft' when 8 then 'draft' when 9 then 'escalate'
        when 0 then 'act' else 'answer' end,
        jsonb_build_object('flags', '[]'::jsonb, 'reader', 'embedded', 'language', 'fr',
            'sentiment', 'neutral', 'answer', null, 'requests', jsonb_build_array(
            jsonb_build_object('intent', 'stock_availability', 'sub_kind', null, 'confidence', 0.95,
                'entities', jsonb_build_array(
                    jsonb_build_object('how', 'words', 'name', 'product', 'words', 'la robe',
                        'value', 'Robe fleurie bleue', 'ref', 'RF-' || n %% 90, 'candidates', '[]'),
                    jsonb_build_object('how', 'words', 'name', 'size', 'words', 'en 38',
                        'value', (34 + n %% 6 * 2)::text, 'ref', null, 'candidates', '[]'),
                    jsonb_build_object('how', 'words', 'name', 'date', 'words', 'demain',
                        'value', '2025-01-17', 'ref', null, 'candidates', '[]'))))),
        jsonb_build_object('lane', 'answer', 'outcomes', jsonb_build_array(jsonb_build_object(
            'lane', 'answer', 'skill', 'availability', 'intent', 'stock_availability', 'actions',
            '[]'::jsonb, 'sub_kind', null, 'reasons', '["Réglé en automatique"]'::jsonb))),
        jsonb_build_array(jsonb_build_object('name', 'stock', 'value', '3', 'source', 'stock')),
        '{}', at + interval '2 seconds'
    from spread join talks on talks.place = spread.n / %(each)s
    returning id, conversation_id, lane, at
), said as (
    insert into message (conversation_id, channel_id, seq, direction, author, text, at, turn_id,
        state, sent_at, segments)
    select t.conversation_id, talks.channel_id, t.id * 2 + way.n,
        case way.n when 0 then 'inbound' else 'outbound' end,
        case when way.n = 0 then 'contact' when lane in ('act', 'answer') then 'assistant'
            else 'member' end,
        case way.n when 0 then 'Bonjour, la robe fleurie bleue est-elle disponible en 38 ?'
            else 'Oui, il en reste deux en boutique. Voulez-vous que je vous la garde ?' end,
        case way.n when 0 then t.at - interval '2 seconds' else t.at end,
        case when way.n = 0 or lane in ('act', 'answer') then t.id end,
        case way.n when 0 then 'answered' else 'delivered' end,
        case way.n when 1 then t.at + t.id %% 5 * interval '1 second' end, 1
    from t join talks on talks.id = t.conversation_id, generate_series(0, 1) way(n)
), drafts as (
    insert into draft (conversation_id, turn_id, reason, text, answers_seq, status, created_at,
        ended_at, ended_by, edit_distance)
    select conversation_id, id, 'Conseil requis', 'Bonjour, je vous conseille la veste.', id * 2,
        case id %% 2 when 0 then 'sent' else 'edited' end, at, at + interval '5 minutes', 'Alice',
        case id %% 2 when 0 then 0 else 12 end
    from t where lane = 'draft'
), acts as (
    insert into action (turn_id, conversation_id, contact_id, kind, key, state, summary, at)
    select t.id, conversation_id, talks.contact_id, 'hold.place', 'year-' || t.id, 'done', '', at
    from t join talks on talks.id = t.conversation_id where lane = 'act'
    returning id, contact_id, conversation_id, at
), holds as (
    insert into hold (variant_id, contact_id, conversation_id, action_id, quantity, status, until,
        created_at, ended_at, ended_by)
    select (select min(id) from variant), contact_id, conversation_id, id, 1,
        case id %% 4 when 0 then 'expired' else 'picked_up' end, at + interval '1 day', at,
        at + interval '5 hours', 'Alice'
    from acts
), marks as (
    insert into satisfaction (contact_id, conversation_id, turn_id, asked_at, answered_at, score)
    select talks.contact_id, t.conversation_id, t.id, t.at + interval '2 hours',
        t.at + interval '3 hours', case t.id %% 9 when 0 then 1 else 5 end
    from t join talks on talks.id = t.conversation_id where t.id %% 11 = 0
)
insert into correction (turn_id, conversation_id, skill, kind, by_member, at)
select id, conversation_id, 'availability', 'wrong_fact', 'Alice', at + interval '1 hour'
from t where lane = 'answer' and id %% 97 = 0
"""
