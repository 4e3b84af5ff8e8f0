"""What is to change in an order that has not left: another variant, another address, a quantity."""

import re
from dataclasses import dataclass, replace

from coccinelle.core.choice import choose
from coccinelle.core.facts import Fact, Phrase
from coccinelle.core.memory import OpenQuestion, QuestionKind
from coccinelle.core.orders import Order, OrderLine
from coccinelle.core.proposal import Concern, PlannedAction, Proposal
from coccinelle.core.reading import Request
from coccinelle.core.shop import StockLevel
from coccinelle.core.skill import Situation
from coccinelle.skills import items, orders
from coccinelle.skills.deadline import end_of_day
from coccinelle.skills.recap import recap

NAME = "order_change"
MOST_OF_ONE = 20
_ADDRESS = re.compile(
    r"adress|livr\w* (?:ailleurs|au|à|a|chez)|point relais|déménag|demenag|address"
    r"|deliver\w* (?:to|at)",
    re.IGNORECASE,
)


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


def propose(order: Order, request: Request, situation: Situation) -> Proposal:
    change = _asked(order, request, situation)
    if isinstance(change, Proposal):
        return change
    facts = {"order": orders.order_fact(order, situation)} | change.facts
    done = Proposal(
        skill=NAME,
        phrases=(Phrase("order_modified", facts, (change.kind,), tells_act=True),),
        actions=(_action(order, change), _task(order, change, situation)),
        order=order.number,
        remember=orders.remembered(order, situation),
    )
    is_signed = change.is_sensitive and situation.kind == "sms"
    asked = () if is_signed else ask_yes(situation)
    told = (Phrase("modify_recap", facts, (change.kind,)), *asked)
    return recap(
        NAME, request, situation, told, done, about=change.about, sensitive=change.is_sensitive
    )


def ask_yes(situation: Situation) -> tuple[Phrase, ...]:
    """An e-mail is asked for another way, as it must answer ours."""
    return () if situation.kind == "email" else (Phrase("confirm_yes", {}),)


def is_about_address(request: Request, situation: Situation) -> bool:
    return request.entity("address") is not None or bool(_ADDRESS.search(situation.said))


def _asked(order: Order, request: Request, situation: Situation) -> Change | Proposal:
    """What the message says, else what our recap was about."""
    recapped = _recapped(order, request, situation)
    if recapped:
        return recapped
    address = request.entity("address")
    if address:
        return _address(order, str(address.value), situation)
    if is_about_address(request, situation):
        return _which_address(order, request, situation)
    if _is_another_article(order, request):
        return _for_a_member(order, "Ajouter ou changer un article")
    line = _line(order, request, situation)
    if isinstance(line, Proposal):
        return line
    if request.entity("size") or request.entity("size_to") or request.entity("color"):
        return _variant(order, line, request, situation)
    quantity = request.entity("quantity")
    if quantity:
        return _quantity(order, line, int(quantity.value), situation)
    return _what(order, request, situation)


def _recapped(order: Order, request: Request, situation: Situation) -> Change | None:
    question, answer = situation.memory.question, situation.reading.answer
    if question is None or question.kind != "proposal" or answer is None:
        return None
    if answer.kind not in ("yes", "no") or question.wanted != orders.wish(request):
        return None
    number, _, rest = question.about.partition(":")
    kind, _, value = rest.partition(":")
    if number != order.number:
        return None
    return _again(order, kind, value, situation)


def _again(order: Order, kind: str, value: str, situation: Situation) -> Change | None:
    """The facts are read anew: the stock may have gone meanwhile."""
    if kind == "address":
        return _address(order, value, situation)
    position, _, wanted = value.partition(":")
    line = next((x for x in order.lines if str(x.position) == position), None)
    if line is None:
        return None
    if kind == "quantity":
        return _if_possible(_quantity(order, line, int(wanted), situation))
    levels = situation.shop.stock(line.product_ref)
    level = next((x for x in levels if x.sku == wanted), None)
    return _if_possible(_to_level(order, line, level, situation)) if level else None


def _if_possible(change: Change | Proposal) -> Change | None:
    return change if isinstance(change, Change) else None


def _variant(
    order: Order, line: OrderLine, request: Request, situation: Situation
) -> Change | Proposal:
    product = situation.shop.product(line.product_ref)
    if product is None:
        return _for_a_member(order, "Article qui n'est plus au catalogue")
    size = _said(request, "size_to") or _said(request, "size") or line.size
    color = _said(request, "color") or line.color
    if (size.casefold(), color.casefold()) == (line.size.casefold(), line.color.casefold()):
        return _already(order, line, situation)
    levels = situation.shop.stock(line.product_ref)
    choice = choose(levels, size=size, color=color, quantity=line.quantity)
    item = items.Item(product, levels, choice, size, color, line.quantity)
    obstacle = items.obstacle(item, NAME, orders.wish(request), situation)
    if obstacle:
        return _kept_in_mind(order, obstacle)
    if choice.level is None:
        return _for_a_member(order, "Taille ou couleur introuvable")
    return _to_level(order, line, choice.level, situation)


def _kept_in_mind(order: Order, obstacle: Proposal) -> Proposal:
    """The answer to its question is about this order."""
    question = obstacle.question and replace(obstacle.question, about=order.number)
    return replace(obstacle, question=question, order=order.number)


def _to_level(
    order: Order, line: OrderLine, level: StockLevel, situation: Situation
) -> Change | Proposal:
    if level.price_cents != line.unit_price_cents:
        return _for_a_member(order, "Autre prix que celui de la commande")
    facts = _line_facts(line, situation)
    if level.size != line.size:
        facts["size_from"] = situation.fact("size", line.size, orders.SOURCE)
        facts["size"] = situation.fact("size", level.size, "stock", level.read_at)
    if level.color != line.color:
        facts["color"] = situation.fact("color", level.color, "stock", level.read_at)
    before, after = f"{line.size} {line.color}", f"{level.size} {level.color}"
    what = f"{line.product} en {after} au lieu de {before}"
    return Change(
        about=f"{order.number}:variant:{line.position}:{level.sku}",
        kind="variant",
        params={"position": line.position, "sku": level.sku},
        facts=facts,
        what=what,
        todo=what,
    )


def _address(order: Order, address: str, situation: Situation) -> Change:
    address = " ".join(address.split())
    return Change(
        about=f"{order.number}:address:{address}",
        kind="address",
        params={"address": address},
        facts={"place": situation.fact("place", address, "message du client")},
        what=f"livrer à cette adresse : {address}",
        todo="livrer à la nouvelle adresse, donnée dans la conversation",
    )


def _quantity(
    order: Order, line: OrderLine, quantity: int, situation: Situation
) -> Change | Proposal:
    if quantity == line.quantity:
        return _already(order, line, situation)
    if quantity > line.quantity or quantity < 1:  # more is a sale, none a cancellation in part
        return _for_a_member(order, "Autre quantité que celle de la commande")
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


def _line(order: Order, request: Request, situation: Situation) -> OrderLine | Proposal:
    """The article named, the one of the size that was said, else the only one."""
    said = request.entity("product")
    refs = {said.ref, *said.candidates} if said else set()
    fits = tuple(x for x in order.lines if x.product_ref in refs)
    size_from = _said(request, "size_from")
    fits = fits or tuple(x for x in order.lines if size_from and x.size == size_from)
    fits = fits or order.lines
    if len(fits) == 1:
        return fits[0]
    names = tuple(line.product for line in fits[: items.AT_MOST])
    facts = {
        "order": orders.order_fact(order, situation),
        "products": situation.fact("product", names, orders.SOURCE),
    }
    refs_offered = tuple(line.product_ref for line in fits[: items.AT_MOST])
    return _asking(
        order, request, "which_of_order", facts, ("which_product", refs_offered), situation
    )


def _is_another_article(order: Order, request: Request) -> bool:
    said = request.entity("product")
    return bool(said and said.ref and said.ref not in {x.product_ref for x in order.lines})


def _which_address(order: Order, request: Request, situation: Situation) -> Proposal:
    facts = {"order": orders.order_fact(order, situation)}
    return _asking(
        order, request, "which_address", facts, ("which_detail", ("address",)), situation
    )


def _what(order: Order, request: Request, situation: Situation) -> Proposal:
    facts = orders.what_facts(order, situation)
    wanted = ("size", "color", "address")
    return _asking(order, request, "which_change", facts, ("which_detail", wanted), situation)


def _asking(
    order: Order,
    request: Request,
    phrase: str,
    facts: dict[str, Fact],
    asked: tuple[QuestionKind, tuple[str, ...]],
    situation: Situation,
) -> Proposal:
    kind, choices = asked
    question = OpenQuestion(kind, orders.wish(request), choices, about=order.number)
    return Proposal(
        skill=NAME,
        phrases=(Phrase(phrase, facts),),
        question=question,
        order=order.number,
        remember=orders.remembered(order, situation),
    )


def _already(order: Order, line: OrderLine, situation: Situation) -> Proposal:
    facts = {"order": orders.order_fact(order, situation)} | _line_facts(line, situation)
    facts["size"] = situation.fact("size", line.size, orders.SOURCE)
    return Proposal(skill=NAME, phrases=(Phrase("order_already_so", facts),), order=order.number)


def _for_a_member(order: Order, what: str) -> Proposal:
    concern = Concern("draft", f"{what} - Commande #{order.number}, pas encore expédiée")
    return Proposal(skill=NAME, concern=concern, order=order.number)


def _line_facts(line: OrderLine, situation: Situation) -> dict[str, Fact]:
    return {"product": situation.fact("product", line.product, orders.SOURCE)}


def _action(order: Order, change: Change) -> PlannedAction:
    """Not keyed by the turn: asked for twice, it is one; asked for after another, it is new."""
    return PlannedAction(
        kind="order.modify",
        key=f"order:{order.contact_id}:{change.about}:{order.changes}",
        params={
            "order_id": order.id,
            "contact_id": order.contact_id,
            "kind": change.kind,
            **change.params,
        },
        summary=f"Commande #{order.number} : {change.what}",
    )


def _task(order: Order, change: Change, situation: Situation) -> PlannedAction:
    return PlannedAction(
        kind="task.add",
        key=f"order:{order.contact_id}:{change.about}:{order.changes}:task",
        params={
            "what": f"Commande #{order.number} : {change.todo}",
            "due_at": end_of_day(situation).isoformat(),
            "order": order.number,
            "urgency": "normal",
        },
        summary=f"Préparer autrement la commande #{order.number}",
    )


def _said(request: Request, name: str) -> str | None:
    entity = request.entity(name)
    return str(entity.value) if entity else None
