"""Public holidays and the feasts people count from: "à Noël", "lundi de Pâques"."""

import re
from datetime import date, timedelta
from functools import lru_cache

import holidays

from coccinelle.understanding.text import fold

_FIXED = {
    "noel": (12, 25), "christmas": (12, 25), "xmas": (12, 25), "reveillon": (12, 24),
    "christmas eve": (12, 24), "nouvel an": (1, 1), "jour de l'an": (1, 1), "new year": (1, 1),
    "saint-sylvestre": (12, 31), "saint sylvestre": (12, 31), "new year's eve": (12, 31),
    "saint-valentin": (2, 14), "saint valentin": (2, 14), "st valentin": (2, 14),
    "valentine's day": (2, 14), "halloween": (10, 31),
}  # fmt: skip
# As the holidays library names them once folded, beside what people say.
_LEGAL = {
    "lundi de paques": "lundi de paques", "easter monday": "lundi de paques",
    "ascension": "ascension", "lundi de pentecote": "lundi de pentecote",
    "assomption": "assomption", "toussaint": "toussaint", "armistice": "armistice",
    "fete nationale": "fete nationale", "fete du travail": "fete du travail",
    "bastille day": "fete nationale",
}  # fmt: skip
_MOVING = (
    "paques", "easter", "pentecote", "fete des meres", "fete des peres", "mother's day",
    "father's day",
)  # fmt: skip
_NAMES = "|".join(sorted((*_FIXED, *_LEGAL, *_MOVING), key=len, reverse=True))
_PLAIN = "|".join(name for name in (*_FIXED, *_LEGAL, *_MOVING) if " " in name)
# "pour Noël" is a day, "le menu de Noël" is not; "lundi de Pâques" always is.
FEAST = re.compile(
    r"(?:\b(?:a|au|pour|avant|apres|le|la|des|d'ici|jusqu'a|depuis|at|by|on|for|before|after|"
    rf"until) (?:la |le |l')?|\bl')(?P<feast>{_NAMES})\b|\b(?P<plain>{_PLAIN})\b"
)


def feast_day(name: str, today: date, *, past: bool) -> date | None:
    """The next such day, today included; the last one when the words are about the past."""
    years = (today.year, today.year - 1) if past else (today.year, today.year + 1)
    days = [day for year in years if (day := _in_year(name, year))]
    return next((d for d in days if (d <= today if past else d >= today)), None)


def _in_year(name: str, year: int) -> date | None:
    if name in _FIXED:
        return date(year, *_FIXED[name])
    legal = _legal(year)
    if name in _LEGAL:
        return legal.get(_LEGAL[name])
    easter = legal["lundi de paques"] - timedelta(days=1)
    match name:
        case "paques" | "easter":
            return easter
        case "pentecote":
            return easter + timedelta(days=49)
        case "fete des peres" | "father's day":
            return _sunday(date(year, 6, 1), 3)
        case _:
            return _mothers(year, easter + timedelta(days=49))


def load_feasts() -> None:
    """The library's tables take a tenth of a second the first time."""
    _legal(2025)


@lru_cache(maxsize=16)
def _legal(year: int) -> dict[str, date]:
    named = holidays.country_holidays("FR", years=year, language="fr")
    return {fold(name): day for day, name in named.items()}


def _mothers(year: int, pentecost: date) -> date:
    """French law: the last Sunday of May, or the first of June when Pentecost falls on it."""
    last = _sunday(date(year, 5, 25), 1)
    return last + timedelta(days=7) if last == pentecost else last


def _sunday(start: date, nth: int) -> date:
    return start + timedelta(days=(6 - start.weekday()) % 7 + 7 * (nth - 1))
