"""What is asked for: each clause scored by the pack's rules, read apart and together."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from coccinelle.understanding.clauses import Clause
from coccinelle.understanding.found import Found
from coccinelle.understanding.lexicon import Lexicon
from coccinelle.understanding.passage import Passage
from coccinelle.understanding.phrases import Heard

UNCLEAR = "unclear_other"
_ENOUGH = 2.0  # points under which nothing is understood
_ASKED = 3.0  # points a clause needs to be a request of its own
_STANDS = 4.4  # points at which a question apart from the main one is never part of it
_SHORT = 6  # words
_FEW_WORDS = 40
_COURTESY = "ack_closing"
_PLACE = "hours_location"
_ALARMS = ("allergy_medical", "incident_assistance", "opt_out")
_PLEASED = frozenset("👍👌🙏❤😍🥰😊👏💕🎉✅")


@dataclass(frozen=True, slots=True)
class Asked:
    """One request found, before its entities; start, end: the clause that says it.

    own: values that an answer picked, instead of those of the same name in the text;
    drops: names of values that mean nothing here ("le 2" of a list is no day).
    """

    intent: str
    confidence: float
    sub_kind: str | None
    start: int
    end: int
    own: tuple[Found, ...] = ()
    drops: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Unit:
    """A stretch of text scored as one; weight: how far words that far apart belong together."""

    start: int
    end: int
    weight: float
    sentence: int
    asks: bool
    points: Mapping[str, float]


def asked(passage: Passage) -> tuple[Asked, ...]:
    """The main request first, the others in the order of the text; `unclear_other` when none."""
    units = [_unit(passage, *span) for span in _spans(passage)]
    totals = _totals(units)
    if not totals or max(totals.values()) < _ENOUGH:
        return (_nothing(passage),)
    main = max(totals, key=lambda intent: (totals[intent], intent))
    if main == _COURTESY and _still_asks(passage):
        return (_nothing(passage),)
    chosen = _chosen(units, totals, main, passage.lexicon)
    ordered = _ordered(chosen, totals, main)
    made = (_as_asked(i, unit, totals, chosen, passage) for i, unit in ordered)
    return tuple(part for one in made for part in _when_and_where(one, passage))


def _when_and_where(one: Asked, passage: Passage) -> tuple[Asked, ...]:
    """ "vous fermez quand et c'est où ?" has two answers."""
    lost = passage.hears("parcel", "order")  # "où se trouve mon colis" is no address of ours
    near = (h for h in passage.heard if not lost or one.start <= h.start < one.end)
    heard = {h.concept: h for h in near}
    hours = heard.get("hours") or heard.get("week_hours")
    place = heard.get("address_asked") or heard.get("parking_words")
    if one.intent != _PLACE or not hours or not place or _meet(hours, place):
        return (one,)
    kind = "address" if "address_asked" in heard else "parking"
    week = "week" if "week_hours" in heard and not passage.says("date") else None
    when = replace(one, sub_kind=week, start=hours.start, end=hours.end)
    where = replace(one, sub_kind=kind, start=place.start, end=place.end)
    return (when, where) if hours.start < place.start else (where, when)


def _meet(one: Heard, other: Heard) -> bool:
    return one.start < other.end and other.start < one.end


def _still_asks(passage: Passage) -> bool:
    """ "merci mais c'est pour quand ?" is no closing, even when the question is not understood."""
    if passage.hears("smalltalk", "auto_reply", "wrong_number"):
        return False
    return "?" in passage.text.folded or passage.hears("request_verb")


def whole(passage: Passage, intent: str) -> Asked:
    """A request that the whole text makes."""
    return Asked(intent, 0.9, None, 0, len(passage.text.folded))


def _nothing(passage: Passage) -> Asked:
    end = len(passage.text.folded)
    if not passage.words and _PLEASED.intersection(passage.text.original):
        return Asked(_COURTESY, 0.8, "thanks", 0, end)
    return Asked(UNCLEAR, 0.3, None, 0, end)


def _spans(passage: Passage) -> Iterator[tuple[int, int, float, int]]:
    """Clauses, sentences, neighbouring sentences, and the whole when it is short."""
    clauses = passage.clauses
    yield from ((c.start, c.end, 1.0, c.sentence) for c in clauses)
    sentences = _sentences(clauses)
    for rank, (start, end) in enumerate(sentences):
        yield start, end, 0.97, rank
        if rank + 1 < len(sentences):
            yield start, sentences[rank + 1][1], 0.9, rank
    if len(sentences) > 2 and len(passage.words) <= _FEW_WORDS:
        yield 0, len(passage.text.folded), 0.85, 0


def _sentences(clauses: tuple[Clause, ...]) -> list[tuple[int, int]]:
    spans: dict[int, tuple[int, int]] = {}
    for clause in clauses:
        start, _ = spans.get(clause.sentence, (clause.start, 0))
        spans[clause.sentence] = (start, clause.end)
    return list(spans.values())


def _unit(passage: Passage, start: int, end: int, weight: float, sentence: int) -> _Unit:
    features = frozenset(_features(passage, start, end))
    points = {i: p * weight for i, p in _points(features, passage.lexicon).items()}
    return _Unit(start, end, weight, sentence, sentence in _asking(passage), points)


def _asking(passage: Passage) -> frozenset[int]:
    return frozenset(c.sentence for c in passage.clauses if c.asks)


def _features(passage: Passage, start: int, end: int) -> Iterator[str]:
    yield from (h.concept for h in passage.heard if start <= h.start and h.end <= end)
    yield from (f"@{f.name}" for f in passage.found if start <= f.start < end)
    yield from ("@past" for m in passage.moments if m.past and start <= m.start < end)
    yield f"@sector_{passage.turn.sector}"
    folded = passage.text.folded[start:end]
    if "?" in folded:
        yield "@question"
    if "http" in folded or "www." in folded or "bit.ly" in folded:
        yield "@link"
    if len(passage.words) <= _SHORT:
        yield "@short"
    memory = passage.memory
    if memory.product_ref and not any(f.name == "product" for f in passage.found):
        yield "@memory_product"
    if memory.is_holding:
        yield "@memory_hold"


def _points(features: frozenset[str], lexicon: Lexicon) -> dict[str, float]:
    """The strongest rule counts whole, the others a quarter."""
    won: dict[str, list[float]] = {}
    for rule in lexicon.rules:
        if rule.holds(features):
            won.setdefault(rule.intent, []).append(rule.points)
    return {i: max(p) + min(1.5, (sum(p) - max(p)) / 8) for i, p in won.items()}


def _totals(units: Iterable[_Unit]) -> dict[str, float]:
    totals: dict[str, float] = {}
    for unit in units:
        for intent, points in unit.points.items():
            totals[intent] = max(points, totals.get(intent, 0.0))
    return totals


def _chosen(
    units: list[_Unit], totals: Mapping[str, float], main: str, lexicon: Lexicon
) -> dict[str, _Unit]:
    """The main request and every clause's own that the main one does not cover."""
    chosen = {main: max(units, key=lambda u: (u.points.get(main, 0.0), -u.start))}
    at = chosen[main]
    for unit in (u for u in units if u.weight == 1.0 and u.points):
        own = max(unit.points, key=lambda i: (unit.points[i], i))
        if own in chosen or own == _COURTESY or unit.points[own] < _ASKED:
            continue
        if _covered(own, unit, chosen, at, lexicon):
            continue
        chosen[own] = unit
    if main == _COURTESY and len(chosen) > 1:
        del chosen[_COURTESY]
    return chosen


def _covered(
    own: str, unit: _Unit, chosen: Mapping[str, _Unit], at: _Unit, lexicon: Lexicon
) -> bool:
    if not any(own in lexicon.absorbs.get(other, ()) for other in chosen):
        return False
    elsewhere = unit.end <= at.start or unit.start >= at.end
    return not (elsewhere and unit.asks and unit.points[own] >= _STANDS)


def _ordered(
    chosen: Mapping[str, _Unit], totals: Mapping[str, float], main: str
) -> list[tuple[str, _Unit]]:
    """In the order of the text, but what cannot wait or weighs much more comes first."""
    in_order = sorted(chosen.items(), key=lambda c: c[1].start)
    first = next((i for i in _ALARMS if i in chosen), None)
    if (
        first is None
        and in_order
        and totals[main] - totals[in_order[0][0]] > 1.6
        and main in chosen
    ):
        first = main
    return sorted(in_order, key=lambda c: c[0] != first) if first else in_order


def _as_asked(
    intent: str, unit: _Unit, totals: Mapping[str, float], chosen: Iterable[str], passage: Passage
) -> Asked:
    absorbed = passage.lexicon.absorbs.get(intent, frozenset())
    rivals = [p for i, p in totals.items() if i not in chosen and i not in absorbed]
    confidence = _confidence(totals[intent], max(rivals, default=0.0))
    return Asked(intent, confidence, _sub_kind(intent, unit, passage), unit.start, unit.end)


def _confidence(points: float, rival: float) -> float:
    """0.53 for the weakest rule alone, 0.9 for a plain one, less when another reading is close."""
    doubt = 0.15 * max(0.0, 1.0 - (points - rival))
    return round(min(0.97, max(0.2, 0.3 + 0.115 * points - doubt)), 3)


def _sub_kind(intent: str, unit: _Unit, passage: Passage) -> str | None:
    features = frozenset(_features(passage, unit.start, unit.end))
    kinds = passage.lexicon.kinds.get(intent, ())
    return next((kind for kind, rules in kinds if any(r.holds(features) for r in rules)), None)
