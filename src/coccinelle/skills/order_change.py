"""Cancel or change an order: recapped and confirmed while it has not left, explained afterwards."""

from dataclasses import replace

from coccinelle.core.facts import Fact, Phrase
from coccinelle.core.orders import Order
from coccinelle.core.proposal import Concern, PlannedAction, Proposal
from coccinelle.core.reading import Request
from coccinelle.core.skill import Situation
from coccinelle.skills import exchange, order_modification, orders, ways_out
from coccinelle.skills.deadline import end_of_day
from coccinelle.skills.recap import recap

NAME = "order_change"
INTENTS = ("order_cancel", "order_modify")
LEGAL_RETURN_DAYS = 14  # code de la consommation, L221-18: a shop may only give more


def propose(request: Request, situation: Situation) -> Proposal:
    order = orders.find(request, situation, NAME, _likely)
    if isinstance(order, Proposal):
        return order
    is_cancel = request.intent == "order_cancel"
    if order.status == "cancelled":
        return _say(
            order, situation, Phrase("order_is_cancelled", _facts(order, situation), tells_act=True)
        )
    if order.can_change and is_cancel:
        return _cancel(order, request, situation)
    if order.can_change:
        return order_modification.propose(order, request, situation)
    if request.intent == "order_modify" and order.status == "delivered" and _other(request):
        return exchange.propose(replace(request, intent="exchange_request"), situation)
    if order.status == "shipped":
        return _has_left(order, request, situation)
    return _has_come(order, situation)


def _other(request: Request) -> bool:
    """Another size or colour of what has come is an exchange, whatever it is called."""
    return any(request.entity(name) for name in ("size", "size_to", "color"))


def _likely(recent: tuple[Order, ...]) -> tuple[Order, ...]:
    """Those that can still be changed; else one that is on its way; else the last one."""
    carried = tuple(o for o in recent if not o.is_from_the_shop or o.can_change)
    unsent = tuple(o for o in recent if o.can_change)
    return unsent or tuple(o for o in recent if orders.is_live(o)) or carried[:1] or recent[:1]


def _cancel(order: Order, request: Request, situation: Situation) -> Proposal:
    facts = _facts(order, situation)
    facts["total"] = situation.fact("price", order.total_cents, orders.SOURCE, order.read_at)
    done = Proposal(
        skill=NAME,
        phrases=(Phrase("order_cancelled", facts | _refund(situation), tells_act=True),),
        actions=(_cancelling(order), _refunding(order, situation)),
        order=order.number,
        remember=orders.remembered(order, situation),
    )
    told = (Phrase("cancel_recap", facts), *order_modification.ask_yes(situation))
    return recap(NAME, request, situation, told, done, about=order.number)


def _cancelling(order: Order) -> PlannedAction:
    """The same wish on two channels is one: no turn in its key, but what the order then was."""
    return PlannedAction(
        kind="order.cancel",
        key=f"order:{order.contact_id}:{order.number}:cancel:{order.changes}",
        params={"order_id": order.id, "contact_id": order.contact_id},
        summary=f"Annuler la commande #{order.number}",
    )


def _refunding(order: Order, situation: Situation) -> PlannedAction:
    """Money out is a member's, always."""
    return PlannedAction(
        kind="task.add",
        key=f"order:{order.contact_id}:{order.number}:refund:{order.changes}",
        params={
            "what": f"Commande #{order.number} annulée : ne pas l'expédier, rembourser si réglée",
            "due_at": end_of_day(situation).isoformat(),
            "order": order.number,
            "urgency": "normal",
        },
        summary=f"Rembourser la commande #{order.number}",
    )


def _has_left(order: Order, request: Request, situation: Situation) -> Proposal:
    """What is still possible; another address is a member's to try with the carrier."""
    facts = _facts(order, situation) | {"days": _return_days(situation)}
    facts["exchange_days"] = situation.fact("number", situation.policy.exchange_days, "règle")
    flags = ("cancel",) if request.intent == "order_cancel" else ()
    said = Phrase("order_already_left", facts, flags)
    if request.intent == "order_modify" and order_modification.is_about_address(request, situation):
        reason = f"Changement d'adresse après expédition - Commande #{order.number}"
        return Proposal(
            skill=NAME,
            concern=Concern("draft", reason),
            meanwhile=(Phrase("order_already_left", facts, ("address",)),),
            options=ways_out.LEFT_ALREADY,
            order=order.number,
        )
    return _say(order, situation, said)


def _has_come(order: Order, situation: Situation) -> Proposal:
    facts = _facts(order, situation) | {"days": _return_days(situation)}
    facts["exchange_days"] = situation.fact("number", situation.policy.exchange_days, "règle")
    if order.status == "returned":
        return _say(order, situation, Phrase("order_is_returned", facts))
    flags = ("here",) if order.is_from_the_shop else ()
    return _say(order, situation, Phrase("order_already_here", facts, flags))


def _return_days(situation: Situation) -> Fact:
    days = max(situation.policy.return_days, LEGAL_RETURN_DAYS)
    return situation.fact("number", days, "règle de la boutique")


def _facts(order: Order, situation: Situation) -> dict[str, Fact]:
    return orders.what_facts(order, situation)


def _refund(situation: Situation) -> dict[str, Fact]:
    """Who sees to the money, and the word for it: never an amount, never a promise of ours."""
    word = "remboursement" if situation.reading.language == "fr" else "refund"
    facts = {"refund": situation.fact("text", word, "à faire par l'équipe")}
    if situation.business.owner_name:
        facts["member"] = situation.fact("name", situation.business.owner_name, "équipe")
    return facts


def _say(order: Order, situation: Situation, *phrases: Phrase) -> Proposal:
    remember = orders.remembered(order, situation)
    return Proposal(skill=NAME, phrases=phrases, order=order.number, remember=remember)
