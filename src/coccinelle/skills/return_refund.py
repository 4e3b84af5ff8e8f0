"""Give back what was bought: the right of distance sales, the shop's own policy, never mixed.

What the law gives in time is in `withdrawn.py`.
"""

from datetime import timedelta

from coccinelle.core import withdrawal
from coccinelle.core.exchange import days_since, received_at
from coccinelle.core.facts import Phrase
from coccinelle.core.proposal import Concern, Proposal
from coccinelle.core.reading import Request
from coccinelle.core.skill import Situation
from coccinelle.skills import (
    bought,
    orders,
    pages,
    return_facts,
    return_terms,
    shop_info,
    ways_out,
    withdrawn,
)
from coccinelle.skills.bought import SOURCE, Bought
from coccinelle.skills.return_terms import LAW, RULE

NAME = "return_refund"
INTENTS = ("return_refund",)


def propose(request: Request, situation: Situation) -> Proposal:
    named = request.entity("order_number") or request.entity("product")
    asks = withdrawal.asks_whether(situation.said) and not named
    if asks or request.sub_kind == "policy":
        return shop_info.from_pages(situation, pages.RETURN) or return_terms.told(situation)
    is_status = request.sub_kind == "status"
    return _status(request, situation) if is_status else _wanted(request, situation)


def _wanted(request: Request, situation: Situation) -> Proposal:
    found = bought.find(request, situation)
    numbers = {b.order.number for b in found}
    if len(numbers) != 1:
        return _which(request, found, situation)
    one = bought.as_carried(found[0], situation)
    whole = len(found) > 1 or len(one.order.lines) == 1
    right = withdrawal.right_of(
        one.order,
        days=situation.policy.return_days,
        now=situation.now,
        zone=situation.business.zone,
    )
    match right:
        case "in_shop":
            return _in_shop(one, situation)
        case "over":
            return _over(one, situation)
        case _:
            return withdrawn.recorded(one, whole, request, situation)


def _which(request: Request, found: tuple[Bought, ...], situation: Situation) -> Proposal:
    """The order is asked for, but a withdrawal counts from the day it is said."""
    if found:
        asked = bought.which(found, request, NAME, situation)
    else:
        asked = bought.none_found(request, NAME, situation)
    return Proposal(
        skill=NAME,
        concern=asked.concern
        or Concern("draft", "Retour ou remboursement : la commande reste à préciser"),
        meanwhile=(*_dated(situation), *asked.phrases),
        meanwhile_actions=asked.actions,
        question=asked.question,
        remember=asked.remember,
    )


def _dated(situation: Situation) -> tuple[Phrase, ...]:
    if not return_facts.is_said(situation):
        return ()
    said_at = situation.fact("moment", return_facts.said_at(situation), "message du client")
    return (Phrase("withdrawal_received", {"said_at": said_at}, tells_act=True),)


def _in_shop(one: Bought, situation: Situation) -> Proposal:
    """No legal right after a sale over the counter: the shop's own policy, by its name."""
    facts = return_facts.of_order(one, True, situation)
    received, days = received_at(one.order), situation.policy.exchange_days
    zone = situation.business.zone
    is_late = received is not None and days_since(received, situation.now, zone) > days
    facts["days"] = situation.fact("number", days, RULE)
    flags = ("too_late",) if is_late else ()
    reason = f"Retour d'un achat en boutique (commande {one.order.number}) : avoir à valider"
    return Proposal(
        skill=NAME,
        phrases=(Phrase("return_for_credit", facts, tells_act=True),),
        concern=Concern("draft", reason),
        meanwhile=(Phrase("return_in_shop", facts, flags),),
        options=ways_out.BOUGHT_IN_SHOP,
        order=one.order.number,
    )


def _over(one: Bought, situation: Situation) -> Proposal:
    facts = return_facts.of_order(one, True, situation)
    last = return_facts.last_day(one, situation)
    assert last is not None, "what is over had a last day"
    facts["last_day"] = situation.fact("date", last, LAW)
    received = received_at(one.order)
    flags: tuple[str, ...] = ()
    if received:
        until = received.astimezone(situation.business.zone).date() + timedelta(
            days=situation.policy.exchange_days
        )
        if until >= situation.now.date():
            facts["exchange_by"] = situation.fact("date", until, RULE)
            flags = ("exchange",)
    return Proposal(
        skill=NAME,
        phrases=(Phrase("refund_agreed", facts, tells_act=True),),
        concern=Concern(
            "draft",
            f"Remboursement demandé après le délai de rétractation, terminé le {last:%d/%m/%Y}"
            f" (commande {one.order.number})",
        ),
        meanwhile=(Phrase("withdrawal_over", facts, flags),),
        order=one.order.number,
    )


def _status(request: Request, situation: Situation) -> Proposal:
    """What is written down, and no more: whether the money has left only a member knows."""
    number = orders.said_number(request, situation)
    known = [w for w in situation.orders.withdrawals() if number in ("", w.order_number)]
    if not known:
        concern = Concern("draft", "Suivi d'un remboursement : rien d'enregistré ici")
        return Proposal(skill=NAME, concern=concern, order=number)
    zone = situation.business.zone
    declared_at = known[0].declared_at.astimezone(zone)
    terms = withdrawal.deadlines(declared_at, zone)
    order = known[0].order_number
    if terms.refund_by < situation.now.date():
        reason = f"Remboursement attendu, dû le {terms.refund_by:%d/%m/%Y} (commande {order})"
        return Proposal(skill=NAME, concern=Concern("escalate", reason), order=order)
    facts = {
        "order": situation.fact("reference", order, SOURCE),
        **return_facts.of_terms(terms, declared_at, situation),
    }
    return Proposal(
        skill=NAME, phrases=(Phrase("refund_status", facts, tells_act=True),), order=order
    )
