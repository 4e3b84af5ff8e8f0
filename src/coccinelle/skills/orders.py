"""What the skills of after-sales share: which order is meant, and how to speak of it."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from coccinelle.core.facts import Fact, Phrase
from coccinelle.core.identity import UNKNOWN_A_DAY
from coccinelle.core.memory import OpenQuestion
from coccinelle.core.orders import Order
from coccinelle.core.proposal import Proposal
from coccinelle.core.reading import Request
from coccinelle.core.skill import Situation
from coccinelle.skills import proof

SOURCE = "commande"
AT_MOST = 3  # choices offered at once: more cannot be read in an SMS
RECENT = timedelta(days=60)  # an older one is not what "ma commande" means
_ABOUT_ONE = ("proposal", "which_detail", "which_size", "which_color", "which_product")
_WORD = re.compile(r"(?=[\w/-]*\d)[\w/-]*\w")
_NOT_DIGIT = re.compile(r"[^0-9]")

Likely = Callable[[tuple[Order, ...]], tuple[Order, ...]]


def find(request: Request, situation: Situation, skill: str, likely: Likely) -> Order | Proposal:
    """The order that is meant, or what to ask for. likely: those meant when nothing tells.

    By its number, its parcel's, the article bought, what was spoken of last, else the only one.
    """
    number = said_number(request, situation)
    if number:
        found = by_number(number, situation)
        return found or unknown(request, situation, skill, number)
    meant = _meant(request, situation, likely)
    if len(meant) > 1:
        return which(meant, request, situation, skill)
    return meant[0] if meant else unknown(request, situation, skill)


def said_number(request: Request, situation: Situation) -> str:
    """The one just said or chosen, else the one our question was about."""
    answer, question = situation.reading.answer, situation.memory.question
    said = request.entity("order_number") or request.entity("invoice_number")
    if said:
        return str(said.value)
    spelled = _spelled(situation)
    if spelled or question is None or question.wanted.partition("/")[0] != request.intent:
        return spelled
    if question.kind == "which_order":
        return (answer.choice or "") if answer and answer.kind == "choice" else ""
    return question.about.partition(":")[0] if question.kind in _ABOUT_ONE else ""


def _spelled(situation: Situation) -> str:
    """ "CMD-1001", letter for letter: theirs, so it is no chance; figures alone are read before."""
    words = set(_WORD.findall(situation.said.upper()))
    numbers = [o.number for o in situation.orders.recent()] if words else []
    theirs = [n for n in numbers if not n.isdigit() and n.upper() in words]
    return theirs[0] if len(theirs) == 1 else ""


def by_number(number: str, situation: Situation) -> Order | None:
    """ "#2901", "CMD-2901" and "2901" are one order when only one of theirs ends so."""
    plain = number.strip().lstrip("#").strip()
    found = situation.orders.order(plain)
    recent = situation.orders.recent()  # read in any case: the time taken tells nothing
    if found:
        return found
    digits = _NOT_DIGIT.sub("", plain)
    alike = [o for o in recent if digits and _NOT_DIGIT.sub("", o.number) == digits]
    return alike[0] if len(alike) == 1 else None


def which(found: tuple[Order, ...], request: Request, situation: Situation, skill: str) -> Proposal:
    """Asks which of them, newest first, at most three."""
    offered = found[:AT_MOST]
    facts = {
        "orders": situation.fact("reference", tuple(o.number for o in offered), SOURCE),
        "products": situation.fact("product", tuple(_first_article(o) for o in offered), SOURCE),
        "days": situation.fact("date", tuple(_day(o, situation) for o in offered), SOURCE),
    }
    numbers = tuple(order.number for order in offered)
    return Proposal(
        skill=skill,
        phrases=(Phrase("which_order", facts),),
        question=OpenQuestion("which_order", wish(request), numbers),
    )


def unknown(request: Request, situation: Situation, skill: str, number: str = "") -> Proposal:
    """The same words for an order of somebody else and for one that does not exist: a slip of the
    finger is likely when they have orders of their own, else they prove who writes."""
    carried = (o for o in situation.orders.recent() if not o.is_from_the_shop)
    recent = tuple(o for o in carried if is_recent(o, situation))
    question = situation.memory.question
    is_said_again = question is not None and number and question.about == number
    is_trying_numbers = situation.identity.unknown_today >= UNKNOWN_A_DAY
    if not (number and recent) or is_said_again or is_trying_numbers:
        return proof.ask(situation, request, number)
    asked = which(recent, request, situation, skill)
    assert asked.question is not None
    said = {"order": situation.fact("reference", number, "message du client")}
    return Proposal(
        skill=skill,
        phrases=(Phrase("order_not_yours", said), *asked.phrases),
        question=replace(asked.question, about=number),
    )


def is_recent(order: Order, situation: Situation) -> bool:
    last = order.delivered_at or order.shipped_at or order.ordered_at
    return order.status in ("pending", "processing", "shipped") or situation.now - last <= RECENT


def is_live(order: Order) -> bool:
    return order.status in ("pending", "processing", "shipped")


def order_fact(order: Order, situation: Situation) -> Fact:
    return situation.fact("reference", order.number, SOURCE, order.read_at)


def what_facts(order: Order, situation: Situation) -> dict[str, Fact]:
    """What is in it, when it is one article: several would not fit in a sentence."""
    facts = {"order": order_fact(order, situation)}
    if len(order.lines) == 1:
        line = order.lines[0]
        facts["product"] = situation.fact("product", line.product, SOURCE, order.read_at)
        facts["size"] = situation.fact("size", line.size, SOURCE, order.read_at)
    elif order.lines:
        names = tuple(line.product for line in order.lines)
        facts["products"] = situation.fact("product", names, SOURCE, order.read_at)
    return facts


def wish(request: Request) -> str:
    """ "intent/sub-kind": the answer to our question completes this very wish."""
    return f"{request.intent}/{request.sub_kind}" if request.sub_kind else request.intent


def remembered(order: Order, situation: Situation) -> dict[str, object]:
    """ "et je peux l'annuler ?" is about the order just spoken of."""
    others = tuple(d for d in situation.memory.details if d[0] != "order_number")
    return {"details": (*others, ("order_number", order.number))}


def _meant(request: Request, situation: Situation, likely: Likely) -> tuple[Order, ...]:
    recent = situation.orders.recent()
    parcel = request.entity("tracking_number")
    if parcel:
        return tuple(o for o in recent if o.tracking_number == str(parcel.value).upper())
    bought = tuple(o for o in recent if _has_said(o, request))
    spoken = situation.memory.detail("order_number")
    last = tuple(o for o in recent if o.number == spoken)
    return likely(bought) or last or likely(recent)


def _has_said(order: Order, request: Request) -> bool:
    """The article just named, when the catalogue knows it."""
    said = request.entity("product")
    refs = {said.ref, *said.candidates} if said else set()
    return any(line.product_ref in refs for line in order.lines)


def _first_article(order: Order) -> str:
    return order.lines[0].product if order.lines else ""


def _day(order: Order, situation: Situation) -> object:
    return order.ordered_at.astimezone(situation.business.zone).date()
