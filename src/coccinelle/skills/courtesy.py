"""Hello, thanks, yes and no that answer nothing of ours, and "c'est un robot ?"."""

from coccinelle.core.facts import Phrase
from coccinelle.core.proposal import Proposal
from coccinelle.core.reading import Request
from coccinelle.core.skill import Situation

NAME = "courtesy"
INTENTS = ("ack_closing",)


def propose(request: Request, situation: Situation) -> Proposal:
    reading = situation.reading
    if "is_it_a_robot" in reading.flags or request.sub_kind == "robot":
        return _say("robot")
    if reading.answer is not None and reading.answer.kind == "no" and situation.memory.question:
        is_recap = situation.memory.question.wanted.startswith(("order_", "exchange_"))
        return _say("recap_dropped") if is_recap else _say("no_thanks")
    match request.sub_kind:
        case "greeting":
            return _say("greeting")
        case "dropped":
            return _say("no_thanks")
        case "thanks":
            return _welcome(situation)
        case _:
            return Proposal(skill=NAME, ignore=True)


def _welcome(situation: Situation) -> Proposal:
    """A letter wishes a good day below already."""
    flags = ("letter",) if situation.kind == "email" else ()
    return Proposal(skill=NAME, phrases=(Phrase("you_are_welcome", {}, flags),))


def _say(name: str) -> Proposal:
    return Proposal(skill=NAME, phrases=(Phrase(name, {}),))
