"""What they chose of the urgent plan: the staff gets its tasks, nothing else is promised."""

from dataclasses import replace
from datetime import datetime, timedelta

from coccinelle.core.facts import Phrase
from coccinelle.core.member_words import lasting
from coccinelle.core.orders import Order
from coccinelle.core.proposal import Concern, PlannedAction, Proposal
from coccinelle.core.skill import Situation
from coccinelle.skills import parcel, urgent_plan
from coccinelle.skills.urgent_case import Case, backup_of, is_in_stock, open_case

ALL = "all"
TO_PREPARE = timedelta(hours=1)


def is_chosen(situation: Situation) -> bool:
    """They answered which way they want; a yes takes the only one there is."""
    question, answer = situation.memory.question, situation.reading.answer
    if question is None or question.kind != "which_way" or question.wanted != urgent_plan.WAY:
        return False
    if answer is None:
        return False
    return answer.kind == "choice" or (answer.kind == "yes" and len(question.choices) == 1)


def propose(situation: Situation) -> Proposal:
    question, answer = situation.memory.question, situation.reading.answer
    assert question is not None and answer is not None
    order = situation.orders.order(question.about)
    case = _as_promised(order, situation) if order else None
    if case is None:
        reason = "Situation urgente : la solution proposée n'est plus possible"
        return Proposal(
            skill=urgent_plan.NAME, concern=Concern("escalate", reason), order=question.about
        )
    wanted = question.choices if answer.choice in (ALL, None) else (answer.choice,)
    ways = tuple(way for way in case.ways if way in wanted)
    one_left = len(ways) > 1 and not is_in_stock(case.order.lines, situation)
    ways = ways[:1] if one_left else ways
    return Proposal(
        skill=urgent_plan.NAME,
        phrases=(
            *_told(ways, case, situation),
            *(_one_left(situation) if one_left else ()),
            Phrase("urgent_followed", {}, tells_act=True),
        ),
        actions=tuple(_task(way, case, situation) for way in ways),
        order=case.order.number,
    )


def _one_left(situation: Situation) -> tuple[Phrase, ...]:
    facts = {"count": situation.fact("count", 1, "stock")}
    return (Phrase("urgent_one_left", facts, tells_act=True),)


def _as_promised(order: Order, situation: Situation) -> Case | None:
    """The plan as it was told: what was put aside knows when they may come and until when.

    None when nothing is put aside any more, or the parcel has come meanwhile.
    """
    backup = backup_of(order, situation)
    if not backup:
        return None
    zone = situation.business.zone
    case = open_case(
        order, parcel.tracking_of(order, situation), backup[0].until.astimezone(zone), situation
    )
    pickup = backup[0].pickup_at
    visit_at = pickup.astimezone(zone) if pickup else None
    return replace(case, plan=replace(case.plan, visit_at=visit_at))


def _told(ways: tuple[str, ...], case: Case, situation: Situation) -> tuple[Phrase, ...]:
    return tuple(
        urgent_plan.express("urgent_express_chosen", case, situation, ("too",) * bool(ways[1:]))
        if way == "express"
        else urgent_plan.visit("urgent_visit_chosen", case, situation)
        for way in ways
    )


def _task(way: str, case: Case, situation: Situation) -> PlannedAction:
    """An express leaves while the shop is open; a loan is ready when they come."""
    order, now = case.order, situation.now
    who = situation.contact.name or situation.contact.address
    what = ", ".join(f"{line.product} {line.size}".rstrip() for line in order.lines)
    if way == "express":
        due = _while_open(situation)
        words = f"Envoyer en express, gratuit : {what} - {who}, commande #{order.number}"
    else:
        due = case.plan.visit_at or now
        verb = "Prêt en boutique" if way == "loan" else "Remise en boutique"
        words = f"{verb} {lasting(due)} : {what} - {who}, commande #{order.number}"
    return PlannedAction(
        kind="task.add",
        key=f"task:{way}:{order.number}:{situation.turn_key}",
        params={
            "what": words,
            "due_at": due.isoformat(),
            "order": order.number,
            "urgency": "high",
        },
        summary=words,
    )


def _while_open(situation: Situation) -> datetime:
    hours, now = situation.business.hours, situation.now
    closing = hours.closing(now.date()) if hours.is_open(now) else None
    if closing:
        return min(closing, now + TO_PREPARE)
    opening = hours.next_opening(now)
    return opening + TO_PREPARE if opening else now + TO_PREPARE
