"""The ways of saying an hour or a part of the day, and what reads each."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, time

from coccinelle.understanding.calendar_words import DAY
from coccinelle.understanding.clock import (
    AMPM,
    ANY,
    BARE,
    BARE_END,
    CLOCK,
    ENGLISH,
    NAMED,
    SPOKEN,
    TWELVE,
    clock,
)
from coccinelle.understanding.counting import COUNT, count_of

Part = str  # morning, noon, afternoon, end_of_afternoon, evening, end_of_day, opening, closing


@dataclass(frozen=True, slots=True)
class Hour:
    """at: as said, when it is an hour; part: the part of the day; moment: counted from now.

    sure: false when morning or evening was left open ("à 6h", "at 6").
    """

    start: int
    end: int
    at: time | None = None
    until: time | None = None
    part: Part = ""
    moment: datetime | None = None
    sure: bool = True
    same: bool = False


Read = Callable[[re.Match[str], datetime], Hour | None]

_FRACTIONS = {
    "une demi": 0.5, "une demie": 0.5, "1/2": 0.5, "half an": 0.5, "un quart d'": 0.25,
    "1/4 d'": 0.25, "trois quarts d'": 0.75, "trois quart d'": 0.75, "3/4 d'": 0.75, "l'": 1,
}  # fmt: skip
_MORE = {"et demie": 30, "et demi": 30, "et quart": 15}
_LONGEST = 600  # minutes or hours from now: more is a typing error


def _from_now(match: re.Match[str], now: datetime) -> Hour | None:
    """Elapsed time: a clock change in between counts."""
    count = _FRACTIONS.get(match["n"]) or count_of(match["n"])
    if count is None or count > _LONGEST:
        return None
    more = (match["more"] or "").strip()
    minutes = count * (60 if match["unit"].startswith("h") else 1)
    minutes += _MORE[more] if more in _MORE else int(more or 0)
    moment = datetime.fromtimestamp(now.timestamp() + minutes * 60, now.tzinfo)
    return Hour(match.start(), match.end(), moment=moment.replace(second=0, microsecond=0))


def _range(match: re.Match[str], now: datetime) -> Hour | None:
    first, sure = clock(match["a"])
    last, _ = clock(match["b"])
    if first is None or last is None:
        return None
    if last <= first and last.hour <= 12:  # "from 2 to 4pm", "entre 7 et 8h du soir"
        last = last.replace(hour=(last.hour + 12) % 24)
    if match["b"].rstrip(".").endswith(("pm", "p.m")) and first.hour < 12 and "m" not in match["a"]:
        first = first.replace(hour=first.hour + 12)
    return Hour(match.start(), match.end(), first, last, sure=sure)


def _range_after_a_day(match: re.Match[str], now: datetime) -> Hour | None:
    hour = _range(match, now)
    return hour and replace(hour, start=match.start("from"))


def _said(match: re.Match[str], now: datetime) -> Hour | None:
    at, sure = clock(match["t"])
    return Hour(match.start("t"), match.end("t"), at, sure=sure) if at else None


def _part(match: re.Match[str], now: datetime) -> Hour | None:
    name = next(name for name, found in match.groupdict().items() if found)
    return Hour(match.start(), match.end(), part=name)


def _same(match: re.Match[str], now: datetime) -> Hour:
    return Hour(match.start(), match.end(), same=True)


_FRACTION = "|".join(sorted(_FRACTIONS, key=len, reverse=True))
_A_DAY = rf"(?:{DAY}|demain|aujourd'hui|soir|matin|midi|tomorrow|today|tonight|\d)"

RULES: tuple[tuple[re.Pattern[str], Read], ...] = (
    (
        re.compile(
            rf"\b(?:dans|d'ici|in)(?: environ| about)? (?P<n>{_FRACTION}|{COUNT})[ -]?"
            r"(?:petite |bonne |grosse )?(?P<unit>heures?|hours?|hrs?|h|minutes?|mins?|mn)"
            r"(?: ?(?P<more>[0-5]\d|et demie?|et quart))?\b"
        ),
        _from_now,
    ),
    (
        re.compile(rf"\b(?:entre|between) (?P<a>{ANY}|{BARE}) (?:et|and) (?P<b>{ANY})"),
        _range,
    ),
    (re.compile(r"\b(?:entre )?(?P<a>midi) (?:et|a) (?P<b>2|deux)\b(?! h|\d)"), _range),
    (
        re.compile(rf"\b(?:de|from) (?P<a>{ANY}|{BARE}) (?:a|to|till|until) (?P<b>{ANY})"),
        _range,
    ),
    (  # without "h": hours only beside a day ("samedi entre 14 et 16"), else sizes
        re.compile(
            rf"\b{_A_DAY},? (?P<from>entre|de|between|from) (?P<a>{BARE}) (?:et|a|and|to) "
            rf"(?P<b>{BARE}){BARE_END}"
        ),
        _range_after_a_day,
    ),
    (re.compile(rf"\b(?P<a>{CLOCK}) ?[-/] ?(?P<b>{CLOCK})"), _range),
    (re.compile(rf"(?<![\w.,:/#-])(?P<a>{BARE}) ?- ?(?P<b>{CLOCK})"), _range),
    (re.compile(r"\b(?:a la |la )?meme heure\b|\bsame time\b"), _same),
    (re.compile(rf"(?<![\d.,:/])\b(?P<t>{AMPM})"), _said),
    (re.compile(rf"(?<![\w.,:/#-])(?P<t>{CLOCK})"), _said),
    (re.compile(rf"\b(?P<t>{SPOKEN}|{ENGLISH})"), _said),
    (
        re.compile(
            r"\b(?:a|vers|des|avant|apres|at|around|by|before|after) "
            r"(?P<t>(?:[01]?\d|2[0-3])\.[0-5]\d)\b(?! ?(?:€|eur))"
        ),
        _said,
    ),
    (re.compile(rf"\b(?:vers|around|until|alle|a las) (?P<t>{BARE}){BARE_END}"), _said),
    (re.compile(rf"\b(?:at|by) (?P<t>{BARE}){BARE_END}"), _said),
    (
        re.compile(
            rf"\b(?:at|by) (?P<t>{TWELVE})(?= ?(?:$|[,.;!?\n]|(?:on|tomorrow|today|tonight|in the|"
            r"please|sharp|for)\b))"
        ),
        _said,
    ),
    (
        re.compile(
            r"\b(?P<end_of_day>(?:en )?fin de (?:la )?journee|end of (?:the )?day)\b"
            r"|\b(?P<end_of_afternoon>(?:en )?fin d'(?:apres[- ]midi|aprem)|late afternoon)\b"
            r"|\b(?P<opening>(?:a|des|pour) l'(?:heure d')?ouverture|when you open|at opening|"
            r"(?:a la |des la )?(?:premiere|1ere) heure|first thing(?: in the morning)?)\b"
            r"|\b(?P<closing>(?:a|avant|jusqu'a) (?:la |l'heure de (?:la )?)fermeture|at closing|"
            r"before (?:you )?clos(?:e|ing))\b"
        ),
        _part,
    ),
    (re.compile(rf"(?<!apres-)(?<!apres )\b(?P<t>{NAMED})\b"), _said),
    (
        re.compile(
            r"\b(?P<morning>matin|matinee|mat|morning|mattina|mattino|por la manana|vormittag|"
            r"ochtend)\b"
            r"|\b(?P<afternoon>apres[- ]?midi|aprem|afternoon|(?:por la|de la|esta|da|a) tarde|"
            r"pomeriggio|nachmittag|middag)\b"
            r"|\b(?P<evening>soir|soiree|tonight|last night|evening|stasera|noche|abend|avond)\b"
        ),
        _part,
    ),
)
