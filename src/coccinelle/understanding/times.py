"""Hours as people say them: "17h30", "midi", "entre 14h et 16h", "5pm", "fin de journée"."""

import re
from collections.abc import Iterator
from datetime import datetime

from coccinelle.understanding.hour_phrases import RULES, Hour

_A_DURATION = re.compile(
    r"(?:\b(?:depuis|pendant|durant|dure|toutes les|moins de|plus de|il y a|sous|delai de|en|for|"
    r"massage|soin|forfait|modelage|seance|duo|mis|prend|prendre|attendu|reste)|\bd'|\bd'une?) ?$"
)

_BY_CLOCK = re.compile(r"[ap]\.?m\b|midi|noon|o'clock")  # "on for 2pm" lasts nothing


def find_hours(folded: str, now: datetime) -> tuple[Hour, ...]:
    """In the order of the text; an hour left open is resolved by whoever knows the day."""
    found: list[Hour] = []
    taken = bytearray(len(folded))
    for pattern, read in RULES:
        for match in pattern.finditer(folded):
            if any(taken[match.start() : match.end()]):
                continue
            for hour in _kept(read(match, now), folded):
                found.append(hour)
                taken[hour.start : hour.end] = b"\1" * (hour.end - hour.start)
    return tuple(sorted(found, key=lambda h: h.start))


def _kept(hour: Hour | None, folded: str) -> Iterator[Hour]:
    if hour is None:
        return
    before = folded[max(0, hour.start - 14) : hour.start]
    by_clock = _BY_CLOCK.search(folded, hour.start, hour.end)
    if hour.at and not hour.until and not by_clock and _A_DURATION.search(before):
        return
    yield hour
