"""Hello, thanks, yes and no that answer nothing of ours, and "c'est un robot ?"."""

from datetime import date, datetime, time

from coccinelle.core.facts import Phrase
from coccinelle.core.proposal import Proposal
from coccinelle.core.reading import Request
from coccinelle.core.skill import Situation
from coccinelle.skills import pages
from coccinelle.skills.pickup import read_pickup

NAME = "courtesy"
INTENTS = ("ack_closing", "booking_status/late")
_SAID = {"greeting": "greeting", "dropped": "no_thanks", "praise": "thanks_for_praise"}


def propose(request: Request, situation: Situation) -> Proposal:
    reading = situation.reading
    if request.intent == "booking_status":
        return _late(request, situation)
    if "is_it_a_robot" in reading.flags or request.sub_kind == "robot":
        return _say("robot")
    if reading.answer is not None and reading.answer.kind == "no" and situation.memory.question:
        is_recap = situation.memory.question.wanted.startswith(("order_", "exchange_"))
        return _say("recap_dropped") if is_recap else _say("no_thanks")
    return _answer(request, situation)


def _answer(request: Request, situation: Situation) -> Proposal:
    match request.sub_kind:
        case "greeting" | "dropped" | "praise":
            return _say(_SAID[request.sub_kind])
        case "coming":
            return _see_you(request, situation)
        case "thanks":
            return _welcome(situation)
        case _:
            return Proposal(skill=NAME, ignore=True)


def _see_you(request: Request, situation: Situation) -> Proposal:
    """The right hours when the shop is closed then; nothing is put aside for it."""
    said, pickup = request.entity("date"), read_pickup(request, situation)
    if pickup.remarks:
        return Proposal(skill=NAME, phrases=pickup.remarks)
    if not pickup.is_said or said is None:
        return _welcome(situation)
    noon = datetime.combine(date.fromisoformat(str(said.value)), time(12), situation.business.zone)
    facts = {"day": situation.fact("moment", pickup.at or noon, "message du client")}
    return Proposal(skill=NAME, phrases=(Phrase("see_you_then", facts),))


def _late(request: Request, situation: Situation) -> Proposal:
    """Nobody has a table in a shop: they come, and hear until when somebody is there."""
    hours, now = situation.business.hours, situation.now
    closing = hours.end_of_range(now)
    if situation.business.sector != "boutique" or closing is None:
        return pages.propose(request, situation)
    pickup = read_pickup(request, situation)
    if pickup.remarks:
        return Proposal(skill=NAME, phrases=pickup.remarks)
    facts = {
        "day": situation.fact("moment", pickup.at or now, "message du client"),
        "closing": situation.fact("moment", closing, "horaires"),
    }
    return Proposal(skill=NAME, phrases=(Phrase("see_you_then", facts, ("late",)),))


def _welcome(situation: Situation) -> Proposal:
    """A letter wishes a good day below already."""
    flags = ("letter",) if situation.kind == "email" else ()
    return Proposal(skill=NAME, phrases=(Phrase("you_are_welcome", {}, flags),))


def _say(name: str) -> Proposal:
    return Proposal(skill=NAME, phrases=(Phrase(name, {}),))
