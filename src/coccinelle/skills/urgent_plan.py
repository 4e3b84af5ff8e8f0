"""An event is near and the order has not come: what is sure, what is put aside, what is watched."""

from dataclasses import replace

from coccinelle.core.carrier import Tracking
from coccinelle.core.facts import Fact, Phrase
from coccinelle.core.memory import OpenQuestion
from coccinelle.core.orders import Order
from coccinelle.core.proposal import Concern, PlannedAction, Proposal
from coccinelle.core.reading import Request
from coccinelle.core.skill import Situation
from coccinelle.skills import orders, parcel, urgent_card
from coccinelle.skills.urgent_case import Case, open_case

NAME = "order_status"
ARRIVED = ("delivered", "cancelled", "returned")
WAY = "order_status/way"
CARRIER, RULES = "suivi du transporteur", "règles de la boutique"


def for_event(order: Order, request: Request, situation: Situation) -> Proposal | None:
    """None when nothing presses, or it has come."""
    urgency = situation.reading.urgency
    if urgency.level != "high" or urgency.deadline is None or order.status in ARRIVED:
        return None
    tracking = parcel.tracking_of(order, situation)
    if tracking is not None and tracking.status == "delivered":
        return None
    proposal = propose(order, tracking, situation)
    return beside_a_member(proposal) if request.sub_kind == "dispute" else proposal


def propose(order: Order, tracking: Tracking | None, situation: Situation) -> Proposal:
    """tracking: None when the carrier does not answer, or nothing has left."""
    needed_at = situation.reading.urgency.deadline
    assert needed_at is not None
    case = open_case(order, tracking, needed_at, situation)
    if case.plan.is_hopeless:
        return _hopeless(case, situation)
    ways = case.ways
    return Proposal(
        skill=NAME,
        phrases=_phrases(case, situation),
        actions=_actions(case, situation),
        question=OpenQuestion("which_way", WAY, ways, about=order.number) if ways else None,
        handover=None if case.backup else urgent_card.handover(case, situation),
        order=order.number,
        remember=orders.remembered(order, situation),
        facts=_stock_facts(case, situation),
    )


def beside_a_member(proposal: Proposal) -> Proposal:
    """The case goes to a person, and what helps now is said and done all the same."""
    reason = proposal.handover.reason if proposal.handover else "Situation urgente"
    return replace(
        proposal,
        phrases=(),
        actions=(),
        meanwhile=proposal.phrases or proposal.meanwhile,
        meanwhile_actions=proposal.actions,
        concern=proposal.concern or Concern("escalate", reason),
        handover=None,
    )


def _hopeless(case: Case, situation: Situation) -> Proposal:
    """Nothing of ours can help: a person, now, and the truth about the parcel."""
    reason = "Situation urgente - Aucune solution trouvée par l'assistant"
    return Proposal(
        skill=NAME,
        concern=Concern("escalate", reason),
        meanwhile=(_expected(case, situation),),
        order=case.order.number,
    )


def _phrases(case: Case, situation: Situation) -> tuple[Phrase, ...]:
    told = [_expected(case, situation)]
    ranks = (1, 2) if len(case.ways) > 1 else (None, None)
    if len(case.ways) > 1:
        count = {"count": situation.fact("count", len(case.ways), RULES)}
        sure = ("sure",) if case.plan.is_expected else ()
        told.append(Phrase("urgent_ways", count, sure))
    if case.plan.visit_at:
        told.append(visit("urgent_visit", case, situation, ranks[0]))
    if case.plan.express_at:
        told.append(express("urgent_express", case, situation, rank=ranks[1]))
    return (*told, *_last(case, situation))


def visit(name: str, case: Case, situation: Situation, rank: int | None = None) -> Phrase:
    """rank: among several, as it is told."""
    made = case.plan
    facts = {"visit_at": situation.fact("moment", made.visit_at, "horaires")}
    flags: tuple[str, ...] = ("loan",) if made.is_loan else ()
    if made.is_after_alert and made.alert_at and made.visit_at:
        facts["alert_at"] = situation.fact("moment", made.alert_at, RULES)
        flags += ("same_day",) if made.alert_at.date() == made.visit_at.date() else ()
    if rank:
        facts["rank"] = situation.fact("number", rank, RULES)
    return Phrase(name, facts, flags, tells_act=True)


def express(
    name: str, case: Case, situation: Situation, flags: tuple[str, ...] = (),
    rank: int | None = None,
) -> Phrase:  # fmt: skip
    facts = {
        "express_at": situation.fact("moment", case.plan.express_at, RULES),
        "price": situation.fact("price", 0, RULES),
    }
    if rank:
        facts["rank"] = situation.fact("number", rank, RULES)
    return Phrase(name, facts, flags, tells_act=True)


def _last(case: Case, situation: Situation) -> tuple[Phrase, ...]:
    """What asks back; an express alone is offered as a question already."""
    if len(case.ways) > 1:
        return (Phrase("urgent_which", {}),)
    if case.plan.visit_at:
        return (Phrase("urgent_agreed", {}),)
    if case.plan.express_at:
        return ()
    at = case.plan.alert_at
    facts = {"alert_at": situation.fact("moment", at, RULES)} if at else {}
    return (Phrase("urgent_watched", facts, tells_act=True),)


def _expected(case: Case, situation: Situation) -> Phrase:
    """What the carrier says, in its own degree of certainty."""
    tracking = case.tracking
    if tracking is None:
        name = "urgent_not_left" if case.order.can_change else "urgent_unknown"
        return Phrase(name, {}, ("down",))
    at = tracking.expected_at
    days = (at.date() - situation.now.date()).days if at else -1
    if at is None or days < 0 or (tracking.expected_has_hour and at < situation.now):
        return Phrase("urgent_unknown", {})
    flags: tuple[str, ...] = ("in_time",) if case.plan.is_expected else ()
    flags += {0: ("near",), 1: ("near", "tomorrow")}.get(days, ())
    flags += ("hour",) if tracking.expected_has_hour else ()
    facts = {"expected_at": situation.fact("moment", at, CARRIER, tracking.read_at)}
    return Phrase("urgent_expected", facts, flags)


def _actions(case: Case, situation: Situation) -> tuple[PlannedAction, ...]:
    order, made = case.order, case.plan
    watched = {
        "order": order.number,
        "tracking_number": order.tracking_number,
        "carrier": order.carrier,
        "skus": [line.sku for line in order.lines],
    }
    acts = [] if case.backup else _put_aside(case, situation)
    key = f"{order.number}:{situation.turn_key}"
    if order.tracking_number:
        params = {
            **watched,
            "until": made.needed_by.isoformat(),
            "owes_news": case.tracking is None,
        }
        summary = f"Suivre le colis de la commande #{order.number} toutes les heures"
        acts.append(PlannedAction("watch.start", f"watch:{key}", params, summary))
    if made.alert_at:
        params = {
            **watched,
            "at": made.alert_at.isoformat(),
            "deadline": case.needed_at.isoformat(),
            "promised": list(urgent_card.lines(case, situation, made.alert_at)),
        }
        summary = f"Prévenir l'équipe si la commande #{order.number} n'arrive pas"
        acts.append(PlannedAction("alert.promise", f"alert:{key}", params, summary))
    return tuple(acts)


def _put_aside(case: Case, situation: Situation) -> list[PlannedAction]:
    """pickup_at: when they may come for it."""
    made = case.plan
    if made.keep_until is None:
        return []
    return [
        PlannedAction(
            kind="hold.place",
            key=f"backup:{situation.turn_key}:{line.sku}",
            params={
                "sku": line.sku,
                "quantity": line.quantity,
                "until": made.keep_until.isoformat(),
                "pickup_at": made.visit_at.isoformat() if made.visit_at else None,
                "purpose": "backup",
            },
            summary=f"Mettre de côté en secours {line.product} {line.size} ({line.quantity})",
        )
        for line in case.order.lines
    ]


def _stock_facts(case: Case, situation: Situation) -> tuple[Fact, ...]:
    """Read, not said: what the plan rests on."""
    refs = dict.fromkeys(line.product_ref for line in case.order.lines)
    skus = {line.sku for line in case.order.lines}
    levels = [level for ref in refs for level in situation.shop.stock(ref)]
    return tuple(situation.fact("count", x.available, "stock") for x in levels if x.sku in skus)
