"""Which products a publication may show, by the words of its caption; pure."""

from collections import Counter
from collections.abc import Iterable, Sequence

from coccinelle.core.catalogue import Product
from coccinelle.core.knowledge import folded_words, stem

SHORTEST = 3  # letters of a word that tells something
_NAMED, _COLOURED, _TAGGED = 3.0, 1.5, 1.0


class ProductNames:
    """What products are called, gathered once for many captions."""

    def __init__(self, products: Sequence[Product]) -> None:
        self._products = products
        self._named = {p.ref: _words([p.name, *p.aliases]) for p in products}
        self._everywhere = Counter(word for words in self._named.values() for word in words)

    def candidates(self, caption: str, at_most: int = 3) -> list[Product]:
        """Best first: a rare word of the name says most. None that shares no word of a name."""
        said = _words([caption])
        scored = [
            (_score(p, said, self._named[p.ref], self._everywhere), -n, p)
            for n, p in enumerate(self._products)
            if said & self._named[p.ref]
        ]
        best = sorted(scored, key=lambda one: one[:2], reverse=True)
        return [product for _, _, product in best[:at_most]]


def _score(product: Product, said: set[str], named: set[str], everywhere: Counter[str]) -> float:
    return (
        sum(_NAMED / everywhere[word] for word in said & named)
        + _COLOURED * len(said & _words(product.colors))
        + _TAGGED * len(said & _words([product.category, *product.tags]))
    )


def _words(texts: Iterable[str]) -> set[str]:
    return {stem(w) for text in texts for w in folded_words(text) if len(w) >= SHORTEST}
