"""A person is asked for; and "c'est un robot ?", answered truthfully."""

from coccinelle.core.facts import Phrase
from coccinelle.core.proposal import Concern, Proposal
from coccinelle.core.reading import Request
from coccinelle.core.skill import Situation

NAME = "courtesy"
INTENTS = ("human_request",)


def propose(request: Request, situation: Situation) -> Proposal:
    if request.sub_kind == "robot":
        return Proposal(skill=NAME, phrases=(Phrase("robot", {}),))
    concern = Concern("escalate", "Le client demande à parler à une personne")
    return Proposal(skill=NAME, concern=concern)
