"""Not understood: one clarifying question, then a person."""

from coccinelle.core.facts import Phrase
from coccinelle.core.memory import OpenQuestion
from coccinelle.core.proposal import Concern, Proposal
from coccinelle.core.reading import Request
from coccinelle.core.skill import Situation

NAME = "clarify"
INTENTS = ("unclear_other",)


def propose(request: Request, situation: Situation) -> Proposal:
    times = situation.memory.misunderstood + 1
    if times > 1:
        concern = Concern("escalate", "Demande non comprise deux fois de suite")
        return Proposal(skill=NAME, concern=concern, remember={"misunderstood": 0})
    return Proposal(
        skill=NAME,
        phrases=(Phrase("rephrase", {}),),
        question=situation.memory.question or OpenQuestion("rephrase", "unclear_other"),
        remember={"misunderstood": times},
    )
