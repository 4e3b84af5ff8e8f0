"""Is it available, in this size, in this colour? And the offer to put it aside."""

from coccinelle.core.commitments import hold_until
from coccinelle.core.facts import Phrase
from coccinelle.core.memory import OpenQuestion
from coccinelle.core.proposal import Proposal
from coccinelle.core.reading import Request
from coccinelle.core.skill import Situation
from coccinelle.skills import items, pages

NAME = "availability"
INTENTS = ("stock_availability",)


def propose(request: Request, situation: Situation) -> Proposal:
    found = items.find_left(request, situation)
    if found is None:
        return pages.answered(situation, NAME, request) or items.unknown_product(
            NAME, request, situation
        )
    if isinstance(found, tuple):
        return items.which_product(found, request, NAME, situation)
    item = items.look(found, request, situation)
    obstacle = items.obstacle(item, NAME, request.intent, situation)
    said = request.entity("product")
    is_one_of_several = bool(said and said.candidates) or len(situation.reading.requests) > 1
    return obstacle or _available(item, is_one_of_several, situation)


def _available(item: items.Item, is_one_of_several: bool, situation: Situation) -> Proposal:
    """is_one_of_several: "on l'a" would leave a doubt, the product is named."""
    level = item.choice.level
    assert level is not None, "an item without obstacle has its variant"
    flags: tuple[str, ...] = ()
    facts = {
        "product": items.product_fact(item.product, situation),
        "count": situation.fact("count", level.available, "stock", level.read_at),
    }
    if len(item.product.colors) > 1:
        facts["color"] = situation.fact("color", level.color, "stock", level.read_at)
    if len(item.product.sizes) > 1:
        facts["size"] = situation.fact("size", level.size, "stock", level.read_at)
    else:
        flags += ("no_size",)
    if level.available == 1:
        flags += ("last",)
    if is_one_of_several:
        flags += ("named",)
    offer, question = _offer(item, level.sku, situation)
    return Proposal(
        skill=NAME,
        phrases=(Phrase("available", facts, flags), *offer),
        question=question,
        facts=items.stock_facts(item, situation),
        remember=item.remember,
    )


def _offer(
    item: items.Item, sku: str, situation: Situation
) -> tuple[tuple[Phrase, ...], OpenQuestion | None]:
    """Nothing to offer to someone for whom it is already put aside."""
    business = situation.business
    every = situation.shop.holds_of(situation.contact.id)
    held = next((h for h in every if h.sku == sku and h.purpose != "order"), None)
    if held:
        until = situation.fact("moment", held.until.astimezone(business.zone), "mise de côté")
        facts = {"product": items.product_fact(item.product, situation), "until": until}
        return (Phrase("hold_exists", facts, tells_act=True),), None
    until_at = hold_until(situation.policy, business.hours, now=situation.now, pickup_at=None)
    until = situation.fact("moment", until_at, "règle de la boutique")
    question = OpenQuestion("offer_hold", "hold_item", (sku,))
    facts = {"product": items.product_fact(item.product, situation), "until": until}
    return (Phrase("offer_hold", facts),), question
