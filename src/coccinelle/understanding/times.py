"""Hours as people say them: "17h30", "midi", "entre 14h et 16h", "5pm", "fin de journée"."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from coccinelle.understanding.numbers import NUMBER, number

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


_FAR = (
    r"(?! ?(?:/|d'attente|par jour|de (?:retard|attente|massage|soin|route|trajet|train|queue|"
    r"conduite|pose|cours)))"
)
_CLOCK = (
    rf"(?:[01]?\d|2[0-3]) ?(?:h(?:eures?|rs?)?(?: ?[0-5]\d| et demie?| et quart|"
    rf" moins le quart)?|:[0-5]\d(?: ?[ap]m)?)\b{_FAR}"
)
_MINUTES = r"(?: et demie?| et quart| moins le quart| trente| quinze| quarante[- ]cinq)?"
_SPOKEN = rf"{NUMBER} heures?{_MINUTES}\b{_FAR}"
_AMPM = r"\d{1,2}(?:[:.][0-5]\d)? ?(?:am|pm|a\.m\.|p\.m\.|o'?clock)(?!\w)"
_NAMED = r"midi(?: et demie?| trente)?|minuit(?: et demie?)?|noon|midnight"
_ANY = rf"(?:{_AMPM}|{_CLOCK}|{_SPOKEN}|{_NAMED})"
_BARE = r"(?:[01]?\d|2[0-3])"
_BARE_END = (
    r"\b(?![\d:./,-]\d| ?(?:h\b|%|€|eur|\$|pers|people|adult|couverts?|ans\b|jours?|days?|rue\b|"
    r"ru\b|"
    r"avenue|min|km|cm|st\b|th\b|nd\b|rd\b|ou \d|or \d))"
)

_CLOCK_READ = re.compile(
    r"(?P<h>\d{1,2}) ?(?:[h:.](?:eures?|rs?)? ?(?P<m>[0-5]\d)?)?(?: ?(?P<ap>[ap])\.?m)?"
)
_SPOKEN_READ = re.compile(rf"(?P<h>{NUMBER}) heures?(?P<more> [\w -]+)?")
_MORE = {
    "": 0, "et demie": 30, "et demi": 30, "et quart": 15, "trente": 30, "quinze": 15,
    "quarante-cinq": 45, "quarante cinq": 45, "moins le quart": -15,
}  # fmt: skip
_A_DURATION = re.compile(
    r"(?:\b(?:depuis|pendant|durant|dure|toutes les|moins de|plus de|il y a|sous|delai de|en|for|"
    r"massage|soin|forfait|modelage|seance|duo)|\bd'|\bd'une?) ?$"
)
_ANY_DAY = datetime(2000, 1, 2, tzinfo=UTC)


def find_hours(folded: str, now: datetime) -> tuple[Hour, ...]:
    """In the order of the text; an hour left open is resolved by whoever knows the day."""
    found: list[Hour] = []
    for pattern, read in _RULES:
        for match in pattern.finditer(folded):
            if not any(h.start < match.end() and match.start() < h.end for h in found):
                found.extend(_kept(read(match, now), folded))
    return tuple(sorted(found, key=lambda h: h.start))


def _kept(hour: Hour | None, folded: str) -> Iterator[Hour]:
    if hour is None:
        return
    before = folded[max(0, hour.start - 14) : hour.start]
    if hour.at and not hour.until and _A_DURATION.search(before):
        return
    yield hour


def _from_now(match: re.Match[str], now: datetime) -> Hour | None:
    count = _count(match["n"])
    if count is None or count > 600:
        return None
    minutes = count * (60 if match["unit"].startswith("h") else 1)
    if match["more"]:
        minutes += int(match["more"])
    utc = now.timestamp() + minutes * 60  # elapsed time: a clock change in between counts
    moment = datetime.fromtimestamp(utc, now.tzinfo).replace(second=0, microsecond=0)
    return Hour(match.start(), match.end(), moment=moment)


def _count(words: str) -> float | None:
    match words:
        case "une demi" | "une demie" | "1/2" | "half an":
            return 0.5
        case "un quart d'" | "1/4 d'":
            return 0.25
        case "an" | "a":
            return 1
        case _:
            return number(words)


def _range(match: re.Match[str], now: datetime) -> Hour | None:
    first, sure = _clock(match["a"])
    last, _ = _clock(match["b"])
    if first is None or last is None:
        return None
    if last <= first and last.hour <= 12:  # "from 2 to 4pm", "entre 7 et 8h du soir"
        last = last.replace(hour=(last.hour + 12) % 24)
    if match["b"].rstrip(".").endswith(("pm", "p.m")) and first.hour < 12 and "m" not in match["a"]:
        first = first.replace(hour=first.hour + 12)
    return Hour(match.start(), match.end(), first, last, sure=sure)


def _said(match: re.Match[str], now: datetime) -> Hour | None:
    at, sure = _clock(match["t"])
    return Hour(match.start("t"), match.end("t"), at, sure=sure) if at else None


def _clock(words: str) -> tuple[time | None, bool]:
    """The time, and whether morning or evening is settled."""
    words = words.strip()
    if words.startswith(("midi", "minuit", "noon", "midnight")):
        hour = 12 if words.startswith(("midi", "noon")) else 0
        return time(hour, 30 if "dem" in words or "trente" in words else 0), True
    half = re.fullmatch(r"half past (\w+)", words)
    spoken = _SPOKEN_READ.fullmatch(words)
    if half or (spoken and not words[0].isdigit()):
        return _spoken(spoken, half)
    match = _CLOCK_READ.match(words)
    if match is None or int(match["h"]) > 23:
        return None, True
    return _numeric(match, words)


def _spoken(spoken: re.Match[str] | None, half: re.Match[str] | None) -> tuple[time | None, bool]:
    hour = number(half[1] if half else spoken["h"] if spoken else "")
    if hour is None or hour > 23:
        return None, True
    minutes = 30 if half else _MORE.get(((spoken and spoken["more"]) or "").strip(), 0)
    at = _ANY_DAY.replace(hour=hour) + timedelta(minutes=minutes)
    return at.time(), hour > 12


def _numeric(match: re.Match[str], words: str) -> tuple[time | None, bool]:
    hour, minute = int(match["h"]), int(match["m"] or 0)
    if match["ap"]:
        return (time(hour % 12 + (12 if match["ap"] == "p" else 0), minute), True)
    extra = next((m for w, m in _MORE.items() if w and words.endswith(w)), 0)
    at = _ANY_DAY.replace(hour=hour, minute=minute) + timedelta(minutes=extra)
    return at.time(), hour > 12 or hour == 0 or (len(match["h"]) == 2 and match["h"][0] == "0")


def _part(match: re.Match[str], now: datetime) -> Hour | None:
    name = next(name for name, found in match.groupdict().items() if found)
    return Hour(match.start(), match.end(), part=name)


def _same(match: re.Match[str], now: datetime) -> Hour:
    return Hour(match.start(), match.end(), same=True)


_Read = Callable[[re.Match[str], datetime], Hour | None]
_RULES: tuple[tuple[re.Pattern[str], _Read], ...] = (
    (
        re.compile(
            rf"\b(?:dans|d'ici|in)(?: environ| about)? (?P<n>{NUMBER}|une demi|une demie|1/2|"
            rf"half an|"
            r"un quart d'|1/4 d'|an|a)[ -]?(?P<unit>heures?|hours?|hrs?|h|minutes?|mins?|mn)"
            r"(?: ?(?P<more>[0-5]\d))?\b"
        ),
        _from_now,
    ),
    (
        re.compile(rf"\b(?:entre|between) (?P<a>{_ANY}|{_BARE}) (?:et|and) (?P<b>{_ANY})"),
        _range,
    ),
    (
        re.compile(rf"\b(?:de|from) (?P<a>{_ANY}|{_BARE}) (?:a|to|till|until) (?P<b>{_ANY})"),
        _range,
    ),
    (re.compile(rf"\b(?P<a>{_CLOCK}) ?[-/] ?(?P<b>{_CLOCK})"), _range),
    (re.compile(r"\b(?:a la |la )?meme heure\b|\bsame time\b"), _same),
    (re.compile(rf"(?<![\d.,:/])(?P<t>{_AMPM})"), _said),
    (
        re.compile(rf"(?<![\w.,:/#-])(?P<t>{_CLOCK})"),
        _said,
    ),
    (re.compile(rf"\b(?P<t>{_SPOKEN}|half past \w+)"), _said),
    (
        re.compile(r"\b(?:a|vers|des|avant|apres) (?P<t>(?:[01]?\d|2[0-3])\.[0-5]\d)\b(?! ?€)"),
        _said,
    ),
    (re.compile(rf"\b(?:vers|around|until) (?P<t>{_BARE}){_BARE_END}"), _said),
    (re.compile(rf"\b(?:at|by) (?P<t>{_BARE}){_BARE_END}"), _said),
    (
        re.compile(
            r"\b(?P<end_of_day>(?:en )?fin de (?:la )?journee|end of (?:the )?day)\b"
            r"|\b(?P<end_of_afternoon>(?:en )?fin d'(?:apres[- ]midi|aprem)|late afternoon)\b"
            r"|\b(?P<opening>a l'ouverture|des l'ouverture|when you open|at opening)\b"
            r"|\b(?P<closing>(?:a|avant|jusqu'a) la fermeture|at closing|"
            r"before (?:you )?clos(?:e|ing))\b"
        ),
        _part,
    ),
    (re.compile(rf"(?<!apres-)(?<!apres )\b(?P<t>{_NAMED})\b"), _said),
    (
        re.compile(
            r"\b(?P<morning>matin|matinee|mat|morning)\b"
            r"|\b(?P<afternoon>apres[- ]?midi|aprem|afternoon)\b"
            r"|\b(?P<evening>soir|soiree|tonight|evening)\b"
        ),
        _part,
    ),
)
