"""One request for each article of a sentence, with the size and the colour that go with it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from coccinelle.understanding.found import Found
from coccinelle.understanding.intents import Asked
from coccinelle.understanding.passage import Passage

_ONE_EACH = frozenset(("stock_availability", "hold_item"))
_FACTS_OF_EACH = frozenset(("price", "colors"))
_TIED = frozenset(("size", "color", "quantity"))
_AND_THIS = re.compile(
    r"\W*(?:et|and|ou|or|idem|pareil|what about|how about|and what about|and for|ainsi que)"
    r"(?: aussi)?(?: pour| for)? (?:l[ae]s?|l'|celles?|celui|the|votre|vos|d[ue]|une?|ces?|cette|"
    r"en|in)\b"
)
_ITS_OWN = frozenset(
    "have have_it restock hold price ask_detail ask_sizes ask_colors try_on fetch advice exchange "
    "return damaged hours delivery".split()
)
_HANDS_ON = _ONE_EACH | {"product_service_info", "price_quote"}
_AND_SIZE = re.compile(r"^[^.!\n]{0,12}?(?:\bet\b|\band\b|\bou\b|\bor\b|,)[^.!\n]{0,16}$")

_BOTH_SIZES = re.compile(
    r"^,? (?:et|and)(?: (?:aussi|also))?(?: (?:en|le|la|du|un|une|in|the|a))? $"
)


def with_ellipsis(passage: Passage, requests: tuple[Asked, ...]) -> tuple[Asked, ...]:
    """ "combien coûte le perfecto ? et la robe fleurie ?" asks two prices."""
    kept: list[Asked] = []
    for one in sorted(requests, key=lambda r: r.start):
        before = kept[-1] if kept else None
        if before and before.intent in _HANDS_ON and _is_elliptic(passage, one):
            kept[-1] = replace(before, end=one.end)
        else:
            kept.append(one)
    lost = len(kept) < len(requests)
    return tuple(kept) if lost else requests


def _is_elliptic(passage: Passage, one: Asked) -> bool:
    if one.intent != "stock_availability":
        return False
    folded = passage.text.folded[one.start : one.end]
    heard = {h.concept for h in passage.heard if one.start <= h.start < one.end}
    return _AND_THIS.match(folded) is not None and not heard.intersection(_ITS_OWN)


def apart(passage: Passage, one: Asked, values: list[Found]) -> list[list[Found]]:
    """values: of one request, in the order of the text; one list for each product, or size."""
    eligible = one.intent in _ONE_EACH or one.sub_kind in _FACTS_OF_EACH
    if not eligible:
        return [values]
    values = _without_repeats(passage, values)
    products = [v for v in values if v.name == "product"]
    if len(products) > 1:
        return [[v for v in values if _is_of(passage, v, p, products, values)] for p in products]
    sizes = [v for v in values if v.name == "size"]
    if _are_both_wanted(passage, sizes, one.intent):
        return [[v for v in values if v.name != "size" or v is size] for size in sizes]
    return [values]


def _without_repeats(passage: Passage, values: list[Found]) -> list[Found]:
    """ "cette robe" after its name is the same dress."""
    refs: set[str] = {v.ref for v in values if v.name == "product" and v.ref}
    kept: list[Found] = []
    for value in values:
        is_product = value.name == "product"
        seen = is_product and any(value.ref and value.ref == k.ref for k in kept)
        if seen or (is_product and not value.ref and _is_again(passage, value, refs)):
            continue
        kept.append(value)
    return kept


def _is_again(passage: Passage, value: Found, refs: set[str]) -> bool:
    words = str(value.value).split()
    return len(words) == 1 and bool(passage.index.headed(words[0]) & refs)


def _is_of(
    passage: Passage,
    value: Found,
    product: Found,
    products: Sequence[Found],
    values: list[Found],
) -> bool:
    """Its own size and colour, and whatever is said of all."""
    if value.name == "product":
        return value is product
    return value.name not in _TIED or product in _owners(passage, value, products, values)


def _owners(
    passage: Passage, value: Found, products: Sequence[Found], values: list[Found]
) -> Sequence[Found]:
    """ "la robe en 38 et le blazer en 40" or "du 38 dans la robe…"; a last size is for all."""
    inside = [p for p in products if p.start < value.end and value.start < p.end]
    named = [p for p in products if value.name == "color" and p.start - value.end in (0, 1)]
    if inside or named:  # "the beige blazer"
        return (inside or named)[:1]
    same = [v for v in values if v.name == value.name]
    if value.name == "size" and len(same) == 1 and value.start >= products[-1].end:
        return [p for p in products if p is products[-1] or _comes_in(passage, p, value)]
    leads = same[0].start < products[0].start
    after = [p for p in products if p.start >= value.end]
    before = [p for p in products if p.end <= value.start]
    if leads and after:
        return after[:1]
    return before[-1:] or products[:1]


def _comes_in(passage: Passage, product: Found, size: Found) -> bool:
    known = passage.index.by_ref.get(product.ref or "")
    return known is None or str(size.value) in known.sizes


def _are_both_wanted(passage: Passage, sizes: list[Found], intent: str) -> bool:
    """ "en 38 ? et en 40 ?", "en 38 ou 39 ?"; both are put aside when it is "et" that is said."""
    if len(sizes) != 2 or sizes[0].value == sizes[1].value:
        return False
    between = passage.text.folded[sizes[0].end : sizes[1].start]
    if intent == "hold_item":
        return _BOTH_SIZES.match(between) is not None
    return intent == "stock_availability" and _AND_SIZE.match(between) is not None
