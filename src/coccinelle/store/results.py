"""What the figures of a period are summed from: its turns with their answers, marks and costs."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, LiteralString
from zoneinfo import ZoneInfo

from coccinelle.core.day_count import Tally
from coccinelle.core.verdicts import WINDOW, Served
from coccinelle.store.database import Connection

_A_WEEK = timedelta(weeks=1)
_AN_ANSWER = timedelta(days=1)  # a turn's messages came this long before it at most


def served(connection: Connection, start: datetime, end: datetime) -> list[Served]:
    """Received in the period, and in the 72 hours after it: they tell what became of it."""
    return [turn for week in _weeks(start, end + WINDOW) for turn in _of(connection, *week)]


def tallies(
    connection: Connection, start: datetime, end: datetime, zone: ZoneInfo
) -> dict[date, Tally]:
    """What each day of the period has besides its turns; a day with nothing is not in it."""
    between = (zone.key, start, end)
    marks = dict(_rows(connection, _MARKS, between))
    segments = dict(_rows(connection, _SEGMENTS, between))
    hours: dict[date, Counter[int]] = {}
    for day, (hour, n) in _rows(connection, _HOURS, between):
        hours.setdefault(day, Counter())[hour] = n
    dates = (start.astimezone(zone).date(), end.astimezone(zone).date())
    cents = dict(_rows(connection, _MODEL, dates))
    return {
        day: Tally(
            hours.get(day, Counter()),
            asked=marks.get(day, (0, ()))[0],
            scores=tuple(marks.get(day, (0, ()))[1]),
            sms_segments=int(segments.get(day, (0,))[0]),
            model_cents=float(cents.get(day, (0,))[0]),
        )
        for day in hours.keys() | marks.keys() | segments.keys() | cents.keys()
    }


def _rows(
    connection: Connection, sql: LiteralString, values: tuple[object, ...]
) -> Iterator[tuple[date, Any]]:
    """By the day, which each row begins with."""
    for day, *rest in connection.execute(sql, values):
        yield day, tuple(rest)


def _weeks(start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Week by week, however long the period: no statement of a busy shop takes seconds."""
    while start < end:
        until = min(start + _A_WEEK, end)
        yield start, until
        start = until


def _of(connection: Connection, start: datetime, end: datetime) -> list[Served]:
    between = {"start": start, "end": end}
    turns = connection.execute(
        _TURNS, {**between, "heard_from": start - _AN_ANSWER, "window": WINDOW}
    ).fetchall()
    alone = connection.execute(_LEFT_TO_A_MEMBER, between).fetchall()
    return [_turn(row) for row in turns] + [
        Served(None, contact_id, "member", received_at, answered_at)
        for contact_id, received_at, answered_at in alone
    ]


def _turn(row: tuple[Any, ...]) -> Served:
    (turn_id, contact_id, lane, outcomes, about, answer, received_at, replied_at, by_member_at,
     draft_status, edited, is_corrected, has_proof, score) = row  # fmt: skip
    is_automatic = lane in ("answer", "act")
    return Served(
        turn_id=turn_id,
        contact_id=contact_id,
        lane=lane,
        received_at=received_at,
        answered_at=replied_at if is_automatic else by_member_at,
        intents=tuple(_intent(outcome) for outcome in outcomes or ()),
        about={one["name"]: str(one["ref"] or one["value"]) for one in about},
        answer=answer or "",
        has_draft=draft_status in ("waiting", "sent", "edited"),
        edited=0.0 if draft_status == "sent" else edited,
        is_corrected=is_corrected,
        has_proof=has_proof,
        score=score,
    )


def _intent(outcome: dict[str, Any]) -> str:
    kind = outcome.get("sub_kind")
    return f"{outcome['intent']}/{kind}" if kind else str(outcome["intent"])


_MARKS: LiteralString = """
select (asked_at at time zone %s)::date, count(*)::int,
    coalesce(array_agg(score) filter (where score is not null), '{}')
from satisfaction where asked_at >= %s and asked_at < %s group by 1
"""

# A message of which the provider told no number counts for one segment.
_SEGMENTS: LiteralString = """
select (m.at at time zone %s)::date, sum(coalesce(m.segments, 1))
from message m join channel c on c.id = m.channel_id
where m.direction = 'outbound' and m.sent_at is not null and c.kind = 'sms'
    and m.at >= %s and m.at < %s group by 1
"""

_HOURS: LiteralString = """
select local.at::date, extract(hour from local.at)::int, count(*)::int
from message m join conversation v on v.id = m.conversation_id
join contact p on p.id = v.contact_id
cross join lateral (select m.at at time zone %s as at) local
where m.direction = 'inbound' and m.automatic = '' and not p.is_team
    and m.at >= %s and m.at < %s group by 1, 2
"""

_MODEL: LiteralString = """
select day, sum(cents) from model_spend where day >= %s and day < %s group by 1
"""

# A turn whose messages were answered anew by a later one has none left: it is no answer to count.
_TURNS = """
with t as (
    select t.id, t.conversation_id, v.contact_id, t.lane, t.decision, t.reading, t.at
    from turn t join conversation v on v.id = t.conversation_id
    join contact p on p.id = v.contact_id
    where t.at >= %(start)s and t.at < %(end)s and not p.is_team
), said as (
    select turn_id, min(at) filter (where direction = 'inbound') as received_at,
        min(sent_at) filter (where author = 'assistant' and purpose in ('reply', 'consent'))
            as replied_at
    from message where turn_id is not null and at >= %(heard_from)s and at < %(end)s group by 1
), drafted as (
    select distinct on (turn_id) turn_id, status,
        edit_distance::float / greatest(length(text), 1) as edited
    from draft where turn_id is not null and created_at >= %(start)s order by turn_id, id desc
), picked_up as (
    select distinct a.turn_id from hold h join action a on a.id = h.action_id
    where h.status = 'picked_up' and h.created_at >= %(start)s
), marked as (
    select turn_id, min(score) as score from satisfaction
    where score is not null and asked_at >= %(start)s group by 1
), delivered as (
    select number, delivered_at from orders where delivered_at >= %(start)s
)
select t.id, t.contact_id, t.lane, t.decision -> 'outcomes', named.about,
    t.reading #>> '{answer,kind}', said.received_at, said.replied_at,
    case when t.lane in ('draft', 'escalate') then (
        select min(coalesce(m.sent_at, m.at)) from message m
        where m.conversation_id = t.conversation_id and m.direction = 'outbound'
            and m.author = 'member' and m.at >= t.at) end,
    drafted.status, drafted.edited,
    exists (select from correction c where c.turn_id = t.id),
    picked_up.turn_id is not null or (
        t.decision @> '{"outcomes": [{"intent": "order_status"}]}' and exists (
            select from delivered d where d.delivered_at between t.at and t.at + %(window)s
                and d.number in (select one ->> 'value' from jsonb_array_elements(named.about) one
                    where one ->> 'name' = 'order_number'))),
    marked.score
from t join said on said.turn_id = t.id and said.received_at is not null
cross join lateral (
    select coalesce(jsonb_path_query_array(t.reading,
        '$.requests[*].entities[*] ? (@.name == "order_number" || @.name == "product"
            || @.name == "size" || @.name == "color")'), '[]') as about) named
left join drafted on drafted.turn_id = t.id
left join picked_up on picked_up.turn_id = t.id
left join marked on marked.turn_id = t.id
order by t.id
"""

_LEFT_TO_A_MEMBER = """
select v.contact_id, m.at, (
    select min(coalesce(r.sent_at, r.at)) from message r
    where r.conversation_id = m.conversation_id and r.direction = 'outbound'
        and r.author = 'member' and r.at >= m.at)
from message m join conversation v on v.id = m.conversation_id
join contact p on p.id = v.contact_id
where m.direction = 'inbound' and m.turn_id is null and m.state = 'answered' and m.automatic = ''
    and m.purpose not in ('stop', 'satisfaction') and not p.is_team
    and m.at >= %(start)s and m.at < %(end)s
order by m.id
"""
