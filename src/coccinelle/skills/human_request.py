"""A person is asked for, or a call; and "c'est un robot ?", answered truthfully."""

from coccinelle.core.facts import Phrase
from coccinelle.core.proposal import Concern, Proposal
from coccinelle.core.reading import Request
from coccinelle.core.skill import Situation
from coccinelle.skills import call_back

NAME = "courtesy"
INTENTS = ("human_request",)


def propose(request: Request, situation: Situation) -> Proposal:
    if request.sub_kind == "robot":
        return Proposal(skill=NAME, phrases=(Phrase("robot", {}),))
    if call_back.is_wanted(situation):
        return call_back.propose(request, situation, NAME)
    concern = Concern("escalate", "Le client demande à parler à une personne")
    return Proposal(skill=NAME, concern=concern)
