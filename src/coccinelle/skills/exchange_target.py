"""What a bought article is to be exchanged for: another size, another colour, or another model."""

from dataclasses import dataclass, replace

from coccinelle.core.catalogue import Product
from coccinelle.core.choice import choose
from coccinelle.core.facts import Phrase
from coccinelle.core.memory import OpenQuestion
from coccinelle.core.orders import OrderLine
from coccinelle.core.proposal import Concern, Proposal
from coccinelle.core.reading import Entity, Request
from coccinelle.core.shop import StockLevel
from coccinelle.core.skill import Situation
from coccinelle.skills import items
from coccinelle.skills.bought import Bought

NAME = "exchange"
WANTED = "exchange_request"


@dataclass(frozen=True, slots=True)
class Target:
    """The variant that will replace the one of the line."""

    one: Bought
    product: Product
    level: StockLevel
    quantity: int

    @property
    def is_same_model(self) -> bool:
        return self.product.ref == self.one.line.product_ref

    @property
    def changes_color(self) -> bool:
        return self.is_same_model and self.level.color.casefold() != self._color

    @property
    def _color(self) -> str:
        return self.one.line.color.casefold()


@dataclass(frozen=True, slots=True)
class _Said:
    """None: it stays as it was bought. is_same: the very variant that was bought was asked for."""

    size: str | None
    color: str | None

    @property
    def is_nothing(self) -> bool:
        return self.size is None and self.color is None


def find(request: Request, one: Bought, situation: Situation) -> Target | Proposal:
    """The variant wanted, or what must be said or asked before there is one."""
    model = _other_model(request, one.line, situation)
    known = model or situation.shop.product(one.line.product_ref)
    if known is None:
        return _for_a_member("Échange : l'article n'est plus au catalogue", one)
    quantity = quantity_of(request, one.line)
    if model:
        return _of_model(request, one, model, quantity, situation)
    said = said_change(request, one.line, situation)
    others = tuple(x for x in situation.shop.stock(known.ref) if x.sku != one.line.sku)
    if said.is_nothing or _is_what_was_bought(said, one.line):
        return _which(known, one, others, said, situation)
    return _chosen(known, one, others, said, quantity, situation)


def said_change(request: Request, line: OrderLine, situation: Situation) -> _Said:
    size = request.entity("size_to") or _other_than(request, "size", line.size)
    kept = None if size else _size_said_before(situation)
    colors = [e for e in request.entities if e.name == "color" and not _is_of(line, e)]
    return _Said(str(size.value) if size else kept, str(colors[-1].value) if colors else None)


def quantity_of(request: Request, line: OrderLine) -> int:
    """All that were bought in this line, unless fewer are said."""
    said = request.entity("quantity")
    return min(max(int(said.value), 1), line.quantity) if said else line.quantity


def _size_said_before(situation: Situation) -> str | None:
    """ "en 38", then "la 2847" once the order was asked for."""
    question = situation.memory.question
    if question is None or situation.reading.answer is None:
        return None
    asked = question.kind in ("which_order", "which_product", "which_color")
    is_ours = asked and question.wanted.startswith(WANTED)
    return situation.memory.size if is_ours else None


def _other_than(request: Request, name: str, value: str) -> Entity | None:
    said = [e for e in request.entities if e.name == name]
    return next((e for e in reversed(said) if str(e.value).casefold() != value.casefold()), None)


def _is_of(line: OrderLine, said: Entity) -> bool:
    """ "le pantalon noir" tells which one it is, not which one is wanted."""
    its_own = f"{line.color} {line.product}".casefold()
    return any(word[:4] in its_own for word in str(said.value).casefold().split())


def _is_what_was_bought(said: _Said, line: OrderLine) -> bool:
    return said.color is None and (said.size or "").casefold() == line.size.casefold()


def _which(
    product: Product, one: Bought, others: tuple[StockLevel, ...], said: _Said,
    situation: Situation,
) -> Proposal:  # fmt: skip
    """No size said, or the one they have: asked for, from what is left."""
    same_color = [x for x in others if x.color == one.line.color and x.available]
    sizes = tuple(dict.fromkeys(x.size for x in same_color))
    colors = tuple(dict.fromkeys(x.color for x in others if x.available and x.color))
    facts = {"product": items.product_fact(product, situation)}
    flags = () if said.is_nothing else ("same",)
    if said.size:
        facts["size"] = situation.fact("size", said.size, "commande")
    if sizes:
        facts["sizes"] = situation.fact("size", sizes, "stock")
        return _asking(one, Phrase("exchange_size", facts, flags), "which_size", sizes)
    if colors:
        facts["colors"] = situation.fact("color", colors, "stock")
        return _asking(one, Phrase("exchange_color", facts, flags), "which_color", colors)
    return _for_a_member("Échange : aucune autre taille ni couleur en stock", one)


def _chosen(
    product: Product, one: Bought, others: tuple[StockLevel, ...], said: _Said, quantity: int,
    situation: Situation,
) -> Target | Proposal:  # fmt: skip
    """What was not said stays as it was bought."""
    color = items.known_color(product, said.color) or one.line.color or None
    size = said.size or one.line.size or None
    choice = choose(others, size=size, color=color, quantity=quantity)
    if choice.verdict == "chosen" and choice.level:
        return Target(one, product, choice.level, quantity)
    if choice.verdict == "no_such_color":  # the colour they have is no offer
        colors = tuple(c for c in choice.colors if c.casefold() != one.line.color.casefold())
        choice = replace(choice, colors=colors)
        if not colors:
            return _for_a_member("Échange : aucune autre couleur en stock", one)
    item = items.Item(product, others, choice, size, color, quantity)
    return _stopped(item, one, situation)


def _of_model(
    request: Request, one: Bought, model: Product, quantity: int, situation: Situation
) -> Target | Proposal:
    size = request.entity("size_to") or request.entity("size")
    color = request.entity("color")
    levels = situation.shop.stock(model.ref)
    said = items.known_color(model, str(color.value)) if color else None
    choice = choose(levels, size=str(size.value) if size else None, color=said, quantity=quantity)
    if choice.verdict == "chosen" and choice.level:
        return Target(one, model, choice.level, quantity)
    return _for_a_member("Échange contre un autre modèle", one)


def _stopped(item: items.Item, one: Bought, situation: Situation) -> Proposal:
    stops = items.obstacle(item, NAME, WANTED, situation)
    assert stops is not None, "nothing was chosen"
    question = stops.question and replace(stops.question, about=one.about)
    return replace(stops, question=question, order=one.order.number)


def _asking(one: Bought, phrase: Phrase, kind: str, choices: tuple[str, ...]) -> Proposal:
    question = OpenQuestion(kind, WANTED, choices, about=one.about)  # type: ignore[arg-type]
    return Proposal(
        skill=NAME,
        phrases=(phrase,),
        question=question,
        order=one.order.number,
        remember={"product_ref": one.line.product_ref, "size": None, "is_holding": False},
    )


def _for_a_member(reason: str, one: Bought) -> Proposal:
    return Proposal(skill=NAME, concern=Concern("draft", reason), order=one.order.number)


def _other_model(request: Request, line: OrderLine, situation: Situation) -> Product | None:
    """ "contre la robe rouge": a product said that is not the one bought, beside it or after."""
    said = [e for e in request.entities if e.name == "product" and e.ref]
    is_named = any(e.ref == line.product_ref for e in said)
    others = [e for e in said if e.ref != line.product_ref]
    if not others or not (is_named or len(said) > 1):
        return None
    return situation.shop.product(str(others[-1].ref))
