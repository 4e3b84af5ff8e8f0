"""What does it cost, which sizes and colours are there: what the catalogue knows."""

from dataclasses import replace

from coccinelle.core.catalogue import Product
from coccinelle.core.facts import Phrase
from coccinelle.core.proposal import Proposal
from coccinelle.core.reading import Request
from coccinelle.core.skill import Situation
from coccinelle.skills import availability, items, pages

NAME = "product_facts"
INTENTS = ("product_service_info", "price_quote")
_LOOKED_FOR = ("stock_availability", "hold_item")
_MATTER = "Question sur un article ou un service"


def propose(request: Request, situation: Situation) -> Proposal:
    asks_price = request.intent == "price_quote" or request.sub_kind == "price"
    told = None if _names_an_article(request) else pages.answered(situation, NAME, request)
    if told:
        return told
    if not asks_price and request.sub_kind != "colors":
        told = pages.answered(situation, NAME, request)
        beside = _beside(request, situation)
        return told or pages.unanswered(situation, NAME, _MATTER, request, beside)
    return _of_article(request, situation, asks_price=asks_price)


def _of_article(request: Request, situation: Situation, *, asks_price: bool) -> Proposal:
    sought = _sought(request, situation)
    found = items.find(request, situation)
    if isinstance(found, tuple):
        found = items.find_left(sought or request, situation)
    if isinstance(found, tuple) and sought:
        return Proposal(skill=NAME)  # which of them is asked there, with their prices
    if isinstance(found, tuple):
        return items.which_product(found, request, NAME, situation)
    if found is None:
        return items.unknown_product(NAME, request, situation)
    if asks_price and not sought and _says_size(request):
        left = availability.propose(request, situation)
        return replace(left, skill=NAME, phrases=(_price(found, situation), *left.phrases))
    phrase = _price(found, situation) if asks_price else _colors(found, situation)
    return Proposal(skill=NAME, phrases=(phrase,), remember={"product_ref": found.ref})


def _sought(request: Request, situation: Situation) -> Request | None:
    """ "do you have it in size 40, and how much is it?": the same, looked for in the same turn."""
    wanted = [r for r in situation.reading.requests if r.intent in _LOOKED_FOR]
    return next(
        (r for r in wanted if _refs(r) & _refs(request) or _refs(r) == _refs(request)), None
    )


def _refs(request: Request) -> set[str]:
    said = request.entity("product")
    if said is None:
        return set()
    return {said.ref, *said.candidates} if said.ref else set(said.candidates)


def _says_size(request: Request) -> bool:
    """ "la robe bordeaux en 40, elle coûte combien ?" asks whether it is there, too."""
    said = request.entity("size")
    return said is not None and said.how != "memory"


def _beside(request: Request, situation: Situation) -> tuple[Phrase, ...]:
    """What the catalogue knows of the article, whatever was asked of it."""
    found = items.find(request, situation)
    if found is None or isinstance(found, tuple):
        return ()
    left = tuple(dict.fromkeys(x.size for x in situation.shop.stock(found.ref) if x.available))
    price = _price(found, situation)
    if len(found.sizes) < 2 or not left or "price" not in price.facts:
        return (price,)
    return (Phrase("sizes_of", {**price.facts, "sizes": situation.fact("size", left, "stock")}),)


def _price(product: Product, situation: Situation) -> Phrase:
    prices = sorted({v.price_cents for v in product.variants})
    facts = {"product": items.product_fact(product, situation)}
    if len(prices) == 1:
        facts["price"] = situation.fact("price", prices[0], "catalogue")
        return Phrase("price", facts)
    facts["price_from"] = situation.fact("price", prices[0], "catalogue")
    facts["price_to"] = situation.fact("price", prices[-1], "catalogue")
    return Phrase("price", facts, ("range",))


def _colors(product: Product, situation: Situation) -> Phrase:
    """Those that can be had now; all of them when none is left."""
    left = dict.fromkeys(x.color for x in situation.shop.stock(product.ref) if x.available)
    facts = {
        "product": items.product_fact(product, situation),
        "colors": situation.fact("color", tuple(left) or product.colors, "stock"),
    }
    return Phrase("colors_of", facts)


def _names_an_article(request: Request) -> bool:
    said = request.entity("product")
    return said is not None and said.ref is not None and said.how != "memory"
