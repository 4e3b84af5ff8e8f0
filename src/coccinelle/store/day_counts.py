"""Days that are over, as they were counted; one that a later sign speaks of is counted again."""

from datetime import date, datetime
from typing import Any, LiteralString
from zoneinfo import ZoneInfo

from psycopg.types.json import Jsonb
from pydantic import TypeAdapter

from coccinelle.core.day_count import DayCount, midnight
from coccinelle.store.database import Connection

_COUNT = TypeAdapter(DayCount)


def keep(connection: Connection, counts: list[DayCount], rules: str, at: datetime) -> None:
    """rules: what they were counted with. Kept under another, they are of no use any more."""
    for count in counts:
        connection.execute(
            "insert into day_count (day, counts, rules, counted_at) values (%s, %s, %s, %s)"
            " on conflict (business_id, day) do update set counts = excluded.counts,"
            " rules = excluded.rules, counted_at = excluded.counted_at",
            (count.day, Jsonb(_COUNT.dump_python(count, mode="json")), rules, at),
        )


def kept(
    connection: Connection, first: date, last: date, rules: str, zone: ZoneInfo
) -> dict[date, DayCount]:
    """Those that are still true: nothing was said, done or proven since about their turns."""
    rows = connection.execute(
        "select day, counts, counted_at from day_count where day between %s and %s and rules = %s",
        (first, last, rules),
    ).fetchall()
    if not rows:
        return {}
    changed = _changed(connection, rows, midnight(first, zone), zone)
    return {day: _COUNT.validate_python(counts) for day, counts, _ in rows if day not in changed}


def _changed(
    connection: Connection, rows: list[tuple[Any, ...]], start: datetime, zone: ZoneInfo
) -> set[date]:
    """A turn is counted on the day its first message came: its own day, or the one before."""
    signs = connection.execute(
        _SIGNS,
        {"zone": zone.key, "start": start, "since": min(counted_at for *_, counted_at in rows)},
    ).fetchall()
    return {
        day
        for day, _, counted_at in rows
        for turned, told_at in signs
        if told_at >= counted_at and (turned - day).days in (0, 1)
    }


# An answer by hand is a sign when it is the first one, days after the question.
_SIGNS: LiteralString = """
select (turned_at at time zone %(zone)s)::date, max(told_at) from (
    select t.at as turned_at, c.at as told_at from correction c join turn t on t.id = c.turn_id
    where c.at >= %(since)s
    union all
    select asked_at, answered_at from satisfaction where answered_at >= %(since)s
    union all
    select t.at, s.answered_at from satisfaction s join turn t on t.id = s.turn_id
    where s.answered_at >= %(since)s
    union all
    select t.at, d.ended_at from draft d join turn t on t.id = d.turn_id
    where d.ended_at >= %(since)s
    union all
    select t.at, h.ended_at from hold h join action a on a.id = h.action_id
    join turn t on t.id = a.turn_id where h.status = 'picked_up' and h.ended_at >= %(since)s
    union all
    select asked.at, m.at from message m cross join lateral (
        select t.at from turn t where t.conversation_id = m.conversation_id
            and t.lane in ('draft', 'escalate')
        union all
        select q.at from message q where q.conversation_id = m.conversation_id
            and q.direction = 'inbound' and q.turn_id is null and q.state = 'answered') asked
    where m.direction = 'outbound' and m.author = 'member' and m.at >= %(since)s
        and asked.at >= %(start)s and asked.at < m.at - interval '3 days'
        and not exists (select from message r where r.conversation_id = m.conversation_id
            and r.direction = 'outbound' and r.author = 'member'
            and r.at >= asked.at and r.at < m.at)
) signs where turned_at >= %(start)s - interval '1 day' group by 1
"""
