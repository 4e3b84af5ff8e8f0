"""A message of theirs they ask after: whether it came, and what became of it."""

import re
from datetime import date

from coccinelle.core.facts import Phrase
from coccinelle.core.heard import Heard, the_one_meant
from coccinelle.core.proposal import Concern, Proposal
from coccinelle.core.reading import Request
from coccinelle.core.skill import Situation

KIND = "chase"
_KINDS = (
    ("email", re.compile(r"\b(?:e-?)?mails?\b|\bcourriels?\b", re.I)),
    ("sms", re.compile(r"\bsms\b|\btextos?\b|\btext(?:ed)?\b", re.I)),
    ("whatsapp", re.compile(r"\bwhats ?app\b", re.I)),
    ("instagram", re.compile(r"\binsta(?:gram)?\b", re.I)),
)
_WORDS = {"email": "e-mail", "sms": "SMS"}


def told(request: Request, situation: Situation, skill: str) -> Proposal | None:
    """None when nothing of theirs came that day, that way."""
    said = request.entity("date")
    day = date.fromisoformat(str(said.value)) if said else None
    kind = next((kind for kind, words in _KINDS if words.search(situation.said)), "")
    one = the_one_meant(situation.heard, kind, day)
    if one is None:
        return None
    if one.answered_at and not one.waits:
        return Proposal(skill=skill, phrases=(_came(one, situation),))
    return Proposal(
        skill=skill,
        concern=Concern("escalate", "Le client relance : un message d'avant attend sa réponse"),
        meanwhile=(_came(one, situation),),
    )


def _came(one: Heard, situation: Situation) -> Phrase:
    """When it came, and when our answer left unless a member has yet to give it."""
    facts = {
        "message": situation.fact("text", _WORDS.get(one.kind, "message"), "conversations"),
        "came_at": situation.fact("moment", one.at, "conversations"),
    }
    if one.waits or one.answered_at is None:
        return Phrase("message_came", facts)
    facts["answered_at"] = situation.fact("moment", one.answered_at, "conversations")
    return Phrase("message_came", facts, ("answered", one.kind))
