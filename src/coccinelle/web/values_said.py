"""Days, hours and amounts that were written in French for members, in English."""

import re
from datetime import time

from coccinelle.core.member_words import DAYS, MONTHS
from coccinelle.replies import english

_DAYS = "|".join(DAYS)
_CLOCK = re.compile(r"\b([0-9]{1,2})h([0-9]{2})?\b")
_EUROS = re.compile(r"\b([0-9][0-9\u202f\u00a0 ]*)(?:,([0-9]{2}))?[\u202f\u00a0 ]€")
_BEFORE_A_DAY = re.compile(rf"\b(?:jusqu'à )?le (?=[0-9]|{_DAYS})")
_WORD = re.compile(r"aujourd.hui|après-midi|1er\b|[^\W\d_]+")
_DAY = (
    rf"aujourd'hui|demain|hier|(?:{_DAYS})(?: [0-9]{{1,2}}(?:er)? (?:{'|'.join(MONTHS)}))?"
    "|le [0-9]{1,2}/[0-9]{2}(?:/[0-9]{4})?"
)
_HOUR = "[0-9]{1,2}h(?:[0-9]{2})?"
_ALONE = re.compile(rf"(?:{_DAY})(?: {_HOUR})?|{_HOUR}(?: - {_HOUR})*")
_SAID = {
    **dict(zip((*DAYS, *MONTHS), (*english.DAYS, *english.MONTHS), strict=True)),
    "demain": "tomorrow", "hier": "yesterday", "à": "at", "ce": "this", "cet": "this",
    "soir": "evening", "matin": "morning", "midi": "noon", "minuit": "midnight", "1er": "1",
    "après-midi": "afternoon", "aujourd'hui": "today", "aujourd’hui": "today", "et": "and",
    "avant": "before",
}  # fmt: skip


def moment(text: str) -> str:
    """vendredi 17 janvier 14h: Friday 17 January 2pm; le 25/01: on 25/01."""
    said = _CLOCK.sub(_clock, _BEFORE_A_DAY.sub("on ", text))
    return _WORD.sub(lambda found: _SAID.get(found[0], found[0]), said)


def price(text: str) -> str:
    """4,90 €: €4.90."""
    return _EUROS.sub(_euros, text)


def alone(text: str) -> str:
    """A whole text that is a moment or an amount; "" for another one."""
    if _EUROS.fullmatch(text):
        return price(text)
    return moment(text) if _ALONE.fullmatch(text) else ""


def _clock(found: re.Match[str]) -> str:
    return english.clock(time(int(found[1]) % 24, int(found[2] or 0) % 60))


def _euros(found: re.Match[str]) -> str:
    return english.price(int(re.sub(r"\D", "", found[1])) * 100 + int(found[2] or 0))
