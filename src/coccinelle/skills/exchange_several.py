"""Several articles in one wish: each with what is said of it, what they share said once."""

from dataclasses import replace

from coccinelle.core.exchange import Obstacle, obstacle
from coccinelle.core.facts import Phrase
from coccinelle.core.proposal import Proposal
from coccinelle.core.reading import Entity, Request
from coccinelle.core.skill import Situation
from coccinelle.skills import bought
from coccinelle.skills.bought import Bought


def requests(request: Request, situation: Situation) -> list[Request]:
    """Every exchange asked for in this turn, in the order of the text."""
    alike = [r for r in situation.reading.requests if r.intent == request.intent]
    return [r for r in alike if r.sub_kind == request.sub_kind] or [request]


def each_named(request: Request, situation: Situation) -> list[tuple[Request, Bought]]:
    """ "la jupe 36 contre un 38 et le pull contre un M": each article with what follows it, when
    each is one that was bought, without a doubt."""
    every = requests(request, situation)
    shared = tuple(e for r in every for e in r.entities if e.name == "order_number")
    split = [part for r in every for part in _by_product(r, shared)]
    found = [(p, exchangeable(bought.find(p, situation), situation)) for p in split]
    meant = [(p, bought.as_carried(left[0], situation)) for p, left in found if len(left) == 1]
    is_clear = len(meant) == len(split) > 1 and len({one.about for _, one in meant}) == len(meant)
    return meant if is_clear else []


def exchangeable(found: tuple[Bought, ...], situation: Situation) -> tuple[Bought, ...]:
    """Of several, those that the rules leave: what is too old is not what they mean."""
    left = tuple(b for b in found if obstacle_of(b, situation) is None)
    return left or found


def obstacle_of(one: Bought, situation: Situation) -> Obstacle | None:
    return obstacle(
        one.order,
        one.line,
        policy=situation.policy,
        now=situation.now,
        zone=situation.business.zone,
    )


def merged(proposals: list[Proposal]) -> Proposal:
    asked = [p.question for p in proposals if p.question]
    concerns = [p.concern for p in proposals if p.concern]
    return replace(
        proposals[0],
        phrases=_once(proposals),
        actions=tuple(x for p in proposals for x in p.actions),
        question=asked[-1] if asked else None,
        concern=concerns[0] if concerns else None,
        meanwhile=tuple(x for p in proposals for x in p.meanwhile),
        facts=tuple(x for p in proposals for x in p.facts),
    )


def _once(proposals: list[Proposal]) -> tuple[Phrase, ...]:
    """That it is fine, each article, then the ways they share."""
    said = [phrase for p in proposals for phrase in p.phrases]
    once = [phrase for n, phrase in enumerate(said) if phrase not in said[:n]]
    rank = {"exchange_ok": 0, "exchange_one": 1}
    return tuple(sorted(once, key=lambda phrase: rank.get(phrase.name, 2)))


def _by_product(request: Request, shared: tuple[Entity, ...]) -> list[Request]:
    """The values are in the order of the text; an order's number is of all of them."""
    parts: list[list[Entity]] = []
    for entity in request.entities:
        if entity.name == "product" and entity.ref not in [p[0].ref for p in parts]:
            parts.append([entity])
        elif parts and entity.name not in ("product", "order_number"):
            parts[-1].append(entity)
    return [replace(request, entities=(*part, *shared)) for part in parts]
