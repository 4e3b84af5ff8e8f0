"""One change of an order that has not left: another variant, address or quantity, in facts."""

from dataclasses import dataclass, replace

from coccinelle.core.choice import choose
from coccinelle.core.facts import Fact, Phrase
from coccinelle.core.orders import Order, OrderLine
from coccinelle.core.proposal import Concern, Proposal
from coccinelle.core.reading import Request
from coccinelle.core.shop import StockLevel
from coccinelle.core.skill import Situation
from coccinelle.skills import items, orders, ways_out

NAME = "order_change"


@dataclass(frozen=True, slots=True)
class Change:
    """about: our words for it, so that a yes means this one: "2903:variant:1:RC-322-40"; params:
    for its performer; what: as a member reads it; todo: their task, which outlives an erasure, so
    it says no address."""

    about: str
    kind: str
    params: dict[str, object]
    facts: dict[str, Fact]
    what: str
    todo: str

    @property
    def is_sensitive(self) -> bool:
        return self.kind == "address"


def to_variant(
    order: Order, line: OrderLine, request: Request, situation: Situation
) -> Change | Proposal:
    """The size and the colour that are said; those of the order where nothing is."""
    size = said(request, "size_to") or said(request, "size") or line.size
    color = said(request, "color") or line.color
    if (size.casefold(), color.casefold()) == (line.size.casefold(), line.color.casefold()):
        return _already(order, line, situation)
    return of_size(order, line, size, color, request, situation)


def of_size(
    order: Order, line: OrderLine, size: str, color: str, request: Request, situation: Situation
) -> Change | Proposal:
    """As the stock is now, which may not be as it was when we recapped."""
    product = situation.shop.product(line.product_ref)
    if product is None:
        return for_a_member(order, "Article qui n'est plus au catalogue")
    levels = situation.shop.stock(line.product_ref)
    choice = choose(levels, size=size, color=color, quantity=line.quantity)
    item = items.Item(product, levels, choice, size, color, line.quantity)
    obstacle = items.obstacle(item, NAME, orders.wish(request), situation)
    if obstacle:
        return _kept_in_mind(order, obstacle)
    assert choice.level is not None, "an item without obstacle has its variant"
    return to_level(order, line, choice.level, situation)


def to_level(
    order: Order, line: OrderLine, level: StockLevel, situation: Situation
) -> Change | Proposal:
    if level.price_cents != line.unit_price_cents:
        return for_a_member(order, "Autre prix que celui de la commande")
    facts = _line_facts(line, situation)
    if level.size != line.size:
        facts["size_from"] = situation.fact("size", line.size, orders.SOURCE)
        facts["size"] = situation.fact("size", level.size, "stock", level.read_at)
    if level.color != line.color:
        facts["color"] = situation.fact("color", level.color, "stock", level.read_at)
    pairs = ((level.size, line.size), (level.color, line.color))
    what = f"{line.product} : " + ", ".join(f"{a} au lieu de {b}" for a, b in pairs if a != b)
    return Change(
        about=f"{order.number}:variant:{line.position}:{level.sku}",
        kind="variant",
        params={"position": line.position, "sku": level.sku},
        facts=facts,
        what=what,
        todo=what,
    )


def to_address(order: Order, address: str, situation: Situation) -> Change:
    address = " ".join(address.split())
    return Change(
        about=f"{order.number}:address:{address}",
        kind="address",
        params={"address": address},
        facts={"place": situation.fact("place", address, "message du client")},
        what=f"livrer à cette adresse : {address}",
        todo="livrer à la nouvelle adresse, donnée dans la conversation",
    )


def to_quantity(
    order: Order, line: OrderLine, quantity: int, situation: Situation
) -> Change | Proposal:
    if quantity == line.quantity:
        return _already(order, line, situation)
    if quantity > line.quantity or quantity < 1:  # more is a sale, none a cancellation in part
        return for_a_member(order, "Autre quantité que celle de la commande")
    facts = _line_facts(line, situation)
    what = f"{quantity} × {line.product} au lieu de {line.quantity}, rembourser la différence"
    facts["quantity"] = situation.fact("count", quantity, "message du client")
    return Change(
        about=f"{order.number}:quantity:{line.position}:{quantity}",
        kind="quantity",
        params={"position": line.position, "quantity": quantity},
        facts=facts,
        what=what,
        todo=what,
    )


def _already(order: Order, line: OrderLine, situation: Situation) -> Proposal:
    facts = {"order": orders.order_fact(order, situation)} | _line_facts(line, situation)
    facts["size"] = situation.fact("size", line.size, orders.SOURCE)
    return Proposal(skill=NAME, phrases=(Phrase("order_already_so", facts),), order=order.number)


def for_a_member(order: Order, what: str) -> Proposal:
    concern = Concern("draft", f"{what} - Commande #{order.number}, pas encore expédiée")
    return Proposal(skill=NAME, concern=concern, options=ways_out.NOT_SHIPPED, order=order.number)


def _kept_in_mind(order: Order, obstacle: Proposal) -> Proposal:
    """The answer to its question is about this order."""
    question = obstacle.question and replace(obstacle.question, about=order.number)
    return replace(obstacle, question=question, order=order.number)


def _line_facts(line: OrderLine, situation: Situation) -> dict[str, Fact]:
    return {"product": situation.fact("product", line.product, orders.SOURCE)}


def said(request: Request, name: str) -> str | None:
    entity = request.entity(name)
    return str(entity.value) if entity else None
