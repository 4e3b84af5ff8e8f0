"""What a model says was written, held against what was written."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from coccinelle.core.reading import Entity
from coccinelle.understanding.contacts import e164
from coccinelle.understanding.model.answer import SaidEntity
from coccinelle.understanding.numbers import SMALL, number
from coccinelle.understanding.text import read_text

# Names of one kind of value: our own reader may have found it under another role.
_KINDS: dict[str, frozenset[str]] = {
    name: kind
    for kind in (
        frozenset(("size", "size_from", "size_to")),
        frozenset(("date", "date_to", "new_date", "deadline")),
        frozenset(("time", "time_to", "new_time")),
        frozenset(("amount", "budget")),
    )
    for name in kind
}
_DAYS = frozenset(("date", "new_date", "deadline"))
_HOURS = frozenset(("time", "new_time"))
_COUNTS = frozenset(("quantity", "party_size", "mileage", "budget", "amount"))
_CODES = frozenset(("order_number", "tracking_number", "invoice_number", "plate", "property_ref",
                    "promo_code", "size", "size_from", "size_to", "email"))  # fmt: skip
_FAR = timedelta(days=400)
_DIGITS = re.compile(r"\d[\d .,]*")


def same_kind(name: str, other: str) -> bool:
    return name == other or other in _KINDS.get(name, ())


@dataclass(frozen=True, slots=True)
class Evidence:
    """text: all that was written, folded. ours: the values the embedded reader found in it.

    again: the values it finds in a few words alone. now: in the business's zone.
    """

    text: str
    ours: tuple[Entity, ...]
    again: Callable[[str], tuple[Entity, ...]]
    now: datetime

    def of(self, said: SaidEntity) -> Entity | None:
        """The value as we know it; None when the text does not say it."""
        words = folded(said.words)
        if not words or not re.search(rf"(?<!\w){re.escape(words)}(?!\w)", self.text):
            return None
        found = _best(said, words, self.ours) or _best(said, words, self.again(said.words))
        if found is not None:
            return replace(found, name=said.name, words=found.words or said.words)
        value = _value(said, words, self.now)
        return None if value is None else Entity(said.name, value, said.words, how="model")


def folded(text: str) -> str:
    return " ".join(read_text(text, {}).folded.split())


def _best(said: SaidEntity, words: str, ours: Iterable[Entity]) -> Entity | None:
    """The one of our values that the same words gave, else that gave the same value."""
    near = [e for e in ours if same_kind(said.name, e.name) and _overlap(words, folded(e.words))]
    exact = (e for e in near if folded(e.words) == words)
    same = (e for e in near if str(e.value).lower() == said.value.strip().lower())
    return next(exact, None) or next(same, None) or next(iter(near), None)


def _overlap(words: str, others: str) -> bool:
    return bool(others) and (words in others or others in words)


def _value(said: SaidEntity, words: str, now: datetime) -> str | int | float | None:
    """What our own reader did not see: only as far as the very words show it."""
    value = said.value.strip()
    match said.name:
        case name if name in _DAYS:
            return _day(value, now)
        case name if name in _HOURS:
            return _hour(value)
        case name if name in _COUNTS:
            return _count(value, words)
        case "phone":
            return e164(said.words)
        case name if name in _CODES:
            return value.upper() if _compact(value) and _compact(value) in _compact(words) else None
        case _:  # names of things and people are the customer's words, whatever the model made
            return said.words.strip()


def _day(value: str, now: datetime) -> str | None:
    """A day our grammar cannot work out ("le pont de l'Ascension"): the reply says it back."""
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    return day.isoformat() if abs(day - now.date()) <= _FAR else None


def _hour(value: str) -> str | None:
    try:
        return f"{time.fromisoformat(value):%H:%M}"
    except ValueError:
        return None


def _count(value: str, words: str) -> int | float | None:
    """The figure must be among the words, in digits or written out."""
    try:
        wanted = float(value.replace(",", ".").replace(" ", ""))
    except ValueError:
        return None
    written = {float(n) for m in SMALL.finditer(words) if (n := number(m[0])) is not None}
    written.update(_figures(words))
    if wanted not in written:
        return None
    return int(wanted) if wanted.is_integer() else wanted


def _figures(words: str) -> set[float]:
    texts = (m[0].replace(" ", "").rstrip(".,").replace(",", ".") for m in _DIGITS.finditer(words))
    return {float(text) for text in texts if text.count(".") < 2}


def _compact(text: str) -> str:
    return "".join(c for c in folded(text) if c.isalnum() or c == "@")
