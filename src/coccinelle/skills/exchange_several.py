"""Several articles in one wish: each with what is said of it, what they share said once."""

from dataclasses import dataclass, replace

from coccinelle.core.exchange import Obstacle, obstacle
from coccinelle.core.facts import Phrase
from coccinelle.core.orders import OrderLine
from coccinelle.core.proposal import Proposal
from coccinelle.core.reading import Entity, Request
from coccinelle.core.skill import Situation
from coccinelle.skills import bought
from coccinelle.skills.bought import Bought

_SIZES = ("size", "size_from", "size_to")
_WANTED = ("size", "size_to", "color")


@dataclass(frozen=True, slots=True)
class _Part:
    """One article named, with what is said of it. fits: those bought that it may be."""

    request: Request
    fits: tuple[Bought, ...]

    @property
    def one(self) -> Bought:
        return self.fits[0]


def requests(request: Request, situation: Situation) -> list[Request]:
    """Every exchange asked for in this turn, in the order of the text."""
    alike = [r for r in situation.reading.requests if r.intent == request.intent]
    return [r for r in alike if r.sub_kind == request.sub_kind] or [request]


def each_named(request: Request, situation: Situation) -> list[tuple[Request, Bought]]:
    """ "la jupe 36 contre un 38 et le pull contre un M": each article with what is said of it, when
    each is one that was bought, without a doubt. One alone when nothing is asked of the others:
    "la jupe est parfaite"."""
    every = requests(request, situation)
    shared = tuple(e for r in every for e in r.entities if e.name == "order_number")
    parts = [_Part(p, _bought(p, situation)) for r in every for p in _by_product(r, shared)]
    clear = _each_once([p for p in parts if len(p.fits) == 1])
    if len(clear) < 2 or any(not _is_again(p, clear) for p in parts):
        return []
    asked = _without_last_unasked(clear)
    return [(_sized(p.request, p.one.line), bought.as_carried(p.one, situation)) for p in asked]


def _bought(request: Request, situation: Situation) -> tuple[Bought, ...]:
    return exchangeable(bought.find(request, situation), situation)


def _each_once(parts: list[_Part]) -> list[_Part]:
    """What is said twice of one article is said of it once, together."""
    kept: dict[str, _Part] = {}
    for part in parts:
        before = kept.get(part.one.about)
        entities = (*before.request.entities, *part.request.entities) if before else None
        said = replace(part.request, entities=entities) if entities else part.request
        kept[part.one.about] = replace(part, request=said)
    return list(kept.values())


def _is_again(part: _Part, clear: list[_Part]) -> bool:
    """ "la robe", said once more by its name: one that was found by other words."""
    found = {p.one.about for p in clear}
    return any(b.about in found for b in part.fits)


def _without_last_unasked(parts: list[_Part]) -> list[_Part]:
    """Named after all that was asked, with nothing said of it: it is not to be exchanged."""
    asked = [n for n, p in enumerate(parts) if any(p.request.entity(x) for x in _WANTED)]
    return parts[: asked[-1] + 1] if asked else parts


def _sized(request: Request, line: OrderLine) -> Request:
    """Beside another article, a size that is not the one bought can only be the one wanted."""
    said = [e for e in request.entities if e.name in _SIZES and not _is_size_of(line, e)]
    wanted = [e for e in said if e.name == "size_to"] or said
    if not wanted:
        return request
    others = tuple(e for e in request.entities if e.name not in _SIZES)
    return replace(request, entities=(*others, replace(wanted[-1], name="size_to")))


def _is_size_of(line: OrderLine, said: Entity) -> bool:
    return str(said.value).casefold() == line.size.casefold()


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
    """The values are in the order of the text; an order's number is of all of them.

    ahead: "un 36 pour la robe et un 38 pour la jupe".
    """
    parts: list[list[Entity]] = []
    ahead: list[Entity] = []
    leads = next((e.name for e in request.entities if e.name in (*_WANTED, "product")), "")
    for entity in request.entities:
        if entity.name == "product" and (not parts or entity.ref != parts[-1][0].ref):
            parts.append([entity, *ahead])
            ahead = []
        elif entity.name in _WANTED and leads != "product":
            ahead.append(entity)
        elif parts and entity.name not in ("product", "order_number"):
            parts[-1].append(entity)
    return [replace(request, entities=(*part, *shared)) for part in parts]
