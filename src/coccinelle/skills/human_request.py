"""A person is asked for, or a call; and "c'est un robot ?", answered truthfully."""

import re

from coccinelle.core.facts import Phrase
from coccinelle.core.proposal import Concern, Proposal
from coccinelle.core.reading import Request
from coccinelle.core.skill import Situation
from coccinelle.skills import call_back

NAME = "courtesy"
INTENTS = ("human_request",)
SHEET = "fiche de la boutique"
_ASKED = re.compile(r"\b(?:num[ée]ro|n°) (?:de )?t[ée]l|\bvotre (?:num|t[ée]l)|phone number", re.I)


def propose(request: Request, situation: Situation) -> Proposal:
    if request.sub_kind == "robot":
        return Proposal(skill=NAME, phrases=(Phrase("robot", {}),))
    if call_back.is_wanted(situation):
        return call_back.propose(request, situation, NAME)
    concern = Concern("escalate", "Le client demande à parler à une personne")
    return Proposal(skill=NAME, concern=concern, meanwhile=_number(situation))


def _number(situation: Situation) -> tuple[Phrase, ...]:
    """Where to call, to whoever asks for it."""
    phone = situation.business.phone
    if not phone or not _ASKED.search(situation.said):
        return ()
    return (Phrase("phone_number", {"phone": situation.fact("phone", phone, SHEET)}),)
