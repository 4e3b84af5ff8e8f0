"""A withdrawal in time: dated, acknowledged and written down in the same turn.

Money goes out on a member's word alone.
"""

import re
from datetime import datetime, time

from coccinelle.core import withdrawal
from coccinelle.core.facts import Fact, Phrase
from coccinelle.core.member_words import price
from coccinelle.core.memory import OpenQuestion
from coccinelle.core.proposal import Concern, PlannedAction, Proposal
from coccinelle.core.reading import Request
from coccinelle.core.skill import Situation
from coccinelle.core.withdrawal import Deadlines
from coccinelle.skills import return_facts, return_terms, ways_out
from coccinelle.skills.bought import Bought
from coccinelle.skills.return_terms import LAW

# A purchase is given up in words that say so: a "merci" to our question is none.
_AGREED = re.compile(
    r"\b(?:oui|ouais|ok|d'accord|d’accord|confirm\w*|bien sûr|exact\w*|yes|yep|please|go ahead"
    r"|rend\w*|renvo\w*|rembours\w*|return\w*|refund\w*)\b",
    re.IGNORECASE,
)


def recorded(one: Bought, whole: bool, request: Request, situation: Situation) -> Proposal:
    """In time, or not even received: it is a right, and it is enough to say so."""
    order, zone = one.order, situation.business.zone
    facts = return_facts.of_order(one, whole, situation)
    asked = _is_only_asked(situation)
    last = return_facts.last_day(one, situation)
    if last:
        facts["last_day"] = situation.fact("date", last, LAW)
    exception = withdrawal.exception_of(situation.shop.product(one.line.product_ref))
    if asked and not exception:
        return _possible(facts, request, one)
    said_at = return_facts.said_at(situation)
    terms = withdrawal.deadlines(said_at, zone)
    facts |= return_facts.of_terms(terms, said_at, situation)
    reason = "dans le délai" if last else "avant réception"
    if exception:
        reason = f"exception possible ({exception})"
    money = price(return_facts.amount_of(one, whole))
    return Proposal(
        skill=return_terms.NAME,
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
        skill=return_terms.NAME,
        phrases=(Phrase("return_how", facts),),
        concern=Concern("draft", f"Question sur un remboursement (commande {one.order.number})"),
        meanwhile=(Phrase("withdrawal_possible", facts, (*_state(one), "hands_over")),),
        question=wish,
        order=one.order.number,
    )


def _is_only_asked(situation: Situation) -> bool:
    answer, question = situation.reading.answer, situation.memory.question
    said = return_facts.is_said(situation)
    is_yes = answer is not None and answer.kind == "yes"
    agreed = is_yes and _AGREED.search(situation.said) is not None
    completes = question is not None and question.kind in ("which_order", "which_product")
    return not (said or agreed or completes)


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
    money, order = price(return_facts.amount_of(one, whole)), one.order.number
    due_at = datetime.combine(terms.refund_by, time(12), situation.business.zone)
    what = f"Rembourser {money} (commande #{order}, rétractation)"
    return PlannedAction(
        kind="task.add",
        key=f"task:withdrawal:{order}:{'all' if whole else one.line.position}",
        params={"what": what, "due_at": due_at.isoformat(), "order": ""},
        summary=what,
    )


def _state(one: Bought) -> tuple[str, ...]:
    return () if one.order.status == "delivered" else ("not_received",)
