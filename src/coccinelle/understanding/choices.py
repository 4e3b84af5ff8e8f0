"""Which of the choices we offered the contact means."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from coccinelle.core.catalogue import Product
from coccinelle.understanding.catalogue_index import stem
from coccinelle.understanding.lexicon import spaced
from coccinelle.understanding.passage import Passage
from coccinelle.understanding.sizes import size_value

ALL = "all"
_Choice = TypeVar("_Choice")
_ALL_OF_THEM = re.compile(
    r"\b(?:les deux|les trois|tous|toutes|both|all of them|les 2|les 3|l'une? et l'autre)\b"
)
_ORDINALS = (
    (0, re.compile(r"\b(?:premiere?s?|1eres?|1ers?|first)\b")),
    (1, re.compile(r"\b(?:deuxiemes?|secondes?|seconds?|2emes?|2e|2nde?)\b")),
    (2, re.compile(r"\b(?:troisiemes?|3emes?|3e|third)\b")),
    (-1, re.compile(r"\b(?:dernier(?:e|s|es)?|last)\b(?! (?:fois|semaine|time|week|minute))")),
)
_NUMBERED = re.compile(
    r"^\W*(?:(?:oui|ok|alors|plutot|je|prends|veux|voudrais|choisis|c'est|la|le|les|the|numero|"
    r"number|n|no|num|option|choix|choice|modele|celle|celui|article|va|pour|svp)\W+)*"
    r"(?P<n>[1-5])(?=\W*$|\W+(?:en|in|taille|size|svp|stp|s'il|merci|please|si|pour|alors|du coup|"
    r"et|and|mais|je)\b)"
)
_OTHER = re.compile(r"\b(?:l'autre|the other|other one)\b")
_BARE_LETTER = re.compile(
    r"^\W*(?:(?:oui|ok|le|la|un|une|en|du|taille|plutot|alors|size|a|an|the|in|je|prends|fais|"
    r"mets)\W+)*"
    r"(?P<s>xxs|xs|s|m|l|xl|xxl|small|medium|large|\d{1,2})(?:\W+(?:svp|s'il vous plait|merci|"
    r"alors|please|thanks|plutot|"
    r"pour moi|du coup))*\W*$"
)
_PRICE = re.compile(
    r"(?P<of>\b(?:celui|celle|ceux|celles|the one) (?:a|for|at) )?"
    r"(?<![\d.,])(?P<n>\d+(?:[.,]\d{1,2})?)(?![.,]?\d)"
)
_CHEAPEST = re.compile(r"\b(?:moins cher|moins chere|cheapest|cheaper)")
_COST = re.compile(r"\b(?:moins|plus) (?:cher|chere)s?\b|\bcheap(?:est|er)\b|\bmost expensive\b")
_SMALLEST = re.compile(r"\b(?:plus petite?|smallest|smaller)\b")
_LARGEST = re.compile(r"\b(?:plus grande?|largest|bigger|biggest)\b")


def chosen_product(passage: Passage, choices: Sequence[str]) -> str | None:
    """One of the references offered, ALL of them, or None when it stays open."""
    folded = passage.text.folded
    products = [passage.index.by_ref[ref] for ref in choices if ref in passage.index.by_ref]
    if products and _ALL_OF_THEM.search(folded):
        return ALL
    ways = (_by_mention, _by_color, _by_price, _by_words, _by_other, _by_cost)
    return ranked(folded, [p.ref for p in products]) or next(
        (r for way in ways if (r := way(passage, products))), None
    )


def ranked(folded: str, choices: Sequence[_Choice]) -> _Choice | None:
    """The choice that an ordinal or a number of the list tells."""
    rank = _rank(folded)
    return choices[rank] if rank is not None and choices and rank < len(choices) else None


def says_rank(folded: str) -> bool:
    return _rank(folded) is not None


def _rank(folded: str) -> int | None:
    numbered = _NUMBERED.search(folded)
    if numbered:
        return int(numbered["n"]) - 1
    return next((n for n, pattern in _ORDINALS if pattern.search(folded)), None)


def still_open(passage: Passage, choices: Sequence[str]) -> list[str]:
    """The choices left by a colour that several of them have."""
    found = passage.says("color")
    in_color = passage.index.in_color(choices, str(found.value)) if found else set()
    return [ref for ref in choices if ref in in_color]


def _by_mention(passage: Passage, products: Sequence[Product]) -> str | None:
    found = passage.says("product")
    meant = {found.ref, *found.candidates} if found else set()
    return _only([p for p in products if p.ref in meant])


def _by_color(passage: Passage, products: Sequence[Product]) -> str | None:
    found = passage.says("color")
    if found is None:
        return None
    wanted = str(found.value)
    named = [p for p in products if spaced(wanted) in _name_colors(p, passage.lexicon.shades)]
    in_color = passage.index.in_color([p.ref for p in products], wanted)
    return _only(named) or _only([p for p in products if p.ref in in_color])


def _name_colors(product: Product, shades: Mapping[str, str]) -> set[str]:
    said = spaced(product.name).split()
    pairs = [" ".join(said[n : n + 2]) for n in range(len(said) - 1)]
    return {spaced(shades[w]) for w in (*said, *pairs) if w in shades}


def _by_price(passage: Passage, products: Sequence[Product]) -> str | None:
    """ "celle à 119": a bare number is the price of one of them, unless it is a size."""
    sizes = [(f.start, f.end) for f in passage.found if f.name in ("size", "size_to")]
    numbers = [
        match
        for match in _PRICE.finditer(passage.text.folded)
        if match["of"] or not any(start <= match.start("n") < end for start, end in sizes)
    ]
    cents = {round(float(match["n"].replace(",", ".")) * 100) for match in numbers}
    return _only([p for p in products if any(v.price_cents in cents for v in p.variants)])


def _by_words(passage: Passage, products: Sequence[Product]) -> str | None:
    """The one whose name, else whose nicknames, have a word said that the others lack."""
    said = {stem(w.text) for w in passage.words if w.text not in passage.lexicon.stop_words}
    for names_of in (_name, _nicknames):
        scores = {p.ref: len(said & _stems(names_of(p))) for p in products}
        best = max(scores.values(), default=0)
        chosen = _only([p for p in products if scores[p.ref] == best]) if best else None
        if chosen:
            return chosen
    return None


def _name(product: Product) -> tuple[str, ...]:
    return (product.name,)


def _nicknames(product: Product) -> tuple[str, ...]:
    return (product.name, *product.aliases, *product.tags)


def _stems(names: Sequence[str]) -> set[str]:
    return {stem(w) for name in names for w in spaced(name).split()}


def _by_other(passage: Passage, products: Sequence[Product]) -> str | None:
    last = passage.memory.product_ref
    if not last or not _OTHER.search(passage.text.folded):
        return None
    return _only([p for p in products if p.ref != last])


def _by_cost(passage: Passage, products: Sequence[Product]) -> str | None:
    folded = passage.text.folded
    if not products or not _COST.search(folded):
        return None
    best = min(map(_cents, products)) if _CHEAPEST.search(folded) else max(map(_cents, products))
    return _only([p for p in products if _cents(p) == best])


def _cents(product: Product) -> int:
    return min((v.price_cents for v in product.variants), default=0)


def _only(products: Sequence[Product]) -> str | None:
    return products[0].ref if len(products) == 1 else None


def chosen_size(passage: Passage, choices: Sequence[str]) -> str | None:
    """The size said, as the catalogue writes it when it is one of those offered."""
    found = passage.says("size") or passage.says("size_to")
    bare = _BARE_LETTER.match(passage.text.folded)
    said = str(found.value) if found else size_value(bare["s"]) if bare else None
    if said is None and choices:
        extreme = _extreme(passage.text.folded, choices)
        return extreme or ranked(passage.text.folded, choices)
    return next((c for c in choices if c.casefold() == (said or "").casefold()), said)


def chosen_color(passage: Passage, choices: Sequence[str]) -> str | None:
    """The colour said, as the catalogue writes it when it is one of those offered."""
    found = passage.says("color")
    if found is None:
        return ranked(passage.text.folded, choices)
    said, shades, families = str(found.value), passage.lexicon.shades, passage.lexicon.families
    proper = {c: shades.get(spaced(c), c) for c in choices}
    exact = [c for c in choices if proper[c] == said]
    kin = [c for c in choices if families.get(spaced(proper[c])) == said]
    return (exact or kin or [said])[0]


def _extreme(folded: str, choices: Sequence[str]) -> str | None:
    key: Callable[[str], float] = _rank_of_size
    if _SMALLEST.search(folded):
        return min(choices, key=key)
    return max(choices, key=key) if _LARGEST.search(folded) else None


_LETTERS = ("XXS", "XS", "S", "M", "L", "XL", "XXL", "XXXL")


def _rank_of_size(size: str) -> float:
    plain = size.upper().replace(",", ".")
    if plain in _LETTERS:
        return float(_LETTERS.index(plain))
    return float(plain) if plain.replace(".", "", 1).isdigit() else 0.0
