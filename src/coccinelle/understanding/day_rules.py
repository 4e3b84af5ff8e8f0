"""What day each way of saying it means, counted from today."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from coccinelle.understanding.calendar_words import DAY, DAYS, MONTHS
from coccinelle.understanding.counting import count_of
from coccinelle.understanding.feasts import feast_day


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
    "manana": 1, "pasado manana": 2, "hoy": 0, "ayer": -1, "esta tarde": 0, "esta noche": 0,
    "domani": 1, "dopodomani": 2, "oggi": 0, "ieri": -1, "stasera": 0, "stamattina": 0,
    "morgen": 1, "ubermorgen": 2, "heute": 0, "gestern": -1, "vandaag": 0, "overmorgen": 2,
    "amanha": 1, "hoje": 0,
}  # fmt: skip
_A_DAY_BEFORE = re.compile(rf"(?:demain|{DAY}|\d|hier)(?: \w+)? $")


def relative(match: re.Match[str], now: Now) -> tuple[date, None]:
    return now.today + timedelta(days=OFFSETS[match[0]]), None


def today_alone(match: re.Match[str], now: Now) -> tuple[date, None] | None:
    """ "dans la journée" is today, unless it is "demain dans la journée"."""
    before = match.string[max(0, match.start() - 24) : match.start()]
    return None if _A_DAY_BEFORE.search(before) else (now.today, None)


def around_anchor(match: re.Match[str], now: Now) -> tuple[date, None] | None:
    step = -1 if "veille" in match[0] else 1
    return (now.anchor + timedelta(days=step), None) if now.anchor else None


_UNIT_DAYS = {"jour": 1, "day": 1, "semaine": 7, "week": 7, "fortnight": 14}
_GONE = re.compile(r"^(?:il y a|ca fait|cela fait|depuis)\b|\bago$")


def counted(match: re.Match[str], now: Now) -> tuple[date, None] | None:
    """ "dans 15 jours", "il y a une dizaine de jours", "in a fortnight"."""
    count = count_of(match["n"])
    if count is None:
        return None
    steps = -count if _GONE.search(match[0]) else count
    unit = match["unit"].removesuffix("s")
    if unit in ("moi", "month"):
        return months_later(now.today, steps), None
    return now.today + timedelta(days=steps * _UNIT_DAYS[unit]), None


def months_later(day: date, months: int) -> date:
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(day.day, last))


def weekday(match: re.Match[str], now: Now) -> tuple[date, None]:
    day, after, before = DAYS[match["day"]], match["after"] or "", match["before"] or ""
    if "semaine" in after:
        return _in_week(day, after, now), None
    if "derni" in after or "passe" in after or before == "last":
        return _last_weekday(now.today, day), None
    if weeks := _weeks_more(after, before):  # from the coming one, today included
        coming = next_weekday(now.today - timedelta(days=1), day)
        return coming + timedelta(days=7 * weeks), None
    if before == "next":  # English: the one of next week
        return _in_week(day, "prochaine", now), None
    if before in ("ce", "this") and now.today.weekday() == day:
        return now.today, None
    if now.past and not after:
        return _last_weekday(now.today, day), None
    start = now.anchor if now.anchor and ("suivant" in after or "d'apres" in after) else now.today
    return next_weekday(start, day), None


def _in_week(day: int, after: str, now: Now) -> date:
    monday = now.today - timedelta(days=now.today.weekday())
    step = 0 if "cette" in after else -7 if "derni" in after or "passe" in after else 7
    return monday + timedelta(days=step + day)


def _weeks_more(after: str, before: str) -> int:
    """ "samedi en huit", "Friday week", "a week on Friday": one more; "en quinze": two."""
    if after.endswith(("quinze", "15")):
        return 2
    return int(after.endswith(("huit", "8", "week")) or before.startswith("a week"))


def weekday_and_number(match: re.Match[str], now: Now) -> tuple[date, None]:
    """ "samedi 18": the number decides; the weekday only helps when the month is not said."""
    day = int(match["dom"])
    months = [months_later(now.today.replace(day=1), n) for n in range(-1 if now.past else 0, 12)]
    fits = [_in_month(m, day) for m in months]
    good = [d for d in fits if d and d.weekday() == DAYS[match["day"]]]
    near = [d for d in good if now.past or d >= now.today]
    return (near[0] if near and (near[0] - now.today).days < 60 else day_of_month(day, now)), None


def _in_month(month: date, day: int) -> date | None:
    try:
        return month.replace(day=day)
    except ValueError:
        return None


def number_alone(match: re.Match[str], now: Now) -> tuple[date, None]:
    return day_of_month(int(match["dom"]), now), None


def day_of_month(day: int, now: Now) -> date:
    """The nearest such day, today included, on the side the words are about."""
    months = range(0, -4, -1) if now.past else range(0, 4)
    fits = (_in_month(months_later(now.today.replace(day=1), n), day) for n in months)
    good = [d for d in fits if d and (d <= now.today if now.past else d >= now.today)]
    if not good:
        raise ValueError(day)
    return good[0]


def written(match: re.Match[str], now: Now) -> tuple[date, None]:
    groups = match.groupdict()
    day = 1 if groups["dom"] == "premier" else int(groups["dom"])
    year = groups.get("year")
    month = MONTHS.get(groups["month"]) or int(groups["month"])
    if month > 12 >= day:  # written the American way
        day, month = month, day
    if year:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, day), None
    return nearest(day, month, now, gone=bool(groups.get("gone"))), None


def nearest(day: int, month: int, now: Now, *, gone: bool = False) -> date:
    this = date(now.today.year, month, day)
    if now.past or gone:
        return this if this <= now.today else date(this.year - 1, month, day)
    return this if this >= now.today else date(this.year + 1, month, day)


def between(match: re.Match[str], now: Now) -> tuple[date, date]:
    day, month = match["dom"], match["month"] or match["later"]
    if month:
        first = nearest(int(day), MONTHS[month], now)
    else:
        first = day_of_month(int(day), now)
    return first, day_of_month(int(match["to"]), Now(first, None))


def feast(match: re.Match[str], now: Now) -> tuple[date, None] | None:
    day = feast_day(match, now.today, past=now.past)
    return (day, None) if day else None
