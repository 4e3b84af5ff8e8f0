"""Where is my order: its state, the parcel's last news, the day it should come, what to do."""

from dataclasses import replace

from coccinelle.core.carrier import Tracking, TrackingStatus
from coccinelle.core.errors import PermanentError, TemporaryError
from coccinelle.core.facts import Phrase
from coccinelle.core.orders import Order
from coccinelle.core.proposal import Concern, Handover, PlannedAction, Proposal
from coccinelle.core.reading import Request
from coccinelle.core.skill import Situation
from coccinelle.skills import orders, parcel, urgent_choice, urgent_plan

NAME = "order_status"
INTENTS = ("order_status",)

_NOTHING_SENT = {
    "pending": "order_recorded",
    "processing": "order_in_preparation",
    "cancelled": "order_is_cancelled",
    "returned": "order_is_returned",
}
_FOR_A_MEMBER: dict[TrackingStatus, str] = {
    "returned": "Le colis revient à la boutique",
    "exception": "Incident sur le colis",
}


def propose(request: Request, situation: Situation) -> Proposal:
    if urgent_choice.is_chosen(situation):
        return urgent_choice.propose(situation)
    order = orders.find(request, situation, NAME, _likely)
    if isinstance(order, Proposal):
        return order
    return urgent_plan.for_event(order, request, situation) or _of(order, request, situation)


def _of(order: Order, request: Request, situation: Situation) -> Proposal:
    is_contested = request.sub_kind == "dispute"
    told = _told_of(order, situation, is_contested=is_contested)
    return _for_a_person(told, order) if is_contested and not told.concern else told


def _for_a_person(told: Proposal, order: Order) -> Proposal:
    """Contested though it is still on its way: where it is is told all the same."""
    return replace(
        told,
        phrases=(),
        actions=(),
        meanwhile=told.phrases,
        meanwhile_actions=told.actions,
        concern=Concern("escalate", f"Colis contesté - Commande #{order.number}"),
        handover=None,
    )


def _told_of(order: Order, situation: Situation, *, is_contested: bool) -> Proposal:
    nothing_came = is_contested or parcel.says_nothing_came(situation.said)
    if order.status in _NOTHING_SENT:
        name, facts = _NOTHING_SENT[order.status], orders.what_facts(order, situation)
        return _say(order, situation, Phrase(name, facts, tells_act=order.status == "cancelled"))
    if order.status == "delivered" and nothing_came:
        return _disputed(order, situation)
    if order.status == "delivered":
        return _say(order, situation, _delivered(order, situation))
    if not order.tracking_number:
        return _say(order, situation, parcel.sent(order, situation))
    return _followed(order, situation, nothing_came=nothing_came)


def _likely(recent: tuple[Order, ...]) -> tuple[Order, ...]:
    """On its way or about to be; else the last one that was carried, else the last one."""
    carried = tuple(o for o in recent if not o.is_from_the_shop)
    return tuple(o for o in recent if orders.is_live(o)) or carried[:1] or recent[:1]


def _say(order: Order, situation: Situation, *phrases: Phrase) -> Proposal:
    remember = orders.remembered(order, situation)
    return Proposal(skill=NAME, phrases=phrases, order=order.number, remember=remember)


def _delivered(order: Order, situation: Situation) -> Phrase:
    facts = orders.what_facts(order, situation)
    if order.delivered_at:
        at = order.delivered_at.astimezone(situation.business.zone)
        facts["at"] = situation.fact("moment", at, orders.SOURCE, order.read_at)
    return Phrase("order_bought_here" if order.is_from_the_shop else "parcel_delivered", facts)


def _followed(order: Order, situation: Situation, *, nothing_came: bool) -> Proposal:
    try:
        tracking = situation.parcels.track(order.tracking_number, order.carrier)
    except TemporaryError:
        return _carrier_silent(order, situation)
    except PermanentError as error:
        return _told(order, None, situation, (parcel.sent(order, situation),), str(error))
    if tracking.status == "delivered" and nothing_came:
        return _disputed(order, situation)
    if tracking.status in _FOR_A_MEMBER:
        phrases = parcel.phrases(order, tracking, situation)
        return _told(order, tracking, situation, phrases, _FOR_A_MEMBER[tracking.status])
    if parcel.is_late(order, tracking, situation.now):
        phrases = parcel.late(order, tracking, situation)
        told = _told(order, tracking, situation, phrases, "Colis en retard")
        return replace(told, phrases=(*told.phrases, *parcel.rights(situation)))
    return _say(order, situation, *parcel.phrases(order, tracking, situation))


def _carrier_silent(order: Order, situation: Situation) -> Proposal:
    """What we know without it, and a promise to look again."""
    action = PlannedAction(
        kind="watch.start",
        key=f"watch:{order.contact_id}:{order.number}:{situation.now.date()}",
        params={
            "order": order.number,
            "tracking_number": order.tracking_number,
            "carrier": order.carrier,
            "owes_news": True,
        },
        summary=f"Suivre le colis de la commande #{order.number} et donner des nouvelles",
    )
    silent = Phrase("carrier_silent", {}, tells_act=True)
    said = _say(order, situation, parcel.sent(order, situation), silent)
    return replace(said, actions=(action,))


def _told(
    order: Order,
    tracking: Tracking | None,
    situation: Situation,
    phrases: tuple[Phrase, ...],
    reason: str,
) -> Proposal:
    """The customer has an answer, a member has the case: the carrier must be asked."""
    urgency = situation.reading.urgency
    handover = Handover(
        reason=f"{reason} - Commande #{order.number}",
        urgency=urgency.level,
        deadline=urgency.deadline,
        lines=parcel.lines(order, tracking, situation),
        status_line="À faire : voir avec le transporteur et répondre au client",
        order=order.number,
    )
    said = _say(order, situation, *phrases, member_asks(situation))
    return replace(said, handover=handover)


def member_asks(situation: Situation) -> Phrase:
    """Said with a handover alone: it is the row that this promises."""
    facts = {}
    if situation.business.owner_name:
        facts["member"] = situation.fact("name", situation.business.owner_name, "équipe")
    return Phrase("member_asks_carrier", facts, tells_act=True)


def _disputed(order: Order, situation: Situation) -> Proposal:
    """ "Livré" and not received: the shop's problem first. A person has it, the case made up."""
    tracking = parcel.tracking_of(order, situation)
    at = tracking.delivered_at if tracking else order.delivered_at
    told = {"order": orders.order_fact(order, situation)}
    if at:
        moment = at.astimezone(situation.business.zone)
        told["at"] = situation.fact("moment", moment, parcel.SOURCE)
    lines = parcel.lines(order, tracking, situation)
    return Proposal(
        skill=NAME,
        concern=Concern("escalate", f"Livré mais pas reçu - Commande #{order.number}"),
        meanwhile=(Phrase("parcel_disputed", told, ("apology",)),),
        facts=tuple(situation.fact("text", line, "dossier") for line in lines),
        order=order.number,
        remember=orders.remembered(order, situation),
    )
