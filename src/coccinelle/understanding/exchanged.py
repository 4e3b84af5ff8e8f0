"""One exchange for each article of a sentence, with the sizes and the colour that go with it."""

import re
from collections.abc import Sequence
from itertools import pairwise

from coccinelle.understanding.found import Found
from coccinelle.understanding.intents import Asked
from coccinelle.understanding.passage import Passage
from coccinelle.understanding.sizes import is_of_all

_CHANGES = frozenset(("exchange_request", "order_modify"))
_TIED = frozenset(("size", "color", "quantity"))
_DETERMINER = r"(?: (?:la|le|les|l'|un|une|des|du|ma|mon|mes|the|an?|my))? ?$"
_AGAINST = re.compile(
    r"(?<!et )(?<!and )\b(?:contre|par|pour|for|en|dans|avec|with|au lieu de|a la place de|"
    rf"instead of|rather than){_DETERMINER}"
)
_AND = re.compile(r"\b(?:et|and|puis|ainsi que|aussi|also)\b|[,;.\n+&]")


def each_exchanged(passage: Passage, one: Asked, values: list[Found]) -> list[list[Found]]:
    """All the values together unless each article named has a size or a colour of its own."""
    if one.intent not in _CHANGES or one.own:
        return [values]
    folded = passage.text.folded
    products = _distinct(passage, [v for v in values if v.name == "product"])
    if len(products) < 2 or not all(_beside(folded, *pair) for pair in pairwise(products)):
        return [values]
    owned = {id(v): _owner(v, products, values) for v in values if v.name in _TIED}
    shared = [v for v in values if v.name == "size" and is_of_all(v, folded)]
    owners = [owned[id(v)] for v in values if v.name in ("size", "color") and v not in shared]
    if not all(_is_in(p, owners) for p in products):
        return [values]
    return [[v for v in values if v is p or v in shared or _is_of(v, p, owned)] for p in products]


def _is_of(value: Found, product: Found, owned: dict[int, Found]) -> bool:
    """What is tied to no article is of all of them."""
    return value.name != "product" and owned.get(id(value), product) is product


def _is_in(product: Found, owners: Sequence[Found]) -> bool:
    return any(owner is product for owner in owners)


def _distinct(passage: Passage, products: Sequence[Found]) -> list[Found]:
    """ "le jean… le même jean en 38" names one article."""
    kept: dict[str, Found] = {}
    for product in products:
        head = passage.text.folded[product.start : product.end].split(" ")[0]
        if not any(product.ref and product.ref == k.ref for k in kept.values()):
            kept.setdefault(head, product)
    return list(kept.values())


def _beside(folded: str, first: Found, other: Found) -> bool:
    """Named one after the other, not one given for the other."""
    between = folded[first.end : other.start]
    return _AND.search(between) is not None and not _AGAINST.search(between)


def _owner(value: Found, products: Sequence[Found], values: Sequence[Found]) -> Found:
    """The article before it; the one after when what is tied leads: "un 42 pour la robe…"."""
    inside = [p for p in products if p.start <= value.start < p.end]
    if inside:
        return inside[0]
    same = [v for v in values if v.name == value.name]
    after = [p for p in products if p.start >= value.end]
    before = [p for p in products if p.end <= value.start]
    if same[0].end <= products[0].start and after:
        return after[0]
    return (before or after)[-1]
