"""What is to change in an order that has not left: another variant, another address, a quantity."""

import re

from coccinelle.core.facts import Fact, Phrase
from coccinelle.core.memory import OpenQuestion, QuestionKind
from coccinelle.core.orders import Order, OrderLine
from coccinelle.core.proposal import PlannedAction, Proposal
from coccinelle.core.reading import Request
from coccinelle.core.skill import Situation
from coccinelle.skills import items, order_variation, orders, shop_info
from coccinelle.skills.deadline import end_of_day
from coccinelle.skills.order_variation import Change
from coccinelle.skills.recap import recap

NAME = "order_change"
_ADDRESS = re.compile(
    r"adress|livr\w* (?:ailleurs|au|à|a|chez)|point relais|déménag|demenag|address"
    r"|deliver\w* (?:to|at)",
    re.IGNORECASE,
)


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
    told = (*_how_long(situation), Phrase("modify_recap", facts, (change.kind,)), *asked)
    return recap(
        NAME, request, situation, told, done, about=change.about, sensitive=change.is_sensitive
    )


def _how_long(situation: Situation) -> tuple[Phrase, ...]:
    """ "et combien de jours faut-il compter ?", asked in the same breath and read as one wish."""
    wishes = {r.intent for r in situation.reading.requests}
    return () if wishes & {"delivery_info", "order_status"} else shop_info.delay(situation)


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
        return order_variation.to_address(order, str(address.value), situation)
    if is_about_address(request, situation):
        return _which_address(order, request, situation)
    if _is_another_article(order, request):
        return order_variation.for_a_member(order, "Ajouter ou changer un article")
    line = _line(order, request, situation)
    if isinstance(line, Proposal):
        return line
    if request.entity("size") or request.entity("size_to") or request.entity("color"):
        return order_variation.to_variant(order, line, request, situation)
    quantity = request.entity("quantity")
    if quantity:
        return order_variation.to_quantity(order, line, int(quantity.value), situation)
    return _what(order, request, situation)


def _recapped(order: Order, request: Request, situation: Situation) -> Change | Proposal | None:
    question, answer = situation.memory.question, situation.reading.answer
    if question is None or question.kind != "proposal" or answer is None:
        return None
    if answer.kind not in ("yes", "no") or question.wanted != orders.wish(request):
        return None
    number, _, rest = question.about.partition(":")
    return _again(order, rest, request, situation) if number == order.number else None


def _again(
    order: Order, change: str, request: Request, situation: Situation
) -> Change | Proposal | None:
    """The facts are read anew: the stock may have gone meanwhile."""
    kind, _, value = change.partition(":")
    if kind == "address":
        return order_variation.to_address(order, value, situation)
    position, _, wanted = value.partition(":")
    line = next((x for x in order.lines if str(x.position) == position), None)
    if line is None:
        return None
    if kind == "quantity":
        return order_variation.to_quantity(order, line, int(wanted), situation)
    levels = situation.shop.stock(line.product_ref)
    level = next((x for x in levels if x.sku == wanted), None)
    if level is None:
        return order_variation.for_a_member(order, "Article qui n'est plus au catalogue")
    return order_variation.of_size(order, line, level.size, level.color, request, situation)


def _line(order: Order, request: Request, situation: Situation) -> OrderLine | Proposal:
    """The article named, the one of the size that was said, else the only one."""
    said = request.entity("product")
    refs = {said.ref, *said.candidates} if said else set()
    fits = tuple(x for x in order.lines if x.product_ref in refs)
    size_from = order_variation.said(request, "size_from")
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
