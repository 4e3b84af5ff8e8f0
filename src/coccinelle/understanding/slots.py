"""The days and hours that a message of ours proposes, and which of them an answer takes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time

from coccinelle.understanding.choices import ranked
from coccinelle.understanding.days import find_days
from coccinelle.understanding.numbers import NUMBER, number
from coccinelle.understanding.passage import Passage

_HOUR = re.compile(
    r"(?<![\d.,/:€-])(?P<h>[01]?\d|2[0-3])(?: ?(?:h|heures?|uhr)(?: ?(?P<m>[0-5]\d))?(?!\w)|"
    r"[:.](?P<n>[0-5]\d)(?: ?(?P<pm>[ap])\.?m\b)?(?!\d)| ?(?P<p>[ap])\.?m\b)|"
    r"\b(?:alle|as|a las|um) (?P<a>[01]?\d|2[0-3])(?![\d:h.])(?! ?(?:h|:))|"
    r"\b(?:(?P<noon>midi|noon|mezzogiorno|mediodia)|minuit|midnight)\b"
)
_NO_SLOT = re.compile(
    r"(?:jusqu'a|jusque|avant|until|till|before|des|a partir de|from|entre|between|ferm\w+ a|"
    r"ouvr\w+ a|complet\w*(?: a)?|full(?: at)?|pris\w*(?: a)?|plus (?:rien|de place) a|pas a|"
    r"not at|a la place d[eu]|au lieu d[eu]|instead of|depuis|since)"
    r"(?: (?:le|the|votre|your|celui|rendez-vous|soin|du|de))* $"
)
_TAKEN = re.compile(
    r"[^.!?,;]{0,24}\b(?:complets?|full|booked out|fermes?|closed|plus (?:de place|rien)|esgotado|"
    r"completo|ausgebucht)\b"
)
_WEEKDAYS = (
    "lun|lundi|mon|monday|lunes|lunedi|montag|maandag|segunda",
    "mar|mardi|tue|tues|tuesday|martes|martedi|dienstag|dinsdag|terca",
    "mer|mercredi|wed|wednesday|miercoles|mercoledi|mittwoch|woensdag|quarta",
    "jeu|jeudi|thu|thur|thurs|thursday|jueves|giovedi|donnerstag|donderdag|quinta",
    "ven|vendredi|fri|friday|viernes|venerdi|freitag|vrijdag|sexta",
    "sam|samedi|sat|saturday|sabado|sabato|samstag|zaterdag",
    "dim|dimanche|sun|sunday|domingo|domenica|sonntag|zondag",
)
_WEEKDAY = tuple(re.compile(rf"\b(?:{names})\b(?!-)") for names in _WEEKDAYS)
_NAMED_DAY = re.compile(
    rf"\b(?:{'|'.join(_WEEKDAYS)})(?:-feira)?\b\.?,?(?: (?:le|the|dia|den|il|el))? "
    r"(?P<d>[12]\d|3[01]|0?[1-9])\b(?! ?(?:h|:))"
)
_DAY_OF_MONTH = re.compile(
    r"(?:\b(?:le|the|on|du|al|el|il|dia|den|am)\s+)(?P<d>[12]\d|3[01]|0?[1-9])"
    r"(?:st|nd|rd|th|er)?\b(?! ?(?:h\b|heures?|:|am|pm|pers))"
    r"|\b(?P<e>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)\b"
)
_EARLY = re.compile(
    r"\b(?:plus )?tot\b|\bmatin(?:ee)?\b|\bmorning\b|\bearli(?:er|est)\b|\bearly\b|\bmanana\b|"
    r"\bmattin[ao]\b|\bpremiere? heure\b|\bsooner\b|\bsoonest\b|\bmanha\b"
)
_LATE = re.compile(
    r"\bplus tard\b|\bsoir(?:ee)?\b|\bapres[- ]midi\b|\baprem\b|\bevening\b|\bafternoon\b|"
    r"\blater\b|\blatest\b|\blate\b|\btarde?\b|\bpomeriggio\b|\bsera\b|\babend\b"
)
_QUARTERS = (
    (45, re.compile(r"\bmoins (?:le )?quart\b|\bquarter to\b")),
    (15, re.compile(r"\bet quart\b|\bquarter past\b")),
    (30, re.compile(r"\bet demie?\b|\bhalf past\b")),
)
_COUNT = re.compile(rf"\b{NUMBER}\b(?! ?(?:pers|people|adult|enfant|bebe|of us|ans\b|min))")
_LEFT_OUT = re.compile(r"\b(?:pas|sauf|sans|not|except|ni|but|excepte)(?: (?:le|la|on|the|ce))? $")


@dataclass(frozen=True, slots=True)
class When:
    """A day or an hour of a message, at [start, end) of its folded text."""

    start: int
    end: int
    day: date | None = None
    hour: time | None = None


def slots_in(folded: str, today: date) -> tuple[str, ...]:
    """ "2025-01-20 14:00", "2025-01-20" or "14:00", in the order of the text."""
    said = [s for s in _said(folded, today) if not _NO_SLOT.search(folded[: s.start])]
    days = [s for s in said if s.day and not _TAKEN.match(folded, s.end)]
    hours = [s for s in said if s.hour]
    if len(hours) == 1 and len({d.day for d in days}) > 1 and hours[0].start > days[-1].start:
        return tuple(dict.fromkeys(_slot(d.day, hours[0].hour) for d in days))
    timed = [_slot(_day_before(h, days), h.hour) for h in hours]
    alone = [_slot(d.day, None) for d in days if not any(str(d.day) in slot for slot in timed)]
    return tuple(dict.fromkeys(timed + alone))


def split_slot(slot: str) -> tuple[str, str]:
    """(day, hour), either empty when the slot has none."""
    parts = slot.split(" ")
    if len(parts) == 2:
        return parts[0], parts[1]
    return ("", slot) if ":" in slot else (slot, "")


def chosen_slot(passage: Passage, slots: Sequence[str]) -> str | None:
    """The one slot that the words fit; None when they fit several, or another."""
    folded = passage.text.folded
    for way in (_by_moment, _by_weekday, _by_hour_words):
        fitting = way(passage, slots)
        if len(fitting) == 1:
            return fitting[0]
        slots = fitting or slots
    ends = _by_end(folded, slots)
    return ends or ranked(folded, slots)


def _said(folded: str, today: date) -> Iterator[When]:
    hours = [(m.start(), m.end(), h) for m in _HOUR.finditer(folded) if (h := _hour(m))]
    for start, end, hour in hours:
        yield When(start, end, hour=hour)
    found = [(d.start, d.end, d.first) for d in find_days(folded, today, None) if d.first >= today]
    found += [(m.start(), m.end(), _next(int(m["d"]), today)) for m in _NAMED_DAY.finditer(folded)]
    seen: list[tuple[int, int]] = []
    for start, end, day in sorted(found, key=lambda f: (f[0], -f[1])):
        if not any(s < end and start < e for s, e in seen):
            seen.append((start, end))
            yield When(start, end, day=day)


def _hour(match: re.Match[str]) -> time | None:
    if match["noon"]:
        return time(12)
    digits = match["h"] or match["a"]
    if digits is None:
        return time(0)
    hour, half = int(digits), match["p"] or match["pm"]
    if half == "p" and hour < 12:
        hour += 12
    return time(hour, int(match["m"] or match["n"] or 0)) if hour < 24 else None


def _next(day: int, today: date) -> date:
    """The next such day of the month."""
    for ahead in range(14):
        month = (today.month - 1 + ahead) % 12 + 1
        year = today.year + (today.month - 1 + ahead) // 12
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    return today


def _day_before(hour: When, days: Sequence[When]) -> date | None:
    before = [d.day for d in days if d.start < hour.start]
    return before[-1] if before else days[0].day if days else None


def _slot(day: date | None, hour: time | None) -> str:
    parts = (day.isoformat() if day else "", f"{hour:%H:%M}" if hour else "")
    return " ".join(part for part in parts if part)


def _by_moment(passage: Passage, slots: Sequence[str]) -> list[str]:
    """The days and hours said that are among those proposed; a day left out is not taken."""
    folded = passage.text.folded
    said = list(_said(folded, passage.turn.now.date()))
    said += [
        When(f.start, f.end, hour=time.fromisoformat(str(f.value)))
        for f in passage.found
        if f.name == "time"
    ]
    said += [
        When(m.start(), m.end(), day=_next(int(m["d"] or m["e"]), passage.turn.now.date()))
        for m in _DAY_OF_MONTH.finditer(folded)
    ]
    kept = [s for s in said if not _LEFT_OUT.search(folded[: s.start])]
    days = {s.day.isoformat() for s in kept if s.day}
    hours = {f"{s.hour:%H:%M}" for s in kept if s.hour}
    first = min((s.start for s in kept if s.day), default=0)
    fitting = [s for s in slots if _fits(s, days, hours)]
    if len(fitting) > 1 and not hours:  # "ven. 24, jeudi j'ai chorale"
        lead = {s.day.isoformat() for s in kept if s.day and s.start == first}
        fitting = [s for s in fitting if split_slot(s)[0] in lead] or fitting
    return fitting


def _fits(slot: str, days: set[str], hours: set[str]) -> bool:
    day, hour = split_slot(slot)
    if not days and not hours:
        return False
    return (not days or not day or day in days) and (not hours or not hour or hour in hours)


def _by_weekday(passage: Passage, slots: Sequence[str]) -> list[str]:
    folded = passage.text.folded
    places = {
        n: m.start()
        for n, names in enumerate(_WEEKDAY)
        if (m := names.search(folded)) and not _LEFT_OUT.search(folded[: m.start()])
    }
    days = {s: date.fromisoformat(d).weekday() for s in slots if (d := split_slot(s)[0])}
    said = [s for s in slots if days.get(s) in places]
    first = min((places[days[s]] for s in said), default=0)
    return [s for s in said if places[days[s]] == first]


def _by_hour_words(passage: Passage, slots: Sequence[str]) -> list[str]:
    """ "eight's great", "moins le quart"."""
    folded = passage.text.folded
    hours = {s: time.fromisoformat(h) for s in slots if (h := split_slot(s)[1])}
    for minute, words in _QUARTERS:
        if words.search(folded):
            return [s for s, at in hours.items() if at.minute == minute]
    counts = {n for m in _COUNT.finditer(folded) if (n := number(m[0]))} - {1}
    return [s for s, at in hours.items() if {at.hour, at.hour % 12} & counts]


def _by_end(folded: str, slots: Sequence[str]) -> str | None:
    """ "le plus tôt", "celui de l'après-midi"."""
    ordered = sorted(slots)
    early, late = _EARLY.search(folded), _LATE.search(folded)
    if not ordered or bool(early) == bool(late):
        return None
    return ordered[0] if early else ordered[-1]
