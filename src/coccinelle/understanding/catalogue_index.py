"""A catalogue arranged for reading: from any word a customer uses to the products it may mean."""

from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz import fuzz, process

from coccinelle.core.catalogue import Catalogue, Product
from coccinelle.understanding.lexicon import Lexicon, spaced

_TYPO_SCORE = 80  # rapidfuzz ratio: one slip in five letters, two in ten
_TYPO_LENGTH = 4
_RARE = 5  # a word borne by at most that many products singles them out without its noun
_CACHE = 10_000


def stem(word: str) -> str:
    """Without plural and feminine endings: "fleuries" and "fleuri" are one word."""
    if len(word) < 4 or not word.isalpha():
        return word
    for ending, instead in (("elles", "el"), ("euses", "eu"), ("euse", "eu"), ("aux", "al")):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word[: -len(ending)] + instead
    word = word.rstrip("sx") if len(word.rstrip("sx")) >= 3 else word
    word = word[:-1] if word.endswith("e") and len(word) > 3 else word
    return word[:-1] if len(word) > 4 and word[-1] == word[-2] else word


class CatalogueIndex:
    """Built once for each catalogue version; reading only fills its typing-error cache."""

    def __init__(self, catalogue: Catalogue, lexicon: Lexicon) -> None:
        self.catalogue = catalogue
        self._lexicon = lexicon
        self.shades = frozenset(lexicon.shades)
        self.by_ref = {p.ref: p for p in catalogue.products}
        self._order = {p.ref: rank for rank, p in enumerate(catalogue.products)}
        self.codes = dict(_codes(catalogue.products))
        self.nouns = {stem(n): stem(spaced(canon)) for n, canon in lexicon.nouns.items()}
        self.descriptors = {stem(d): stem(spaced(c)) for d, c in lexicon.descriptors.items()}
        self._names: dict[str, set[str]] = defaultdict(set)
        self._tags: dict[str, set[str]] = defaultdict(set)
        self._colors: dict[str, set[str]] = defaultdict(set)
        self.aliases: dict[tuple[str, ...], set[str]] = defaultdict(set)
        self._lengths: dict[str, int] = {}
        for product in catalogue.products:
            self._add(product)
        self._letters: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._names):
            self._letters[word[0]].append(word)
        self._typos: dict[str, str | None] = {}

    def key(self, word: str) -> str:
        """One key for all ways of saying a word: "dress" and "robes", "floral" and "fleurie"."""
        plain = stem(word)
        return self.nouns.get(plain) or self.descriptors.get(plain) or plain

    def noun(self, word: str) -> str | None:
        """The shop's word for a kind of article ("dress" is "rob"), None for any other word."""
        return self.nouns.get(stem(word))

    def named(self, word: str) -> frozenset[str] | set[str]:
        """Products bearing this word in their name or nicknames, typing errors forgiven."""
        found = self._names.get(self.key(word))
        if found is not None:
            return found
        near = self._near(stem(word))
        return self._names[near] if near else frozenset()

    def tagged(self, word: str) -> frozenset[str] | set[str]:
        return self._tags.get(self.key(word), frozenset())

    def colored(self, color: str) -> set[str]:
        """Products that exist in this very shade, else in one of its family."""
        return self._colors.get(color) or self._colors.get(self._family(color), set())

    def is_rare(self, word: str) -> bool:
        """A word that names few products and is no everyday word."""
        key = stem(word)
        known = self._lexicon.phrasebook.knows(word) or word in self._lexicon.stop_words
        return not known and 0 < len(self.named(key)) <= _RARE

    def ranked(self, refs: Iterable[str], said: set[str]) -> list[str]:
        """Best first: names with the fewest words left unsaid, then the catalogue's order."""
        return sorted(refs, key=lambda r: (self._unsaid(r, said), self._order[r]))

    def _unsaid(self, ref: str, said: set[str]) -> int:
        return self._lengths[ref] - sum(ref in self._names.get(self.key(w), ()) for w in said)

    def _add(self, product: Product) -> None:
        named = _words(product.name)
        self._lengths[product.ref] = len(named)
        for word in (*named, *_words(product.category)):
            self._names[self.key(word)].add(product.ref)
        for alias in product.aliases:
            words = tuple(_words(alias))
            self.aliases[tuple(stem(w) for w in words)].add(product.ref)
            for word in words:
                self._names[self.key(word)].add(product.ref)
        for tag in product.tags:
            for word in _words(tag):
                self._tags[self.key(word)].add(product.ref)
        self._add_colors(product)

    def _add_colors(self, product: Product) -> None:
        shades = self._lexicon.shades
        said = {spaced(c) for c in product.colors}
        said |= {w for w in _words(product.name) if w in shades}
        for color in said:
            proper = shades.get(color) or shades.get(color.split()[0], color) if color else color
            self._colors[proper].add(product.ref)
            self._colors[self._family(proper)].add(product.ref)

    def _family(self, color: str) -> str:
        return self._lexicon.families.get(spaced(color), color)

    def _near(self, key: str) -> str | None:
        if len(key) < _TYPO_LENGTH or not key.isalpha():
            return None
        if key not in self._typos:
            if len(self._typos) > _CACHE:
                self._typos.clear()
            self._typos[key] = self._closest(key)
        return self._typos[key]

    def _closest(self, key: str) -> str | None:
        if self._lexicon.phrasebook.knows(key) or key in self._lexicon.stop_words:
            return None
        words = [w for w in self._letters.get(key[0], ()) if abs(len(w) - len(key)) <= 2]
        best = process.extractOne(key, words, scorer=fuzz.ratio, score_cutoff=_TYPO_SCORE)
        return best[0] if best and len(best[0]) >= _TYPO_LENGTH else None


def _words(said: str) -> list[str]:
    return [w for w in spaced(said).split() if len(w) > 1 or w.isdigit()]


def _codes(products: Iterable[Product]) -> Iterable[tuple[str, tuple[str, str]]]:
    """Each reference and SKU without its dashes -> (ref, size of the SKU or "")."""
    for product in products:
        for variant in product.variants:
            yield _plain(variant.sku), (product.ref, variant.size)
        yield _plain(product.ref), (product.ref, "")


def _plain(code: str) -> str:
    return spaced(code).replace(" ", "")
