"""A catalogue arranged for reading: from any word a customer uses to the products it may mean."""

from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz import fuzz, process

from coccinelle.core.catalogue import Catalogue, Product
from coccinelle.understanding.lexicon import Lexicon, spaced

_TYPO_SCORE = 80  # rapidfuzz ratio: one slip in five letters, two in ten
_TYPO_LENGTH = 4
_RARE = 5  # a word borne by at most that many products singles them out without its noun
_CERTAIN = 6  # letters from which a word alone may be a mistyped name
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
        self._kin: dict[str, set[str]] = defaultdict(set)
        self._heads: dict[str, set[str]] = defaultdict(set)
        self._phrases: dict[frozenset[str], set[str]] = defaultdict(set)
        self.by_sku = {v.sku: (p, v) for p in catalogue.products for v in p.variants}
        self.aliases: dict[tuple[str, ...], set[str]] = defaultdict(set)
        self._lengths: dict[str, int] = {}
        for product in catalogue.products:
            self._add(product)
        self._letters: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._names):
            self._letters[word[0]].append(word)
        self._typos: dict[str, str | None] = {}
        for product in catalogue.products:
            self._add_phrases(product)

    def key(self, word: str) -> str:
        """One key for all ways of saying a word: "dress" and "robes", "floral" and "fleurie"."""
        plain = stem(word)
        return self.nouns.get(plain) or self.descriptors.get(plain) or plain

    def noun(self, word: str) -> str | None:
        """The shop's word for a kind of article ("dress" is "rob"), None for any other word."""
        return self.nouns.get(stem(word))

    def named(self, word: str) -> frozenset[str] | set[str]:
        """Products bearing this word in their name or nicknames, typing errors forgiven."""
        key = self.key(word)
        if " " in key:  # "backless" is two words of the shop's: "dos nu"
            return set.intersection(*(self._names.get(stem(w), set()) for w in key.split()))
        found = self._names.get(key)
        if found is not None:
            return found
        near = self._near(stem(word))
        return self._names[near] if near else frozenset()

    def tagged(self, word: str) -> frozenset[str] | set[str]:
        return self._tags.get(self.key(word), frozenset())

    def headed(self, word: str) -> set[str]:
        """Products that are such an article, not those that only mention it ("ceinture en cuir").

        By the very word when some bear it: "pochette" is not every bag, "bottines" no boots.
        """
        literal = self._heads.get(f"={stem(word)}")
        return literal or self._heads.get(self.noun(word) or stem(word), set())

    def exactly(self, words: Iterable[str], colors: Iterable[str]) -> set[str]:
        """Products whose whole name or nickname was said, whatever was said around it."""
        told = self._content(words) | {f"~{c}" for c in colors}
        return self._phrases.get(frozenset(told), set())

    def in_color(self, refs: Iterable[str], color: str) -> set[str]:
        """Those of this very shade, else of its family, nicknames included."""
        exact = self._colors.get(color, set()).intersection(refs)
        kin = self._kin.get(color) or self._kin.get(self._family(color), set())
        return exact or kin.intersection(refs)

    def is_rare(self, word: str) -> bool:
        """A word that names few products and is no everyday word."""
        key = stem(word)
        known = self._lexicon.phrasebook.knows(word) or word in self._lexicon.stop_words
        certain = len(word) >= _CERTAIN or key in self._names
        return not known and certain and 0 < len(self.named(key)) <= _RARE

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
        for phrase in (product.name, product.category, *product.aliases):
            self._add_head(product.ref, phrase)
        self._add_colors(product)

    def _add_head(self, ref: str, phrase: str) -> None:
        """What the article is: the first noun of what it is called."""
        head = next((w for w in _words(phrase) if self.noun(w)), None)
        if head:
            self._heads[self.noun(head) or head].add(ref)
            self._heads[f"={stem(head)}"].add(ref)

    def _add_phrases(self, product: Product) -> None:
        """A nickname of one word ("gilet") is what every such article is called."""
        for phrase in (product.name, *product.aliases):
            told = frozenset(self._content(_words(phrase)))
            if len(told) > 1 or phrase is product.name:
                self._phrases[told].add(product.ref)

    def _content(self, words: Iterable[str]) -> set[str]:
        """The telling words, mended towards the catalogue's; shades under their proper name."""
        told: set[str] = set()
        left = list(words)
        while left:
            shade = next((n for n in (2, 1) if " ".join(left[:n]) in self.shades), 0)
            if shade and not self.noun(left[0]):
                told.add(f"~{self._lexicon.shades[' '.join(left[:shade])]}")
            elif left[0] not in self._lexicon.stop_words:
                told.add(self._mended(left[0]))
            left = left[shade or 1 :]
        return {t for t in told if t}

    def _mended(self, word: str) -> str:
        """A word's stem; "" when it names nothing the shop sells."""
        plain = stem(word)
        if self.key(word) in self._names or self.key(word) in self._tags:
            return plain
        return self._near(plain) or ""

    def _add_colors(self, product: Product) -> None:
        shades = self._lexicon.shades
        named = {w for w in _words(product.name) if w in shades and not self.noun(w)}
        for color in {spaced(c) for c in product.colors} | named:
            proper = shades.get(color) or shades.get(color.split()[0], color) if color else color
            base = shades.get(color.split()[0], proper) if color else proper
            for said in (proper, base):
                self._colors[said].add(product.ref)
                self._kin[self._family(said)].add(product.ref)
        for word in (w for alias in product.aliases for w in _words(alias)):
            if word in shades and not self.noun(word):
                self._kin[shades[word]].add(product.ref)

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
