"""What does it cost, which sizes and colours are there: what the catalogue knows."""

from coccinelle.core.facts import Phrase
from coccinelle.core.proposal import Concern, Proposal
from coccinelle.core.reading import Request
from coccinelle.core.skill import Situation
from coccinelle.skills import items

NAME = "product_facts"
INTENTS = ("product_service_info",)


def propose(request: Request, situation: Situation) -> Proposal:
    if request.sub_kind == "advice":
        return Proposal(skill=NAME, concern=Concern("escalate", "Conseil requis"))
    found = items.find(request, situation)
    if found is None and request.sub_kind == "price":
        return items.unknown_product(NAME, request.intent)
    if isinstance(found, tuple):
        return items.which_product(found, request, NAME, situation)
    if found is None or request.sub_kind != "price":
        return Proposal(skill=NAME, concern=Concern("escalate", "Question sur un article"))
    prices = sorted({v.price_cents for v in found.variants})
    facts = {"product": items.product_fact(found, situation)}
    if len(prices) == 1:
        facts["price"] = situation.fact("price", prices[0], "catalogue")
    else:
        facts["price_from"] = situation.fact("price", prices[0], "catalogue")
        facts["price_to"] = situation.fact("price", prices[-1], "catalogue")
    return Proposal(
        skill=NAME,
        phrases=(Phrase("price", facts, ("range",) if len(prices) > 1 else ()),),
        remember={"product_ref": found.ref},
    )
