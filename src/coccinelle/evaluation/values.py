"""Which of the values said in the messages were found, and which of those found were said."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coccinelle.core.reading import Reading
from coccinelle.evaluation.judged import Judged
from coccinelle.evaluation.share import Share, share
from coccinelle.understanding.lexicon import lexicon_of, spaced
from coccinelle.understanding.text import fold

NAMES = (
    "order_number", "tracking_number", "invoice_number", "product", "size", "size_from", "size_to",
    "color", "quantity", "date", "time", "new_date", "new_time", "deadline", "event", "party_size",
    "plate", "vehicle", "mileage", "service", "property_ref", "budget", "amount", "name", "phone",
    "email", "address", "promo_code",
)  # fmt: skip
_CODES = frozenset(
    ("order_number", "tracking_number", "invoice_number", "plate", "phone", "promo_code")
)
_SAID_IN_WORDS = frozenset(("product", "service", "vehicle", "event", "address"))
_ARTICLES = frozenset("le la les l un une des du de d the a an".split())

Value = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Matches:
    """(name, value) pairs of one message, none twice; right: those said that were read;
    misnamed: those said that were read by another name."""

    said: tuple[Value, ...]
    read: tuple[Value, ...]
    right: tuple[Value, ...]
    misnamed: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class NameScore:
    found: Share
    kept: Share


@dataclass(frozen=True, slots=True)
class ValueFigures:
    """found: recall; kept: precision; misnamed: of those said, not found but by another name."""

    found: Share
    kept: Share
    misnamed: Share
    by_name: dict[str, NameScore]


def value_figures(judged: Sequence[Judged]) -> ValueFigures:
    found = [matches(one) for one in judged]
    everything = _score(found, NAMES)
    said = {name for one in found for name, _ in (*one.said, *one.read)}
    by_name = {name: _score(found, (name,)) for name in NAMES if name in said}
    ordered = sorted(by_name.items(), key=lambda pair: -pair[1].found.of)
    misnamed = share(sum(len(one.misnamed) for one in found), everything.found.of)
    return ValueFigures(everything.found, everything.kept, misnamed, dict(ordered))


def matches(one: Judged) -> Matches:
    """Each value read answers for one value said at most."""
    said = tuple(dict.fromkeys(v for v in one.message.values if v[0] in NAMES))
    read = tuple(dict.fromkeys(v for v in _values_of(one.reading) if v[0] in NAMES))
    left = list(read)
    right = tuple(value for value in said if _taken(left, value, value[0]))
    missed = (value for value in said if value not in right)
    misnamed = tuple(value for value in missed if _taken(left, value, None))
    return Matches(said, read, right, misnamed)


def same_value(name: str, said: str, read: str) -> bool:
    """Whatever the case, accents and articles; what is said in words may be said longer."""
    if name in _CODES:
        return _code(said) == _code(read) != ""
    if name == "color" and _shade(said) == _shade(read):
        return True
    one, other = _plain(said), _plain(read)
    if name in _SAID_IN_WORDS and one and other:
        return one in other or other in one
    if name == "property_ref":  # "lot 14", "réf. 2231": with the word for it or without
        one, other = _pieces(said), _pieces(read)
        return bool(one.strip() and other.strip()) and (one in other or other in one)
    return one == other or _number(one) == _number(other) is not None


def _shade(value: str) -> str:
    """ "bleues" and "blue" are one shade."""
    said = spaced(value)
    return lexicon_of("boutique").shades.get(said, said)


def _taken(left: list[Value], said: Value, name: str | None) -> bool:
    """Whether a value left answers for it, by that name or by any; it is then left no more."""
    fits = (v for v in left if name in (None, v[0]) and same_value(said[0], said[1], v[1]))
    answer = next(fits, None)
    if answer:
        left.remove(answer)
    return answer is not None


def _score(found: Sequence[Matches], names: Sequence[str]) -> NameScore:
    def count(values: Iterator[tuple[Value, ...]]) -> int:
        return sum(name in names for pairs in values for name, _ in pairs)

    right = count(one.right for one in found)
    said, read = count(one.said for one in found), count(one.read for one in found)
    return NameScore(share(right, said), share(right, read))


def _values_of(reading: Reading) -> Iterator[Value]:
    """Those of every request, then the limit and the event that the urgency tells."""
    for request in reading.requests:
        for entity in request.entities:
            if entity.how != "memory":  # not said in this message
                yield entity.name, str(entity.value)
    if reading.urgency.deadline:
        yield "deadline", reading.urgency.deadline.date().isoformat()
    if reading.urgency.event:
        yield "event", reading.urgency.event


def _code(value: str) -> str:
    return re.sub(r"[^a-z0-9]", "", fold(value))


def _pieces(value: str) -> str:
    return f" {' '.join(re.findall('[a-z0-9]+', fold(value)))} "


def _plain(value: str) -> str:
    words = re.findall(r"[^\s'\"«»,;!?()]+(?:,\d+)?", fold(value))
    return " ".join([word for word in words if word not in _ARTICLES] or words)


def _number(value: str) -> float | None:
    plain = value.replace(",", ".").strip(" €$")
    return float(plain) if re.fullmatch(r"\d+(\.\d+)?", plain) else None
