"""What the shop's skills share: which product is meant, which variant, and how to speak of it."""

from dataclasses import dataclass

from coccinelle.core.catalogue import Product
from coccinelle.core.choice import Choice, choose
from coccinelle.core.facts import Fact, Phrase
from coccinelle.core.memory import OpenQuestion
from coccinelle.core.proposal import Proposal
from coccinelle.core.reading import Request
from coccinelle.core.shop import StockLevel
from coccinelle.core.skill import Situation
from coccinelle.skills import pages

QUOTED = 40  # letters of the words that name an article
AT_MOST = 3  # choices offered at once: more cannot be read in an SMS
_NO_ARTICLE = "Prix ou disponibilité"


@dataclass(frozen=True, slots=True)
class Item:
    """A product with its stock as it was read, and the variant that was asked for."""

    product: Product
    levels: tuple[StockLevel, ...]
    choice: Choice
    size: str | None
    color: str | None
    quantity: int

    @property
    def remember(self) -> dict[str, object]:
        level = self.choice.level
        color = None if self.choice.verdict == "no_such_color" else self.color
        size = None if self.choice.verdict == "no_such_size" else self.size
        return {
            "is_holding": False,
            "product_ref": self.product.ref,
            "size": level.size if level else size,
            "color": level.color if level else color,
        }


def find(request: Request, situation: Situation) -> Product | tuple[Product, ...] | None:
    """One product, several that fit equally well, or none known to the catalogue."""
    said = request.entity("product")
    if said is None or (said.ref is None and not said.candidates and said.how == "memory"):
        ref = situation.memory.product_ref
        return situation.shop.product(ref) if ref else _offered(situation)
    if said.ref:
        return situation.shop.product(said.ref)
    found = tuple(p for p in map(situation.shop.product, said.candidates) if p)
    return found[0] if len(found) == 1 else found or None


def _offered(situation: Situation) -> Product | tuple[Product, ...] | None:
    """ "in size 40, and how much is it?" of the articles we have just asked to choose from."""
    question = situation.memory.question
    refs = question.choices if question and question.kind == "which_product" else ()
    found = tuple(p for p in map(situation.shop.product, refs) if p)
    return found[0] if len(found) == 1 else found or None


def find_left(request: Request, situation: Situation) -> Product | tuple[Product, ...] | None:
    """As `find`, but of several only those that can be had in the size that was said."""
    found = find(request, situation)
    size = _said(request, "size")
    if not isinstance(found, tuple) or size is None:
        return found
    left = tuple(p for p in found if _is_left(situation.shop.stock(p.ref), size))
    return left[0] if len(left) == 1 else left or found


def look(product: Product, request: Request, situation: Situation) -> Item:
    """Reads the stock. What was not said again is what was last spoken of for this product."""
    same = situation.memory.product_ref in (product.ref, None)
    size = (
        _said(request, "size_to")
        or _said(request, "size")
        or (situation.memory.size if same else None)
    )
    color = known_color(product, _said(request, "color")) or (
        situation.memory.color if same else None
    )
    quantity = request.entity("quantity")
    wanted = int(quantity.value) if quantity else 1
    levels = situation.shop.stock(product.ref)
    choice = choose(levels, size=size, color=color, quantity=wanted)
    return Item(product, levels, choice, size, color, wanted)


def obstacle(item: Item, skill: str, wanted: str, situation: Situation) -> Proposal | None:
    """What to say or ask when there is not one variant to speak of; None when there is."""
    choice = item.choice
    facts = {"product": product_fact(item.product, situation)}
    question = None
    match choice.verdict:
        case "chosen":
            return None
        case "which_size":
            facts["sizes"] = _sizes(choice.sizes, situation)
            question = OpenQuestion("which_size", wanted, choice.sizes)
            name = "which_size"
        case "which_color":
            facts["colors"] = situation.fact("color", choice.colors, "stock")
            question = OpenQuestion("which_color", wanted, choice.colors)
            name = "which_color"
        case "not_enough":
            facts |= _what_is_left(item, situation)
            name = "not_enough"
        case "no_such_size":
            facts |= {"size": _size(item, situation), "sizes": _sizes(choice.sizes, situation)}
            question = OpenQuestion("which_size", wanted, choice.sizes)
            name = "size_unknown"
        case "no_such_color":
            facts["other_colors"] = situation.fact("color", choice.colors, "stock")
            question = OpenQuestion("which_color", wanted, choice.colors)
            name = "color_unknown"
        case _:
            facts |= _alternatives(item, situation)
            question = _instead(choice, wanted)
            name = "out_of_stock"
    return Proposal(
        skill=skill,
        phrases=(Phrase(name, facts),),
        question=question,
        facts=stock_facts(item, situation),
        remember=item.remember,
    )


def which_product(
    products: tuple[Product, ...], request: Request, skill: str, situation: Situation
) -> Proposal:
    """Asks which of them, at most three, and keeps the size that was said."""
    wanted = _wish(request)
    offered = products[:AT_MOST]
    facts = {
        "products": situation.fact("product", tuple(p.name for p in offered), "catalogue"),
        "prices": situation.fact(
            "price", tuple(p.variants[0].price_cents for p in offered), "catalogue"
        ),
    }
    return Proposal(
        skill=skill,
        phrases=(Phrase("which_product", facts),),
        question=OpenQuestion("which_product", wanted, tuple(p.ref for p in offered)),
        remember={
            "product_ref": None,
            "size": _said(request, "size"),
            "color": None,
            "is_holding": False,
        },
    )


def unknown_product(skill: str, request: Request, situation: Situation) -> Proposal:
    """No product was said, or nothing in the catalogue looks like it: ask, without inventing; of
    several articles, which one is told. Who keeps none is asked nothing: their pages answer, or a
    member."""
    if not situation.shop.catalogue().products:
        told = pages.answered(situation, skill, request)
        return told or pages.unanswered(situation, skill, _NO_ARTICLE, request)
    said = request.entity("product")
    name = "product_unknown" if said else "which_article"
    facts = {}
    if said and 0 < len(said.words) <= QUOTED and _are_several(situation):
        facts["said"] = situation.fact("text", said.words, "message du client")
    return Proposal(
        skill=skill,
        phrases=(Phrase(name, facts),),
        question=OpenQuestion("which_product", _wish(request)),
        remember={"size": _said(request, "size"), "product_ref": None, "is_holding": False},
    )


def _are_several(situation: Situation) -> bool:
    said = (request.entity("product") for request in situation.reading.requests)
    return len({entity.words for entity in said if entity and entity.words}) > 1


def product_fact(product: Product, situation: Situation) -> Fact:
    return situation.fact("product", product.name, "catalogue")


def stock_facts(item: Item, situation: Situation) -> tuple[Fact, ...]:
    """Every level that was read, for the trace."""
    level = item.choice.level
    if level is None:
        return ()
    words = f"{level.sku} : {level.on_hand} en rayon, {level.reserved} réservé(s)"
    return (situation.fact("text", words, "stock", level.read_at),)


def _is_left(levels: tuple[StockLevel, ...], size: str) -> bool:
    return choose(levels, size=size, color=None).verdict == "chosen"


def _said(request: Request, name: str) -> str | None:
    entity = request.entity(name)
    return str(entity.value) if entity else None


def known_color(product: Product, said: str | None) -> str | None:
    """A colour that belongs to the product's name ("robe fleurie bleue") chooses no variant."""
    if said is None:
        return None
    if any(said.casefold() == c.casefold() for c in product.colors):
        return said
    return None if said.casefold()[:4] in product.name.casefold() else said


def _size(item: Item, situation: Situation) -> Fact:
    return situation.fact("size", item.size or "", "message du client")


def _sizes(sizes: tuple[str, ...], situation: Situation) -> Fact:
    return situation.fact("size", sizes, "stock")


def _what_is_left(item: Item, situation: Situation) -> dict[str, Fact]:
    level = item.choice.level
    assert level is not None, "some are left"
    facts = {"count": situation.fact("count", level.available, "stock", level.read_at)}
    if len(item.product.sizes) > 1:
        facts["size"] = situation.fact("size", level.size, "stock", level.read_at)
    return facts


def _wish(request: Request) -> str:
    """ "intent/sub-kind": the answer to our question completes this very wish."""
    return f"{request.intent}/{request.sub_kind}" if request.sub_kind else request.intent


def _instead(choice: Choice, wanted: str) -> OpenQuestion | None:
    """Another size, another colour, or to be told when it is back."""
    if choice.sizes:
        return OpenQuestion("which_size", wanted, choice.sizes)
    if choice.colors:
        return OpenQuestion("which_color", wanted, choice.colors)
    return OpenQuestion("offer_waiting", "waiting_list") if choice.level else None


def _alternatives(item: Item, situation: Situation) -> dict[str, Fact]:
    facts = {}
    size = item.choice.level.size if item.choice.level else item.size
    if size:
        facts["size"] = situation.fact("size", size, "stock")
    if item.choice.sizes:
        facts["other_sizes"] = _sizes(item.choice.sizes, situation)
    if item.choice.colors:
        facts["other_colors"] = situation.fact("color", item.choice.colors, "stock")
    return facts
