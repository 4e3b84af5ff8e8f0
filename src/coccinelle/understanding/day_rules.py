"""What day each way of saying it means, counted from today."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from coccinelle.understanding.calendar_words import DAYS, MONTHS
from coccinelle.understanding.feasts import feast_day
from coccinelle.understanding.numbers import number


@dataclass(frozen=True, slots=True)
class Now:
    """anchor: the day last spoken of ("le lendemain"); past: the words before tell the past."""

    today: date
    anchor: date | None
    past: bool = False


def next_weekday(after: date, weekday: int) -> date:
    return after + timedelta(days=(weekday - after.weekday() - 1) % 7 + 1)


def _last_weekday(before: date, weekday: int) -> date:
    return before - timedelta(days=(before.weekday() - weekday - 1) % 7 + 1)


OFFSETS = {
    "apres-demain": 2, "apres demain": 2, "apresdemain": 2, "day after tomorrow": 2,
    "avant-hier": -2, "avant hier": -2, "day before yesterday": -2,
    "demain": 1, "tomorrow": 1, "hier": -1, "yesterday": -1, "last night": -1,
    "aujourd'hui": 0, "aujourd hui": 0, "today": 0, "tonight": 0, "ce soir": 0, "ce matin": 0,
    "ce midi": 0, "cet apres-midi": 0, "cet apres midi": 0, "cette apres-midi": 0,
    "cet aprem": 0, "cette aprem": 0, "cette nuit": 0, "this morning": 0, "this afternoon": 0,
    "this evening": 0, "tout a l'heure": 0, "ce jour": 0,
}  # fmt: skip


def relative(match: re.Match[str], now: Now) -> tuple[date, None]:
    return now.today + timedelta(days=OFFSETS[match[0]]), None


def around_anchor(match: re.Match[str], now: Now) -> tuple[date, None] | None:
    step = -1 if "veille" in match[0] else 1
    return (now.anchor + timedelta(days=step), None) if now.anchor else None


_UNIT_DAYS = {"jour": 1, "day": 1, "semaine": 7, "week": 7, "mois": 30, "month": 30}


def counted(match: re.Match[str], now: Now) -> tuple[date, None] | None:
    count = number(match["n"])
    unit = match["unit"].removesuffix("s") if match["unit"] != "mois" else "mois"
    if count is None:
        return None
    sign = -1 if match[0].startswith("il y a") or match[0].endswith("ago") else 1
    if unit in ("mois", "month"):
        return _months_later(now.today, sign * count), None
    return now.today + timedelta(days=sign * count * _UNIT_DAYS[unit]), None


def _months_later(day: date, months: int) -> date:
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(day.day, last))


def weekday(match: re.Match[str], now: Now) -> tuple[date, None]:
    day, after, before = DAYS[match["day"]], match["after"] or "", match["before"] or ""
    if "derni" in after or "passe" in after or before == "last":
        return _last_weekday(now.today, day), None
    if after.endswith(("huit", "8", "quinze", "15")):  # counted from the coming one, today included
        coming = next_weekday(now.today - timedelta(days=1), day)
        return coming + timedelta(days=7 if after.endswith(("huit", "8")) else 14), None
    if before == "next":  # English: the one of next week
        monday = now.today - timedelta(days=now.today.weekday())
        return monday + timedelta(days=7 + day), None
    if before in ("ce", "this") and now.today.weekday() == day:
        return now.today, None
    if now.past and not after:
        return _last_weekday(now.today, day), None
    start = now.anchor if now.anchor and ("suivant" in after or "d'apres" in after) else now.today
    return next_weekday(start, day), None


def weekday_and_number(match: re.Match[str], now: Now) -> tuple[date, None]:
    """ "samedi 18": the number decides; the weekday only helps when the month is not said."""
    day = int(match["dom"])
    months = [_months_later(now.today.replace(day=1), n) for n in range(-1 if now.past else 0, 12)]
    fits = [_in_month(m, day) for m in months]
    good = [d for d in fits if d and d.weekday() == DAYS[match["day"]]]
    near = [d for d in good if now.past or d >= now.today]
    return (near[0] if near and (near[0] - now.today).days < 60 else _day_of_month(day, now)), None


def _in_month(month: date, day: int) -> date | None:
    try:
        return month.replace(day=day)
    except ValueError:
        return None


def number_alone(match: re.Match[str], now: Now) -> tuple[date, None]:
    return _day_of_month(int(match["dom"]), now), None


def _day_of_month(day: int, now: Now) -> date:
    """The nearest such day, today included, on the side the words are about."""
    months = range(0, -4, -1) if now.past else range(0, 4)
    fits = (_in_month(_months_later(now.today.replace(day=1), n), day) for n in months)
    good = [d for d in fits if d and (d <= now.today if now.past else d >= now.today)]
    if not good:
        raise ValueError(day)
    return good[0]


def written(match: re.Match[str], now: Now) -> tuple[date, None]:
    groups = match.groupdict()
    day, year = int(groups["dom"]), groups.get("year")
    month = MONTHS.get(groups["month"]) or int(groups["month"])
    if month > 12 >= day:  # written the American way
        day, month = month, day
    if year:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, day), None
    return _nearest(day, month, now), None


def _nearest(day: int, month: int, now: Now) -> date:
    this = date(now.today.year, month, day)
    if now.past:
        return this if this <= now.today else date(this.year - 1, month, day)
    return this if this >= now.today else date(this.year + 1, month, day)


def between(match: re.Match[str], now: Now) -> tuple[date, date]:
    day, month = match["dom"].removesuffix("er"), match["month"] or match["later"]
    if month:
        first = _nearest(int(day), MONTHS[month], now)
    else:
        first = _day_of_month(int(day), now)
    return first, _day_of_month(int(match["to"]), Now(first, None))


def week(match: re.Match[str], now: Now) -> tuple[date, date]:
    said = match[0]
    monday = now.today - timedelta(days=now.today.weekday())
    if "prochain" in said or "next" in said or "qui vient" in said or "d'apres" in said:
        monday += timedelta(days=7)
    if "derni" in said or "last" in said or "passe" in said:
        monday -= timedelta(days=7)
    if "weekend" in said.replace(" ", "").replace("-", ""):
        return monday + timedelta(days=5), monday + timedelta(days=6)
    if "fin de semaine" in said or "fin de la semaine" in said:
        return monday + timedelta(days=4), monday + timedelta(days=6)
    sunday = monday + timedelta(days=6)
    return (max(monday, now.today) if sunday >= now.today else monday), sunday


def feast(match: re.Match[str], now: Now) -> tuple[date, None] | None:
    day = feast_day(match["feast"] or match["plain"], now.today, past=now.past)
    return (day, None) if day else None


def month(match: re.Match[str], now: Now) -> tuple[date, date]:
    """ "début mars", "mi-mars", "fin mars", "en mars"."""
    start = _nearest(1, MONTHS[match["month"]], now)
    if start.year > now.today.year and start.month == now.today.month and not now.past:
        start = start.replace(year=now.today.year)
    end = _months_later(start, 1) - timedelta(days=1)
    part = match["part"] or ""
    if "debut" in part:
        return start, start + timedelta(days=9)
    if "mi" in part:
        return start + timedelta(days=9), start + timedelta(days=19)
    return (start + timedelta(days=20), end) if "fin" in part else (start, end)
