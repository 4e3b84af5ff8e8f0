"""What one hour said is worth: "17h30", "sept heures et demie", "half past five"."""

import re
from datetime import UTC, datetime, time, timedelta

from coccinelle.understanding.numbers import NUMBER, number

_FAR = (
    r"(?! ?(?:/|d'attente|par jour|de (?:retard|attente|massage|soin|route|trajet|train|queue|"
    r"conduite|pose|cours)))"
)
_QUARTERS = r" et demie?| et quart| moins (?:le quart|vingt-cinq|vingt|dix|cinq)"
_WRITTEN_MINUTES = (
    r" (?:vingt|trente|quarante|cinquante)(?:[- ]cinq)?(?! pers| couv)| quinze(?! pers| couv)"
)
CLOCK = (
    rf"(?:[01]?\d|2[0-3]) ?(?:h(?:eures?|rs?)?(?: ?[0-5]\d|{_QUARTERS})?|:[0-5]\d(?: ?[ap]m)?"
    rf"|u(?:hr|ur)(?: [0-5]\d)?)\b{_FAR}"
)
_SPOKEN_HOUR = rf"(?:vingt et une|{NUMBER})"
SPOKEN = rf"{_SPOKEN_HOUR} heures?(?:{_QUARTERS}|{_WRITTEN_MINUTES})?\b{_FAR}"
_TWELVE = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
TWELVE = rf"(?:{_TWELVE})"
AMPM = rf"(?:\d{{1,2}}(?:[:.][0-5]\d)? ?(?:am|pm|a\.m\.|p\.m\.|o'?clock)|{TWELVE} o'?clock)(?!\w)"
ENGLISH = rf"(?:half(?: past)?|(?:a )?quarter (?:past|to)) (?:{_TWELVE}|1[0-2]|[1-9])\b"
NAMED = rf"midi(?:{_QUARTERS}| trente)?|minuit(?: et demie?)?|noon|midnight"
ANY = rf"(?:{AMPM}|{CLOCK}|{SPOKEN}|{NAMED})"
BARE = r"(?:[01]?\d|2[0-3])"
BARE_END = (
    r"\b(?![\d:./,-]\d| ?(?:h\b|%|€|eur|\$|pers|people|adult|couverts?|ans\b|jours?|days?|rue\b|"
    r"ru\b|"
    r"avenue|min|km|cm|st\b|th\b|nd\b|rd\b|ou \d|or \d))"
)

_CLOCK_READ = re.compile(
    r"(?P<h>\d{1,2}) ?(?:(?:[h:.](?:eures?|rs?)?|uhr|uur) ?(?P<m>[0-5]\d)?)?(?: ?(?P<ap>[ap])\.?m)?"
)
_SPOKEN_READ = re.compile(rf"(?P<h>{_SPOKEN_HOUR}) heures?(?P<more> [\w -]+)?")
_ENGLISH_READ = re.compile(r"(?:a )?(?P<part>half(?: past)?|quarter past|quarter to) (?P<h>\w+)")
_MINUTES = {
    "": 0, "et demie": 30, "et demi": 30, "et quart": 15, "trente": 30, "quinze": 15,
    "moins le quart": -15, "moins vingt-cinq": -25, "moins vingt": -20, "moins dix": -10,
    "moins cinq": -5, "half": 30, "half past": 30, "quarter past": 15, "quarter to": -15,
}  # fmt: skip
_NOON = datetime(2000, 1, 2, 12, tzinfo=UTC)
_ANY_DAY = _NOON.replace(hour=0)


def clock(words: str) -> tuple[time | None, bool]:
    """The time, and whether morning or evening is settled; None when it is no hour at all."""
    words = words.strip()
    if words.startswith(("midi", "noon")):
        more = words.removeprefix("midi").removeprefix("noon").strip()
        return (_NOON + timedelta(minutes=_MINUTES.get(more, 0))).time(), True
    if words.startswith(("minuit", "midnight")):
        return time(0, 30 if "dem" in words else 0), True
    if english := _ENGLISH_READ.fullmatch(words):
        return _english(english)
    spoken = _SPOKEN_READ.fullmatch(words)
    if spoken and not words[0].isdigit():
        return _at(spoken["h"].replace("vingt et une", "21"), (spoken["more"] or "").strip())
    match = _CLOCK_READ.match(words)
    if match is None:
        return _at(words.split(" ")[0], "")
    return _numeric(match, words) if int(match["h"]) <= 23 else (None, True)


def _english(match: re.Match[str]) -> tuple[time | None, bool]:
    return _at(match["h"], match["part"])


def _at(hour_words: str, minute_words: str) -> tuple[time | None, bool]:
    hour = number(hour_words)
    if hour is None or hour > 23:
        return None, True
    minutes = _MINUTES.get(minute_words)
    if minutes is None:
        minutes = number(minute_words) or 0
    at = _ANY_DAY.replace(hour=hour) + timedelta(minutes=minutes)
    return at.time(), hour > 12


def _numeric(match: re.Match[str], words: str) -> tuple[time | None, bool]:
    hour, minute = int(match["h"]), int(match["m"] or 0)
    if match["ap"]:
        return (time(hour % 12 + (12 if match["ap"] == "p" else 0), minute), True)
    extra = next((m for w, m in _MINUTES.items() if w and words.endswith(w)), 0)
    at = _ANY_DAY.replace(hour=hour, minute=minute) + timedelta(minutes=extra)
    return at.time(), hour > 12 or hour == 0 or (len(match["h"]) == 2 and match["h"][0] == "0")
