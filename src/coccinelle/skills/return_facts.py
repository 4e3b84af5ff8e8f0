"""What a return rests on, as facts: the order, its amount, the last days of the law."""

from datetime import date, datetime

from coccinelle.core import withdrawal
from coccinelle.core.facts import Fact
from coccinelle.core.skill import Situation
from coccinelle.core.withdrawal import Deadlines
from coccinelle.skills.bought import SOURCE, Bought
from coccinelle.skills.return_terms import LAW, WORDS


def of_order(one: Bought, whole: bool, situation: Situation) -> dict[str, Fact]:
    facts = {
        "order": situation.fact("reference", one.order.number, SOURCE),
        "amount": situation.fact("price", amount_of(one, whole), SOURCE),
        "legal_days": situation.fact("number", withdrawal.DAYS, LAW),
        "words": situation.fact("text", WORDS, LAW),
    }
    if situation.business.address:
        facts["place"] = situation.fact("place", situation.business.address, "fiche de la boutique")
    return facts


def amount_of(one: Bought, whole: bool) -> int:
    line = one.line
    return one.order.total_cents if whole else line.quantity * line.unit_price_cents


def last_day(one: Bought, situation: Situation) -> date | None:
    received = one.order.delivered_at
    if one.order.status != "delivered" or received is None:
        return None
    return withdrawal.last_day(received, situation.policy.return_days, situation.business.zone)


def of_terms(terms: Deadlines, said_at: datetime, situation: Situation) -> dict[str, Fact]:
    return {
        "said_at": situation.fact("moment", said_at, "message du client"),
        "send_back_by": situation.fact("date", terms.send_back_by, LAW),
        "refund_by": situation.fact("date", terms.refund_by, LAW),
        "words": situation.fact("text", WORDS, LAW),
    }


def said_at(situation: Situation) -> datetime:
    """When they first said it: the question it made us ask came in the same minute."""
    question = situation.memory.question
    is_answer = question is not None and question.kind in ("which_order", "which_product")
    asked_at = question.asked_at if question and is_answer else None
    return (asked_at or situation.now).astimezone(situation.business.zone)


def is_said(situation: Situation) -> bool:
    return "withdrawal" in situation.reading.flags and not withdrawal.asks_whether(situation.said)
