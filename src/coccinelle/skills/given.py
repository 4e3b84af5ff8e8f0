"""What was a gift: whoever has it has no order of their own to be asked for."""

import re

from coccinelle.core.proposal import Concern, Proposal
from coccinelle.core.reading import Request
from coccinelle.core.skill import Situation
from coccinelle.skills import pages

_GIVEN = re.compile(
    r"\b(?:(?:m'a|m'ont|nous a|nous ont) offert|reçue?s? en cadeau|un cadeau (?:de|reçu)|"
    r"(?:sans|pas) (?:le |de |eu le )?ticket|(?:as|was) a (?:gift|present)|"
    r"(?:gave|got) (?:it |this )?(?:to )?me|without (?:the |a )?receipt)\b",
    re.I,
)
_REASON = "Échange d'un cadeau : la commande est au nom de qui l'a offert"


def to_exchange(request: Request, skill: str, situation: Situation) -> Proposal | None:
    """For a member, who can find what was bought; None when an order is named, or nothing given."""
    if request.entity("order_number") or not _GIVEN.search(situation.said):
        return None
    prepared = (pages.to_complete(situation),)
    return Proposal(skill=skill, phrases=prepared, concern=Concern("draft", _REASON))
