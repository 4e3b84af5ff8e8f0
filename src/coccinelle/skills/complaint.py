"""Dissatisfied: an apology and a question are prepared for a member; strong anger is a person's."""

from coccinelle.core.facts import Phrase
from coccinelle.core.proposal import Concern, Proposal
from coccinelle.core.reading import Request
from coccinelle.core.skill import Situation
from coccinelle.skills.pages import CAREFUL

NAME = "complaint"
INTENTS = ("complaint",)


def propose(request: Request, situation: Situation) -> Proposal:
    """The customer hears at once that somebody cares; what is prepared asks what happened."""
    if request.sub_kind == "strong":
        concern = Concern("escalate", "Le client est très mécontent")
        return Proposal(skill=NAME, concern=concern)
    flags = (CAREFUL, *(("letter",) if situation.kind == "email" else ()))
    return Proposal(
        skill=NAME,
        phrases=(Phrase("complaint_heard", {}, flags),),
        concern=Concern("draft", "Mécontentement : excuses et question préparées, à valider"),
    )
