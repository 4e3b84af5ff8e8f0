"""Public holidays and the feasts people count from: "à Noël", "lundi de Pâques"."""

import re
from datetime import date, timedelta
from functools import lru_cache

import holidays

from coccinelle.understanding.text import fold

_FIXED = {
    "noel": (12, 25), "christmas": (12, 25), "xmas": (12, 25), "reveillon": (12, 24),
    "christmas eve": (12, 24), "christmas day": (12, 25), "boxing day": (12, 26),
    "nouvel an": (1, 1), "jour de l'an": (1, 1), "new year": (1, 1), "new year's day": (1, 1),
    "saint-sylvestre": (12, 31), "saint sylvestre": (12, 31), "new year's eve": (12, 31),
    "reveillon du 31": (12, 31), "reveillon du nouvel an": (12, 31),
    "saint-valentin": (2, 14), "saint valentin": (2, 14), "st valentin": (2, 14),
    "valentine's day": (2, 14), "halloween": (10, 31), "epiphanie": (1, 6), "chandeleur": (2, 2),
}  # fmt: skip
# As the holidays library names them once folded, beside what people say.
_LEGAL = {
    "lundi de paques": "lundi de paques", "easter monday": "lundi de paques",
    "ascension": "ascension", "lundi de pentecote": "lundi de pentecote",
    "assomption": "assomption", "toussaint": "toussaint", "armistice": "armistice",
    "fete nationale": "fete nationale", "fete du travail": "fete du travail",
    "bastille day": "fete nationale",
}  # fmt: skip
_DAYS_FROM_EASTER = {
    "paques": 0, "easter": 0, "dimanche de paques": 0, "easter sunday": 0, "pentecote": 49,
    "dimanche de pentecote": 49, "mardi gras": -47, "vendredi saint": -2, "good friday": -2,
}  # fmt: skip
# Month, first day it may be, weekday: the last Sunday of May has its own rule.
_NTH = {
    "fete des peres": (6, 15, 6), "father's day": (6, 15, 6), "fete des grands-meres": (3, 1, 6),
    "black friday": (11, 23, 4),
}  # fmt: skip
_MOTHERS = ("fete des meres", "mother's day")
_ALL = (*_FIXED, *_LEGAL, *_DAYS_FROM_EASTER, *_NTH, *_MOTHERS)
_NAMES = "|".join(sorted(_ALL, key=len, reverse=True))
_PLAIN = "|".join(sorted((name for name in _ALL if " " in name), key=len, reverse=True))
_NEAR = (
    r"(?:(?P<eve>(?:la )?veille|(?:the )?day before)|(?P<morrow>(?:le )?lendemain|"
    r"(?:the )?day after)) (?:de |du |d')?"
)
# "pour Noël" is a day, "le menu de Noël" is not; "lundi de Pâques" always is.
FEAST = re.compile(
    rf"(?:\b{_NEAR}(?:la |le |l')?|"
    r"\b(?:a|au|pour|avant|apres|le|la|des|d'ici|jusqu'a|depuis|at|by|on|for|before|after|"
    rf"until) (?:la |le |l'|les fetes de )?|\bl')(?P<feast>{_NAMES})\b|\b(?P<plain>{_PLAIN})\b"
)


def feast_day(match: re.Match[str], today: date, *, past: bool) -> date | None:
    """The next such day, today included; the last one when the words are about the past."""
    name = match["feast"] or match["plain"]
    step = timedelta(days=-1 if match["eve"] else 1 if match["morrow"] else 0)
    years = (today.year, today.year - 1) if past else (today.year, today.year + 1)
    days = [day + step for year in years if (day := _in_year(name, year))]
    return next((d for d in days if (d <= today if past else d >= today)), None)


def _in_year(name: str, year: int) -> date | None:
    if name in _FIXED:
        return date(year, *_FIXED[name])
    if name in _NTH:
        month, first, weekday = _NTH[name]
        return _weekday_from(date(year, month, first), weekday)
    legal = _legal(year)
    if name in _LEGAL:
        return legal.get(_LEGAL[name])
    easter = legal["lundi de paques"] - timedelta(days=1)
    if name in _DAYS_FROM_EASTER:
        return easter + timedelta(days=_DAYS_FROM_EASTER[name])
    return _mothers(year, easter + timedelta(days=_DAYS_FROM_EASTER["pentecote"]))


def load_feasts() -> None:
    """The library's tables take a tenth of a second the first time."""
    _legal(2025)


@lru_cache(maxsize=16)
def _legal(year: int) -> dict[str, date]:
    named = holidays.country_holidays("FR", years=year, language="fr")
    return {fold(name): day for day, name in named.items()}


def _mothers(year: int, pentecost: date) -> date:
    """French law: the last Sunday of May, or the first of June when Pentecost falls on it."""
    last = _weekday_from(date(year, 5, 25), 6)
    return last + timedelta(days=7) if last == pentecost else last


def _weekday_from(start: date, weekday: int) -> date:
    return start + timedelta(days=(weekday - start.weekday()) % 7)
