"""The figures of a period: days that are over are counted once, the last ones each time."""

import hashlib
import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from coccinelle.core.day_count import DayCount, counted, days_of, midnight
from coccinelle.core.policy import DEFAULT_MINUTES
from coccinelle.core.results import Report, report
from coccinelle.core.verdicts import WINDOW
from coccinelle.engine.desk import Desk
from coccinelle.store import day_counts, results, served

SETTLED = WINDOW + timedelta(days=1)  # after its end, a day has no answer left to judge
A_RUN = 7  # days counted in one transaction
NIGHTLY = timedelta(days=366)  # the longest period a page shows
_COUNTING = 2  # another number: what was kept is counted again


def figures(desk: Desk, start: datetime, end: datetime) -> Report:
    """start is in it, end is not."""
    cents = desk.business.policy.sms_segment_cents
    return report(daily(desk, start, end), start=start, end=end, segment_cents=cents)


def daily(desk: Desk, start: datetime, end: datetime) -> list[DayCount]:
    """Each day that the period touches, in order."""
    zone = desk.business.zone
    start, end = start.astimezone(zone), end.astimezone(zone)
    whole = [day for day in days_of(start, end) if _is_whole(desk, day, start, end)]
    found: dict[date, DayCount] = {}
    if whole:
        with desk.transaction() as connection:
            found = day_counts.kept(connection, whole[0], whole[-1], _rules(desk), zone)
    missing = [day for day in days_of(start, end) if day not in found]
    for run in _runs(missing):
        first, until = midnight(run[0], zone), midnight(run[-1] + timedelta(days=1), zone)
        counts = _count(desk, max(start, first), min(end, until), set(whole))
        found |= {count.day: count for count in counts}
    return [found[day] for day in sorted(found)]


def count_closed_days(desk: Desk) -> None:
    """At night, so that nobody waits for it."""
    today = midnight(desk.now().date(), desk.business.zone)
    daily(desk, today - NIGHTLY, today)


def _count(desk: Desk, start: datetime, end: datetime, whole: set[date]) -> list[DayCount]:
    """Those that are settled are kept."""
    business, now = desk.business, desk.now()
    with desk.transaction() as connection:
        turns = served.served(connection, start, end)
        tallies = results.tallies(connection, start, end, business.zone)
        counts = counted(
            turns, tallies, start=start, end=end, now=now, minutes_of=business.policy.minutes_of
        )
        settled = [count for count in counts if count.day in whole and _is_settled(desk, count.day)]
        day_counts.keep(connection, settled, _rules(desk), now)
    return counts


def _is_whole(desk: Desk, day: date, start: datetime, end: datetime) -> bool:
    zone = desk.business.zone
    return start <= midnight(day, zone) and midnight(day + timedelta(days=1), zone) <= end


def _is_settled(desk: Desk, day: date) -> bool:
    return midnight(day + timedelta(days=1), desk.business.zone) + SETTLED <= desk.now()


def _rules(desk: Desk) -> str:
    """What changes the counts of a day that is over: the zone, and what a request takes."""
    business = desk.business
    said = [_COUNTING, business.zone.key, DEFAULT_MINUTES, business.policy.minutes_saved]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _runs(days: list[date]) -> Iterator[list[date]]:
    """Days that follow each other, a week of them at most."""
    run: list[date] = []
    for day in days:
        if run and (len(run) == A_RUN or day - run[-1] != timedelta(days=1)):
            yield run
            run = []
        run.append(day)
    if run:
        yield run
