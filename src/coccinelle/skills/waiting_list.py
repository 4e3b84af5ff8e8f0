"""To be told when an item that is sold out comes back."""

from coccinelle.core.facts import Phrase
from coccinelle.core.proposal import PlannedAction, Proposal
from coccinelle.core.reading import Request
from coccinelle.core.skill import Situation
from coccinelle.skills import availability, items

NAME = "waiting_list"
INTENTS = ("waiting_list",)


def propose(request: Request, situation: Situation) -> Proposal:
    found = items.find(request, situation)
    if found is None:
        return items.unknown_product(NAME, request, situation)
    if isinstance(found, tuple):
        return items.which_product(found, request, NAME, situation)
    item = items.look(found, request, situation)
    level = item.choice.level
    if item.choice.verdict != "out_of_stock" or level is None:
        return items.obstacle(item, NAME, request.intent, situation) or _still_there(situation)
    facts = {"product": items.product_fact(item.product, situation)}
    if len(item.product.sizes) > 1:
        facts["size"] = situation.fact("size", level.size, "stock")
    action = PlannedAction(
        kind="waiting.join",
        key=f"waiting:{situation.turn_key}:{level.sku}",
        params={"sku": level.sku, "what": f"{item.product.name} {level.size}".rstrip()},
        summary=f"Prévenir du retour de {item.product.name} {level.size}".rstrip(),
    )
    return Proposal(
        skill=NAME,
        phrases=(Phrase("on_the_list", facts, tells_act=True),),
        actions=(action,),
        remember=item.remember,
    )


def _still_there(situation: Situation) -> Proposal:
    """It came back before they answered."""
    return availability.propose(Request("stock_availability", 1.0), situation)
