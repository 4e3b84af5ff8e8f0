"""Moments and durations as a policy writes them: "next_day 18:00", "+2d closing", "1h", "90m"."""

import re
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta

from coccinelle.core.hours import OpeningHours

_MOMENT = re.compile(r"(?:next_day|same_day|\+([0-9]{1,3})d) (closing|[0-2]?[0-9]:[0-5][0-9])")
_DURATION = re.compile(r"([0-9]{1,4})(m|h|d)")
_CLOCK = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


def check_moment(text: str) -> str:
    """Raises ValueError with what is accepted."""
    if not _MOMENT.fullmatch(text):
        raise ValueError(f"{text!r}: expected 'next_day 18:00', '+2d closing' or '+3d 12:00'")
    return text


def parse_duration(text: str) -> timedelta:
    """'90m', '1h', '2d'. Raises ValueError."""
    match = _DURATION.fullmatch(text)
    if not match:
        raise ValueError(f"{text!r}: expected a number followed by m, h or d")
    return timedelta(**{_UNITS[match[2]]: int(match[1])})


def a_month_later(day: date) -> date:
    """The same day of the next month, or its last one: 31 January gives 28 February."""
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def parse_clock(text: str) -> time:
    """'08:00'. Raises ValueError."""
    if not _CLOCK.fullmatch(text):
        raise ValueError(f"{text!r}: expected an hour like 08:00")
    return time.fromisoformat(text)


def parse_clock_range(text: str) -> tuple[time, time]:
    """'21:00-08:00'. Raises ValueError."""
    start, _, end = text.partition("-")
    return parse_clock(start), parse_clock(end)


def resolve_moment(text: str, *, now: datetime, hours: OpeningHours) -> datetime:
    """The moment counted from now, moved back to an hour when the business is open.

    Days are opening days: "next_day" said on a Saturday evening means Monday when Sunday is closed.
    """
    match = _MOMENT.fullmatch(check_moment(text))
    assert match is not None
    days = 0 if text.startswith("same_day") else int(match[1] or 1)
    local = now.astimezone(hours.zone)
    wanted = local.date() + timedelta(days=days)
    found = hours.next_ranges(wanted)
    day = found[0] if found else wanted
    closing = hours.closing(day)
    if match[2] == "closing" and closing is not None:
        return closing
    clock = time(18) if match[2] == "closing" else time.fromisoformat(match[2].zfill(5))
    return hours.within(datetime.combine(day, clock, hours.zone))


def later(at: datetime, pause: timedelta) -> datetime:
    """After that much time by any clock: `at + pause` reads the wall's, and in the hour that autumn
    gives twice it may lie in the past."""
    return (at.astimezone(UTC) + pause).astimezone(at.tzinfo)
