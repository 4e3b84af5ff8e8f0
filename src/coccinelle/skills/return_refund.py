"""Give back what was bought: the right of distance sales, the shop's own policy, never mixed.

Money goes out on a member's word alone; a withdrawal is dated and acknowledged in the same turn.
"""

import re
from datetime import date, datetime, time, timedelta

from coccinelle.core import withdrawal
from coccinelle.core.exchange import days_since, received_at
from coccinelle.core.facts import Fact, Phrase
from coccinelle.core.member_words import price
from coccinelle.core.memory import OpenQuestion
from coccinelle.core.proposal import Concern, PlannedAction, Proposal
from coccinelle.core.reading import Request
from coccinelle.core.skill import Situation
from coccinelle.core.withdrawal import Deadlines
from coccinelle.skills import bought, orders, pages, return_terms, shop_info, ways_out
from coccinelle.skills.bought import SOURCE, Bought
from coccinelle.skills.return_terms import LAW, RULE, WORDS

NAME = "return_refund"
INTENTS = ("return_refund",)
# A purchase is given up in words that say so: a "merci" to our question is none.
_AGREED = re.compile(
    r"\b(?:oui|ouais|ok|d'accord|d’accord|confirm\w*|bien sûr|exact\w*|yes|yep|please|go ahead"
    r"|rend\w*|renvo\w*|rembours\w*|return\w*|refund\w*)\b",
    re.IGNORECASE,
)


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
            return _withdrawn(one, whole, request, situation)


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
    if not _is_said(situation):
        return ()
    said_at = situation.fact("moment", _said_at(situation), "message du client")
    return (Phrase("withdrawal_received", {"said_at": said_at}, tells_act=True),)


def _withdrawn(one: Bought, whole: bool, request: Request, situation: Situation) -> Proposal:
    """In time, or not even received: it is a right, and it is enough to say so."""
    order, zone = one.order, situation.business.zone
    facts = _of_order(one, whole, situation)
    asked = _is_only_asked(situation)
    last = _last_day(one, situation)
    if last:
        facts["last_day"] = situation.fact("date", last, LAW)
    exception = withdrawal.exception_of(situation.shop.product(one.line.product_ref))
    if asked and not exception:
        return _possible(facts, request, one)
    said_at = _said_at(situation)
    terms = withdrawal.deadlines(said_at, zone)
    facts |= _terms_facts(terms, said_at, situation)
    reason = "dans le délai" if last else "avant réception"
    if exception:
        reason = f"exception possible ({exception})"
    money = price(_amount(one, whole))
    return Proposal(
        skill=NAME,
        phrases=(Phrase("refund_agreed", facts, tells_act=True),),
        concern=Concern(
            "draft", f"Rétractation {reason} : {money} à rembourser (commande {order.number})"
        ),
        meanwhile=_acknowledged(one, facts, is_exception=bool(exception)),
        meanwhile_actions=(
            _record(one, whole, said_at, terms, situation),
            _task(one, whole, terms, situation),
        ),
        options=ways_out.WITHDRAWN,
        order=order.number,
    )


def _acknowledged(one: Bought, facts: dict[str, Fact], *, is_exception: bool) -> tuple[Phrase, ...]:
    """With its date and hour, in writing, at once; what the law may not grant is not promised."""
    if is_exception:
        return (Phrase("withdrawal_received", {"said_at": facts["said_at"]}, tells_act=True),)
    return (
        Phrase("withdrawal_recorded", facts, _state(one), tells_act=True),
        Phrase("withdrawal_refund", facts, tells_act=True),
    )


def _possible(facts: dict[str, Fact], request: Request, one: Bought) -> Proposal:
    """They ask whether they may: told, and asked to say it."""
    wish = OpenQuestion("proposal", "return_refund/request", about=one.about)
    return Proposal(
        skill=NAME,
        phrases=(Phrase("return_how", facts),),
        concern=Concern("draft", f"Question sur un remboursement (commande {one.order.number})"),
        meanwhile=(Phrase("withdrawal_possible", facts, (*_state(one), "hands_over")),),
        question=wish,
        order=one.order.number,
    )


def _is_only_asked(situation: Situation) -> bool:
    answer, question = situation.reading.answer, situation.memory.question
    said = _is_said(situation)
    is_yes = answer is not None and answer.kind == "yes"
    agreed = is_yes and _AGREED.search(situation.said) is not None
    completes = question is not None and question.kind in ("which_order", "which_product")
    return not (said or agreed or completes)


def _is_said(situation: Situation) -> bool:
    return "withdrawal" in situation.reading.flags and not withdrawal.asks_whether(situation.said)


def _record(
    one: Bought, whole: bool, said_at: datetime, terms: Deadlines, situation: Situation
) -> PlannedAction:
    position = None if whole else one.line.position
    return PlannedAction(
        kind="withdrawal.record",
        key=f"withdrawal:{one.order.number}:{position or 'all'}",
        params={
            "order_id": one.order.id,
            "position": position,
            "declared_at": said_at.isoformat(),
            "words": situation.said[:1000],
            "send_back_by": terms.send_back_by.isoformat(),
            "refund_by": terms.refund_by.isoformat(),
        },
        summary=f"Enregistrer la rétractation de la commande {one.order.number}",
    )


def _task(one: Bought, whole: bool, terms: Deadlines, situation: Situation) -> PlannedAction:
    """The law's last day is a member's deadline, whoever forgets it."""
    money, order = price(_amount(one, whole)), one.order.number
    due_at = datetime.combine(terms.refund_by, time(12), situation.business.zone)
    what = f"Rembourser {money} (commande #{order}, rétractation)"
    return PlannedAction(
        kind="task.add",
        key=f"task:withdrawal:{order}:{'all' if whole else one.line.position}",
        params={"what": what, "due_at": due_at.isoformat(), "order": ""},
        summary=what,
    )


def _in_shop(one: Bought, situation: Situation) -> Proposal:
    """No legal right after a sale over the counter: the shop's own policy, by its name."""
    facts = _of_order(one, True, situation)
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
    facts = _of_order(one, True, situation)
    last = _last_day(one, situation)
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
        **_terms_facts(terms, declared_at, situation),
    }
    return Proposal(
        skill=NAME, phrases=(Phrase("refund_status", facts, tells_act=True),), order=order
    )


def _said_at(situation: Situation) -> datetime:
    """When they first said it: the question it made us ask came in the same minute."""
    question = situation.memory.question
    is_answer = question is not None and question.kind in ("which_order", "which_product")
    asked_at = question.asked_at if question and is_answer else None
    return (asked_at or situation.now).astimezone(situation.business.zone)


def _terms_facts(terms: Deadlines, said_at: datetime, situation: Situation) -> dict[str, Fact]:
    return {
        "said_at": situation.fact("moment", said_at, "message du client"),
        "send_back_by": situation.fact("date", terms.send_back_by, LAW),
        "refund_by": situation.fact("date", terms.refund_by, LAW),
        "words": situation.fact("text", WORDS, LAW),
    }


def _of_order(one: Bought, whole: bool, situation: Situation) -> dict[str, Fact]:
    facts = {
        "order": situation.fact("reference", one.order.number, SOURCE),
        "amount": situation.fact("price", _amount(one, whole), SOURCE),
        "legal_days": situation.fact("number", withdrawal.DAYS, LAW),
        "words": situation.fact("text", WORDS, LAW),
    }
    if situation.business.address:
        facts["place"] = situation.fact("place", situation.business.address, "fiche de la boutique")
    return facts


def _amount(one: Bought, whole: bool) -> int:
    line = one.line
    return one.order.total_cents if whole else line.quantity * line.unit_price_cents


def _state(one: Bought) -> tuple[str, ...]:
    return () if one.order.status == "delivered" else ("not_received",)


def _last_day(one: Bought, situation: Situation) -> date | None:
    received = one.order.delivered_at
    if one.order.status != "delivered" or received is None:
        return None
    return withdrawal.last_day(received, situation.policy.return_days, situation.business.zone)
