"""Which of the choices we offered the contact means."""

import re
from collections.abc import Callable, Mapping, Sequence

from coccinelle.core.catalogue import Product
from coccinelle.understanding.catalogue_index import CatalogueIndex, stem
from coccinelle.understanding.lexicon import spaced
from coccinelle.understanding.passage import Passage
from coccinelle.understanding.sizes import size_value

ALL = "all"
_ALL_OF_THEM = re.compile(
    r"\b(?:les deux|les trois|tous|toutes|both|all of them|les 2|les 3|l'une? et l'autre)\b"
)
_ORDINALS = (
    (
        0,
        re.compile(
            r"\b(?:premiere?|1ere?|1er|first)\b|^\W*(?:la |le |the |numero |n° ?|option |"
            r"choix )?1\W*$"
        ),
    ),
    (
        1,
        re.compile(
            r"\b(?:deuxieme|seconde?|2eme|2e|second)\b|^\W*(?:la |le |the |numero |n° ?|option |"
            r"choix )?2\W*$"
        ),
    ),
    (
        2,
        re.compile(
            r"\b(?:troisieme|3eme|3e|third)\b|^\W*(?:la |le |the |numero |n° ?|option |"
            r"choix )?3\W*$"
        ),
    ),
    (-1, re.compile(r"\b(?:derniere?|last)\b(?! (?:fois|semaine|time|week))")),
)
_OTHER = re.compile(r"\b(?:l'autre|the other|other one)\b")
_BARE_LETTER = re.compile(
    r"^\W*(?:(?:oui|ok|le|la|un|une|en|du|taille|plutot|alors|size|a|an|the|in|je|prends|fais|"
    r"mets)\W+)*"
    r"(?P<s>xxs|xs|s|m|l|xl|xxl|small|medium|large|\d{1,2})(?:\W+(?:svp|s'il vous plait|merci|"
    r"alors|please|thanks|plutot|"
    r"pour moi|du coup))*\W*$"
)
_SMALLEST = re.compile(r"\b(?:plus petite?|smallest|smaller)\b")
_LARGEST = re.compile(r"\b(?:plus grande?|largest|bigger|biggest)\b")


def chosen_product(passage: Passage, choices: Sequence[str]) -> str | None:
    """One of the references offered, ALL of them, or None when it stays open."""
    folded = passage.text.folded
    if _ALL_OF_THEM.search(folded):
        return ALL
    products = [passage.index.by_ref[ref] for ref in choices if ref in passage.index.by_ref]
    ways = (_by_mention, _by_color, _by_price, _by_words, _by_other)
    refs = [p.ref for p in products]
    return _by_rank(folded, refs) or next(
        (r for way in ways if (r := way(passage, products))), None
    )


def still_open(passage: Passage, choices: Sequence[str]) -> list[str]:
    """The choices left by a colour that several of them have."""
    found = passage.says("color")
    in_color = passage.index.colored(str(found.value)) if found else set()
    return [ref for ref in choices if ref in in_color]


def _by_rank(folded: str, refs: Sequence[str]) -> str | None:
    rank = next((n for n, pattern in _ORDINALS if pattern.search(folded)), None)
    return refs[rank] if rank is not None and refs and rank < len(refs) else None


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
    in_color = passage.index.colored(wanted)
    return _only(named) or _only([p for p in products if p.ref in in_color])


def _name_colors(product: Product, shades: Mapping[str, str]) -> set[str]:
    said = spaced(product.name).split()
    pairs = [" ".join(said[n : n + 2]) for n in range(len(said) - 1)]
    return {spaced(shades[w]) for w in (*said, *pairs) if w in shades}


def _by_price(passage: Passage, products: Sequence[Product]) -> str | None:
    found = passage.says("amount")
    cents = round(float(found.value) * 100) if found else None
    return _only([p for p in products if any(v.price_cents == cents for v in p.variants)])


def _by_words(passage: Passage, products: Sequence[Product]) -> str | None:
    """The one whose name or nickname has a word that was said and that the others lack."""
    said = {stem(w.text) for w in passage.words if w.text not in passage.lexicon.stop_words}
    scores = {p.ref: len(said & _words(p, passage.index)) for p in products}
    best = max(scores.values(), default=0)
    return _only([p for p in products if scores[p.ref] == best]) if best else None


def _words(product: Product, index: CatalogueIndex) -> set[str]:
    names = (product.name, *product.aliases, *product.tags)
    return {stem(w) for name in names for w in spaced(name).split()}


def _by_other(passage: Passage, products: Sequence[Product]) -> str | None:
    last = passage.memory.product_ref
    if not last or not _OTHER.search(passage.text.folded):
        return None
    return _only([p for p in products if p.ref != last])


def _only(products: Sequence[Product]) -> str | None:
    return products[0].ref if len(products) == 1 else None


def chosen_size(passage: Passage, choices: Sequence[str]) -> str | None:
    """The size said, as the catalogue writes it when it is one of those offered."""
    found = passage.says("size") or passage.says("size_to")
    bare = _BARE_LETTER.match(passage.text.folded)
    said = str(found.value) if found else size_value(bare["s"]) if bare else None
    if said is None and choices:
        extreme = _extreme(passage.text.folded, choices)
        return extreme or _by_rank(passage.text.folded, choices)
    return next((c for c in choices if c.casefold() == (said or "").casefold()), said)


def chosen_color(passage: Passage, choices: Sequence[str]) -> str | None:
    """The colour said, as the catalogue writes it when it is one of those offered."""
    found = passage.says("color")
    if found is None:
        return _by_rank(passage.text.folded, choices)
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
