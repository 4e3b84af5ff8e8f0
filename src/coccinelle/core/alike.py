"""Questions that mean the same, however they are worded; pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from coccinelle.core.page_search import meaning

ENOUGH = 0.75  # of the words of both, that they have in common


def grouped(questions: Iterable[str]) -> list[list[str]]:
    """Each group begins with the one that came first; what has no meaning stands alone."""
    groups: list[list[str]] = []
    meanings: list[frozenset[str]] = []
    by_word: dict[str, set[int]] = defaultdict(set)
    for one in dict.fromkeys(questions):
        meant = meaning(one)
        place = _nearest(meant, meanings, by_word)
        if place is None:
            place = len(groups)
            groups.append([])
            meanings.append(meant)
            for word in meant:
                by_word[word].add(place)
        groups[place].append(one)
    return groups


def _nearest(
    meant: frozenset[str], meanings: list[frozenset[str]], by_word: dict[str, set[int]]
) -> int | None:
    """The group whose first question has most in common with it, if that is enough."""
    common = Counter(place for word in meant for place in by_word.get(word, ()))
    shares = ((n / len(meant | meanings[place]), -place) for place, n in common.items())
    share, place = max(shares, default=(0.0, 0))
    return -place if share >= ENOUGH else None
