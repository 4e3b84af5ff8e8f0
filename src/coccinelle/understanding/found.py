"""Something found in the text, before it belongs to a request."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from coccinelle.core.reading import Entity
from coccinelle.understanding.text import Text

# "38 pardon 40", "quatre, non cinq": what comes after replaces what came before.
_CORRECTION = re.compile(
    r"(?:\b(?:pardon|non|nan|plutot(?! qu)|"
    r"finalement|enfin|euh|oups|oops|erreur|excusez|desolee?|"
    r"rectif\w*|"
    r"correction|sorry|actually|rather(?! than)|i mean|no|je voulais dire|"
    r"au final|en fait|changement)\b|"
    r"\*)"
)
_CORRECTABLE = frozenset(
    ("size", "color", "date", "time", "party_size", "quantity", "order_number", "product", "amount")
)
# "en noir plutôt qu'en bleu", "5 au lieu de 4": what comes after is not wanted.
_REFUSES = re.compile(
    r"(?:\bplutot qu[e']|rather than|\bau lieu d|instead of|\bet (?:non|pas|plus)\b|^,? (?:pas|"
    r"not)\b|"
    r"a la place d)[^.?!\n]{0,14}$"
)
# "avec la robe, plutôt le blazer ou le perfecto ?" takes nothing back.
_OR = re.compile(r" ?(?:ou|or)\b")
_REFUSABLE = frozenset(("color", "party_size", "quantity"))
_REACH = 45  # characters between a value and its correction in one message


@dataclass(frozen=True, slots=True)
class Found:
    """As core's Entity, at [start, end) of the folded text."""

    name: str
    value: str | int | float
    start: int
    end: int
    ref: str | None = None
    candidates: tuple[str, ...] = ()
    how: str = "words"

    def entity(self, text: Text) -> Entity:
        words = "" if self.how == "memory" else text.words(self.start, self.end)
        return Entity(self.name, self.value, words, self.ref, self.candidates, self.how)


def overlaps(start: int, end: int, taken: Iterable[Found]) -> bool:
    return any(f.start < end and start < f.end for f in taken)


def without_corrected(found: list[Found], folded: str) -> list[Found]:
    """Only the last of two values of one kind when the words between take the first back."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: f.start):
        before = next((k for k in reversed(kept) if k.name == one.name), None)
        between = folded[before.end : one.start] if before else ""
        refused = before is not None and _REFUSES.search(between) is not None
        offered = _OR.match(folded, one.end) is not None
        if before and not refused and not offered and _takes_back(between, one.name):
            kept.remove(before)
        if not (refused and one.name in _REFUSABLE):
            kept.append(one)
    return kept


def _takes_back(between: str, name: str) -> bool:
    if name not in _CORRECTABLE or (len(between) > _REACH and "\n" not in between):
        return False
    last_part = between.rsplit("\n", 1)[-1] if "\n" in between else between
    return "?" not in last_part and _CORRECTION.search(between) is not None
