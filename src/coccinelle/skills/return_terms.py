"""For how long an article can be given back, when no page of the shop tells it."""

from coccinelle.core import withdrawal
from coccinelle.core.facts import Phrase
from coccinelle.core.knowledge import speaks_of
from coccinelle.core.proposal import Proposal
from coccinelle.core.skill import Situation
from coccinelle.skills import pages

NAME = "return_refund"
LAW = "droit de rétractation (code de la consommation)"
RULE = "règle de la boutique"
WORDS = "remboursement, échange, avoir"  # what the shop may speak of, as a member reads it
_ONLINE = ("ligne", "internet", "site", "web", "online", "distance")
_SHOP = (*pages.EXCHANGE, "boutique", "magasin", "shop", "store")


def told(situation: Situation) -> Proposal:
    """What was asked: for how long the shop exchanges is told to those who ask about it."""
    policy = situation.policy
    is_longer = policy.return_days > withdrawal.DAYS
    days = max(policy.return_days, withdrawal.DAYS)
    facts = {
        "days": situation.fact("number", days, RULE if is_longer else LAW),
        "legal_days": situation.fact("number", withdrawal.DAYS, LAW),
        "words": situation.fact("text", WORDS, RULE),
    }
    is_online = speaks_of(situation.said, _ONLINE) and not speaks_of(situation.said, _SHOP)
    if speaks_of(situation.said, _SHOP):
        facts["shop_days"] = situation.fact("number", policy.exchange_days, RULE)
    flags = (*(("longer",) if is_longer else ()), *(("online",) if is_online else ()))
    return Proposal(skill=NAME, phrases=(Phrase("return_terms", facts, flags, tells_act=True),))
