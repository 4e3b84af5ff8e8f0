"""A catalogue arranged for reading: from any word a customer uses to the products it may mean."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache, reduce
from operator import and_

from rapidfuzz import fuzz, process

from coccinelle.core.catalogue import Catalogue, Product
from coccinelle.understanding.lexicon import Lexicon, spaced
from coccinelle.understanding.refs import Ranking, Refs, Sayings

_TYPO_SCORE = 80  # rapidfuzz ratio: one slip in five letters, two in ten
_TYPO_LENGTH = 4
_RARE = 5  # a word borne by at most that many products singles them out without its noun
_CERTAIN = 6  # letters from which a word alone may be a mistyped name
_CACHE = 10_000
_MANY = 200  # products that a word leaves: more are not compared one by one


@lru_cache(maxsize=20_000)
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
        self._lengths = {p.ref: len(_words(p.name)) for p in catalogue.products}
        # Best first: names with the fewest words, then the catalogue's order.
        self._ranking = Ranking(sorted(self._lengths, key=lambda ref: self._lengths[ref]))
        self.codes = dict(_codes(catalogue.products))
        self.nouns = {stem(n): stem(spaced(canon)) for n, canon in lexicon.nouns.items()}
        self.descriptors = {stem(d): stem(spaced(c)) for d, c in lexicon.descriptors.items()}
        self._names, self._tags, self._heads = Sayings(), Sayings(), Sayings()
        self._colors, self._kin, self._phrases = Sayings(), Sayings(), Sayings()
        self.by_sku = {v.sku: (p, v) for p in catalogue.products for v in p.variants}
        self.aliases = {
            tuple(stem(w) for w in _words(alias)) for p in catalogue.products for alias in p.aliases
        }
        for product in catalogue.products:
            self._add(product)
        self._letters: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._names):
            self._letters[word[0]].append(word)
        self._typos: dict[str, str | None] = {}
        for product in catalogue.products:
            self._add_phrases(product)
        for sayings in (self._names, self._tags, self._heads, self._colors, self._kin):
            sayings.settle(self._ranking)
        self._phrases.settle(self._ranking)

    def key(self, word: str) -> str:
        """One key for all ways of saying a word: "dress" and "robes", "floral" and "fleurie"."""
        plain = stem(word)
        return self.nouns.get(plain) or self.descriptors.get(plain) or plain

    def noun(self, word: str) -> str | None:
        """The shop's word for a kind of article ("dress" is "rob"), None for any other word."""
        return self.nouns.get(stem(word))

    def named(self, word: str) -> Refs:
        """Products bearing this word in their name or nicknames, typing errors forgiven."""
        key = self.key(word)
        if " " in key:  # "backless" is two words of the shop's: "dos nu"
            parts = (self._names.of(stem(w)) for w in key.split())
            return reduce(and_, parts)
        near = key if key in self._names else self._near(stem(word))
        return self._names.of(near or "")

    def tagged(self, word: str) -> Refs:
        return self._tags.of(self.key(word))

    def headed(self, word: str) -> Refs:
        """Products that are such an article, not those that only mention it ("ceinture en cuir").

        By the very word when some bear it: "pochette" is not every bag, "bottines" no boots.
        """
        literal = self._heads.of(f"={stem(word)}")
        return literal or self._heads.of(self.noun(word) or stem(word))

    def exactly(self, words: Iterable[str], colors: Iterable[str]) -> Refs:
        """Products whose whole name or nickname was said, whatever was said around it."""
        told = self._content(words) | {f"~{c}" for c in colors}
        return self._phrases.of(_phrase(told))

    def in_color(self, refs: Iterable[str], color: str) -> Refs:
        """Those of this very shade, else of its family, nicknames included."""
        among = self._ranking.refs(refs)
        exact = self._colors.of(color) & among
        kin = self._kin.of(color) or self._kin.of(self._family(color))
        return exact or kin & among

    def is_rare(self, word: str) -> bool:
        """A word that names few products and is no everyday word."""
        key = stem(word)
        known = self._lexicon.phrasebook.knows(word) or word in self._lexicon.stop_words
        certain = len(word) >= _CERTAIN or key in self._names
        return not known and certain and 0 < len(self.named(key)) <= _RARE

    def best(self, refs: Iterable[str], said: set[str], count: int) -> list[str]:
        """Best first: names with the fewest words left unsaid, then the catalogue's order."""
        among = self._ranking.refs(refs)
        if len(among) > _MANY:
            return self._best_of_many(among, said, count)
        bearers = [self._names.of(key) for key in {self.key(w) for w in said}]
        order = self._ranking.places
        return sorted(among, key=lambda r: (self._unsaid(r, bearers), order[r]))[:count]

    def _best_of_many(self, among: Refs, said: set[str], count: int) -> list[str]:
        """Those that bear every word said that some of them bear, then the others."""
        bearers = (self._names.of(self.key(w)) for w in said)
        left = among
        for bearing in sorted(bearers, key=len):
            left = left & bearing or left
        return list(dict.fromkeys(left.first(count) + among.first(count)))[:count]

    def _unsaid(self, ref: str, said: Sequence[Refs]) -> int:
        return self._lengths[ref] - sum(ref in bearing for bearing in said)

    def _add(self, product: Product) -> None:
        ref = product.ref
        for word in (w for name in (product.name, product.category) for w in _words(name)):
            self._names.add(self.key(word), ref)
        for word in (w for alias in product.aliases for w in _words(alias)):
            self._names.add(self.key(word), ref)
            if word in self.shades and not self.noun(word):
                self._kin.add(self._lexicon.shades[word], ref)
        for word in (w for tag in product.tags for w in _words(tag)):
            self._tags.add(self.key(word), ref)
        for phrase in (product.name, product.category, *product.aliases):
            self._add_head(ref, phrase)
        self._add_colors(product)

    def _add_head(self, ref: str, phrase: str) -> None:
        """What the article is: the first noun of what it is called."""
        head = next((w for w in _words(phrase) if self.noun(w)), None)
        if head:
            self._heads.add(self.noun(head) or head, ref)
            self._heads.add(f"={stem(head)}", ref)

    def _add_phrases(self, product: Product) -> None:
        """A nickname of one word ("gilet") is what every such article is called."""
        for phrase in (product.name, *product.aliases):
            told = frozenset(self._content(_words(phrase)))
            if len(told) > 1 or phrase is product.name:
                self._phrases.add(_phrase(told), product.ref)

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
                self._colors.add(said, product.ref)
                self._kin.add(self._family(said), product.ref)

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


def _phrase(told: Iterable[str]) -> str:
    """Whatever the order of its words."""
    return " ".join(sorted(told))


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
