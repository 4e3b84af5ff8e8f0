"""The stretches of a text read apart and together, and what each is likely to ask."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from coccinelle.understanding.classifier.features import Stretch
from coccinelle.understanding.classifier.network import Network, Verdict, load_network
from coccinelle.understanding.clauses import Clause
from coccinelle.understanding.injection import gives_orders
from coccinelle.understanding.lexicon import Lexicon, Rule
from coccinelle.understanding.passage import Passage
from coccinelle.understanding.text import LONG

MOST = 12  # stretches judged: the time grows with them
_BUDGET = 1_200  # characters of the parts judged, beside the whole
_SHORT = 6  # words
_TOLD = 3.0  # points a rule about the conversation needs to overrule the network
_CERTAIN = 7.0  # points from which any rule does
_WRONGS = frozenset(
    "damaged wrong_item missing late not_received lost cancel change exchange return refund "
    "invoice double_debit pay_refused opt_out complain anger legal fraud allergy danger "
    "self_harm".split()
)
_SURE_BASE, _SURE_SLOPE = 0.3, 0.115  # points of a rule as a probability


@dataclass(frozen=True, slots=True)
class Span:
    """[start, end) of the folded text; is_clause: read apart from its sentence."""

    start: int
    end: int
    is_clause: bool


@dataclass(frozen=True, slots=True)
class Unit:
    """labels: probability per `intent` or `intent/sub-kind`; intents: their sums by intent."""

    span: Span
    heard: frozenset[str]
    labels: Mapping[str, float]
    intents: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Units:
    """whole: the whole text; parts: its clauses and sentences; signals: of the whole text,
    but `allergy`, which one clause said in passing is enough to give."""

    whole: Unit
    parts: tuple[Unit, ...]
    signals: Mapping[str, float]


def read_units(passage: Passage) -> Units:
    whole = Span(0, len(passage.text.folded), False)
    asking = _to_the_point(passage, [c for c in passage.clauses if not _gives_orders(passage, c)])
    spans = [whole, *_affordable(_spans(asking))]
    seen = [_whole(passage, asking), *(_stretch(passage, span) for span in spans[1:])]
    network = load_network()
    if network is None:
        units = [_by_rules(span, s) for span, s in zip(spans, seen, strict=True)]
        return Units(units[0], tuple(units[1:]), {})
    return _judged(passage, spans, seen, network)


def whole_stretch(passage: Passage) -> Stretch:
    return _whole(passage, passage.clauses)


def _to_the_point(passage: Passage, clauses: Sequence[Clause]) -> Sequence[Clause]:
    """Of a long story, what asks something or tells of a wrong; all of it when nothing does."""
    if len(passage.text.folded) <= LONG:
        return clauses
    wrong = [h.start for h in passage.heard if h.concept in _WRONGS]
    kept = [c for c in clauses if c.asks or any(c.start <= at < c.end for at in wrong)]
    return kept or clauses


def _gives_orders(passage: Passage, clause: Clause) -> bool:
    return gives_orders(passage.text.folded[clause.start : clause.end])


def _whole(passage: Passage, asking: Sequence[Clause]) -> Stretch:
    """The whole text, without what is written for a machine when something else is asked."""
    if not asking or len(asking) == len(passage.clauses):
        return _stretch(passage, Span(0, len(passage.text.folded), False))
    parts = [_stretch(passage, Span(c.start, c.end, True)) for c in asking]
    heard = frozenset().union(*(part.heard for part in parts))
    return Stretch(
        text=" ".join(part.text for part in parts),
        folded=" ".join(part.folded for part in parts),
        heard=heard,
        points=_points(heard, passage.lexicon),
        sector=passage.turn.sector,
    )


def _spans(clauses: Sequence[Clause]) -> Iterator[Span]:
    """Clauses, those that ask first, then sentences of several clauses, when they are not the whole
    text."""
    if len(clauses) < 2:
        return
    sentences: dict[int, list[Clause]] = {}
    for clause in clauses:
        sentences.setdefault(clause.sentence, []).append(clause)
    for clause in sorted(clauses, key=lambda clause: not clause.asks):
        yield Span(clause.start, clause.end, is_clause=True)
    for parts in sentences.values():
        if len(sentences) > 1 and len(parts) > 1:
            yield Span(parts[0].start, parts[-1].end, is_clause=False)


def _affordable(spans: Iterable[Span]) -> list[Span]:
    kept: list[Span] = []
    left = _BUDGET
    for span in islice(spans, MOST - 1):
        left -= span.end - span.start
        if left >= 0:
            kept.append(span)
    return sorted(kept, key=lambda span: (not span.is_clause, span.start))


def _stretch(passage: Passage, span: Span) -> Stretch:
    heard = frozenset(_heard(passage, span))
    return Stretch(
        text=passage.text.words(span.start, span.end),
        folded=passage.text.folded[span.start : span.end],
        heard=heard,
        points=_points(heard, passage.lexicon),
        sector=passage.turn.sector,
    )


def _heard(passage: Passage, span: Span) -> Iterator[str]:
    start, end = span.start, span.end
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


def _points(heard: frozenset[str], lexicon: Lexicon) -> dict[str, float]:
    """The strongest rule counts whole, the others an eighth."""
    won: dict[str, list[float]] = {}
    for rule in lexicon.rules:
        if rule.holds(heard):
            won.setdefault(rule.intent, []).append(rule.points)
    return {i: max(p) + min(1.5, (sum(p) - max(p)) / 8) for i, p in won.items()}


def _judged(passage: Passage, spans: list[Span], seen: list[Stretch], network: Network) -> Units:
    verdict = network.judge(seen)
    units = [
        _unit(span, stretch, _overruled(passage, stretch, labels))
        for span, stretch, labels in zip(spans, seen, _named(network, verdict), strict=True)
    ]
    signals = dict(zip(network.signals, map(float, verdict.signals[0]), strict=True))
    signals["allergy"] = max(unit.intents["allergy_medical"] for unit in units)
    return Units(units[0], tuple(units[1:]), signals)


def _named(network: Network, verdict: Verdict) -> Iterator[dict[str, float]]:
    for row in verdict.labels:
        yield dict(zip(network.labels, map(float, row), strict=True))


def _overruled(passage: Passage, stretch: Stretch, labels: dict[str, float]) -> Mapping[str, float]:
    """The network knows the text alone: rules about what is spoken of already come first, and the
    few rules that are surer than any statistics."""
    won = [r for r in passage.lexicon.rules if _overrules(r) and r.holds(stretch.heard)]
    best = max(won, key=lambda rule: rule.points, default=None)
    if best is None:
        return labels
    sure = min(0.97, _SURE_BASE + _SURE_SLOPE * best.points)
    rest = {label: p * (1 - sure) for label, p in labels.items()}
    return rest | {best.intent: rest.get(best.intent, 0.0) + sure}


def _overrules(rule: Rule) -> bool:
    return rule.points >= (_TOLD if rule.tells_memory else _CERTAIN)


def _by_rules(span: Span, stretch: Stretch) -> Unit:
    """Without the network: points as probabilities, 0.53 for the weakest rule, 0.9 plain."""
    sure = {i: min(0.97, _SURE_BASE + _SURE_SLOPE * p) for i, p in stretch.points.items()}
    return _unit(span, stretch, sure)


def _unit(span: Span, stretch: Stretch, labels: Mapping[str, float]) -> Unit:
    return Unit(span, stretch.heard, labels, by_intent(labels.items()))


def by_intent(labels: Iterable[tuple[str, float]]) -> dict[str, float]:
    sums: dict[str, float] = {}
    for label, probability in labels:
        intent = label.partition("/")[0]
        sums[intent] = sums.get(intent, 0.0) + probability
    return sums
