"""Questions that mean the same, however they are worded; pure."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable

from coccinelle.core.page_search import meaning

ENOUGH = 0.75  # of the words of both, that they have in common


def grouped(questions: Iterable[str]) -> list[list[str]]:
    """Each group begins with the one that came first; what has no meaning stands alone."""
    meant = {one: meaning(one) for one in questions}
    counts = Counter(word for words in meant.values() for word in words)
    groups: list[list[str]] = []
    by_word: dict[str, list[int]] = defaultdict(list)
    for one, words in meant.items():
        telling = _telling(words, counts)
        near = {place for word in telling for place in by_word[word]}
        place = _nearest(words, [(meant[groups[p][0]], p) for p in sorted(near)])
        if place is None:
            for word in telling:
                by_word[word].append(len(groups))
            groups.append([one])
        else:
            groups[place].append(one)
    return groups


def _telling(words: frozenset[str], counts: Counter[str]) -> list[str]:
    """Its rarest words: two questions that are enough alike share one of these."""
    rarest = sorted(words, key=lambda word: (counts[word], word))
    return rarest[: len(words) - math.ceil(ENOUGH * len(words)) + 1]


def _nearest(words: frozenset[str], others: list[tuple[frozenset[str], int]]) -> int | None:
    """The one that has most in common with it, if that is enough; the first of several."""
    shares = ((len(words & other) / len(words | other), -place) for other, place in others)
    share, place = max(shares, default=(0.0, 0))
    return -place if share >= ENOUGH else None
