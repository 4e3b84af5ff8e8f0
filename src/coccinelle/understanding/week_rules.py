"""What weeks, week-ends and months mean as ranges of days: "la semaine du 27", "fin du mois"."""

import re
from datetime import date, timedelta

from coccinelle.understanding.calendar_words import DAYS, MONTHS
from coccinelle.understanding.day_rules import Now, day_of_month, months_later, nearest

_NEXT = ("prochain", "next", "qui vient", "d'apres", "suivant")
_LAST = ("derni", "last", "passe")
_WEEK_END = re.compile(r"week-? ?end|\bwe\b")
_PARTS = {"debut": "first", "early": "first", "beginning": "first", "start": "first"}
_PARTS |= {"mi": "middle", "milieu": "middle", "middle": "middle"}
_PARTS |= {"fin": "last", "late": "last", "end": "last"}
_NTH = {"1er": 0, "premier": 0, "first": 0, "deuxieme": 1, "2e": 1, "second": 1}
_NTH |= {"troisieme": 2, "3e": 2, "third": 2}  # "dernier", "last": as many weeks as there are
_Days = tuple[date, date]


def week(match: re.Match[str], now: Now) -> _Days:
    """Of this week, only the days left; the first or last three days when only they are said."""
    said = match[0]
    monday = _monday(now.today) + timedelta(days=7 * _step(said))
    if _WEEK_END.search(said) and "semaine" not in said:
        return monday + timedelta(days=5), monday + timedelta(days=6)
    sunday = monday + timedelta(days=6)
    match _part_of(said):
        case "last":
            return monday + timedelta(days=4), sunday
        case "first":
            return monday, monday + timedelta(days=2)
        case _:
            return (max(monday, now.today) if sunday >= now.today else monday), sunday


def week_of(match: re.Match[str], now: Now) -> _Days:
    """ "la semaine du 27 janvier", "le week-end du 25": the one that holds that day."""
    if match["month"]:
        day = nearest(int(match["dom"]), MONTHS[match["month"]], now)
    else:
        day = day_of_month(int(match["dom"]), now)
    monday = _monday(day)
    first = monday + timedelta(days=5) if _WEEK_END.search(match[0]) else monday
    return first, monday + timedelta(days=6)


def month(match: re.Match[str], now: Now) -> _Days:
    """ "début mars", "mi-mars", "fin mars", "en mars": the coming one, this one included."""
    return _part_of_month(_month_start(match, now), _part_of(match[0]))


def _month_start(match: re.Match[str], now: Now) -> date:
    start = nearest(1, MONTHS[match["month"]], now)
    if start.year > now.today.year and start.month == now.today.month and not now.past:
        return start.replace(year=now.today.year)
    return start


def month_by_place(match: re.Match[str], now: Now) -> _Days:
    """ "le mois prochain", "à la fin du mois"; of this month, only the days left."""
    start = months_later(now.today.replace(day=1), _step(match[0]))
    first, last = _part_of_month(start, _part_of(match[0]))
    return (max(first, now.today) if first <= now.today <= last else first), last


def day_of_month_by_place(match: re.Match[str], now: Now) -> tuple[date, None]:
    """ "le 15 du mois prochain"."""
    month_start = months_later(now.today.replace(day=1), _step(match[0]))
    return month_start.replace(day=int(match["dom"])), None


def nth_weekday(match: re.Match[str], now: Now) -> tuple[date, None]:
    """ "le premier samedi de février", "the last Friday of March"."""
    start = _month_start(match, now)
    first = start + timedelta(days=(DAYS[match["day"]] - start.weekday()) % 7)
    last = months_later(start, 1) - timedelta(days=1)
    weeks = _NTH.get(match["nth"], (last - first).days // 7)
    return first + timedelta(days=7 * weeks), None


def _step(said: str) -> int:
    if any(word in said for word in _NEXT):
        return 1
    return -1 if any(word in said for word in _LAST) else 0


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _part_of(said: str) -> str:
    words = re.findall(r"\w+", said)
    return next((_PARTS[word] for word in words if word in _PARTS), "")


def _part_of_month(start: date, part: str) -> _Days:
    match part:
        case "first":
            return start, start + timedelta(days=9)
        case "middle":
            return start + timedelta(days=9), start + timedelta(days=19)
        case _:
            end = months_later(start, 1) - timedelta(days=1)
            return (start + timedelta(days=20), end) if part == "last" else (start, end)
