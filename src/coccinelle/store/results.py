"""What each day has besides its turns: messages by hour, marks, what it cost."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, LiteralString
from zoneinfo import ZoneInfo

from coccinelle.core.day_count import Tally
from coccinelle.store.database import Connection


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


_MARKS: LiteralString = """
select (asked_at at time zone %s)::date, count(*)::int,
    coalesce(array_agg(score) filter (where score is not null), '{}')
from satisfaction where asked_at >= %s and asked_at < %s group by 1
"""

# A message of which the provider told no number counts for one segment. Materialized, here and
# below: read by its time, whatever else the server thinks of first.
_SEGMENTS: LiteralString = """
with m as materialized (
    select (at at time zone %s)::date as day, channel_id, segments from message
    where direction = 'outbound' and sent_at is not null and at >= %s and at < %s
)
select m.day, sum(coalesce(m.segments, 1)) from m join channel c on c.id = m.channel_id
where c.kind = 'sms' group by 1
"""

_HOURS: LiteralString = """
with m as materialized (
    select at at time zone %s as at, conversation_id from message
    where direction = 'inbound' and automatic = '' and at >= %s and at < %s
)
select m.at::date, extract(hour from m.at)::int, count(*)::int
from m join conversation v on v.id = m.conversation_id join contact p on p.id = v.contact_id
where not p.is_team group by 1, 2
"""

_MODEL: LiteralString = """
select day, sum(cents) from model_spend where day >= %s and day < %s group by 1
"""
