"""Sets of products as bits, best first: a word borne by 50,000 of them costs no more than one."""

from collections.abc import Iterable, Iterator, Sequence, Set
from functools import reduce
from operator import or_

import numpy as np

_FEW = 50


class Ranking:
    """Every product's reference in one order: the lower its place, the better it stands for a
    vague word."""

    def __init__(self, ordered: Sequence[str]) -> None:
        self.ordered = tuple(ordered)
        self.places = {ref: place for place, ref in enumerate(self.ordered)}

    def refs(self, wanted: Iterable[str]) -> "Refs":
        if isinstance(wanted, Refs):
            return wanted
        places = [self.places[ref] for ref in wanted if ref in self.places]
        return Refs(self, _few(places) if len(places) < _FEW else _many(places, self.size))

    @property
    def size(self) -> int:
        """Bytes that hold a bit for each product."""
        return -(-len(self.ordered) // 8)


class Refs(Set[str]):
    """Immutable; iterates best first. Those of one Ranking are combined bit by bit."""

    __slots__ = ("_bits", "_ranking")

    def __init__(self, ranking: Ranking, bits: int) -> None:
        self._ranking = ranking
        self._bits = bits

    def first(self, count: int) -> list[str]:
        """The best few."""
        found: list[str] = []
        bits = self._bits
        while bits and len(found) < count:
            lowest = bits & -bits
            found.append(self._ranking.ordered[lowest.bit_length() - 1])
            bits ^= lowest
        return found

    def __contains__(self, ref: object) -> bool:
        place = self._ranking.places.get(ref) if isinstance(ref, str) else None
        return place is not None and bool(self._bits >> place & 1)

    def __iter__(self) -> Iterator[str]:
        size = self._ranking.size
        packed = np.frombuffer(self._bits.to_bytes(size, "little"), dtype=np.uint8)
        places = np.flatnonzero(np.unpackbits(packed, bitorder="little"))
        return (self._ranking.ordered[place] for place in places)

    def __len__(self) -> int:
        return self._bits.bit_count()

    def __bool__(self) -> bool:
        return self._bits != 0

    def __and__(self, other: Iterable[str]) -> "Refs":
        return Refs(self._ranking, self._bits & self._ranking.refs(other)._bits)

    def __or__(self, other: Iterable[str]) -> "Refs":  # type: ignore[override]  # refs alone
        return Refs(self._ranking, self._bits | self._ranking.refs(other)._bits)

    __rand__ = __and__
    __ror__ = __or__

    @classmethod
    def _from_iterable(cls, it: Iterable[str]) -> set[str]:  # type: ignore[override]
        return set(it)


class Sayings:
    """Which products each word is said of: as bits where they are many, by name where few."""

    def __init__(self) -> None:
        self._refs: dict[str, dict[str, None]] = {}
        self._bits: dict[str, Refs] = {}

    def add(self, word: str, ref: str) -> None:
        self._refs.setdefault(word, {})[ref] = None

    def settle(self, ranking: Ranking) -> None:
        """Once everything is added."""
        self._ranking = ranking
        many = [word for word, refs in self._refs.items() if len(refs) >= _FEW]
        self._bits = {word: ranking.refs(self._refs.pop(word)) for word in many}

    def __contains__(self, word: str) -> bool:
        return word in self._bits or word in self._refs

    def __iter__(self) -> Iterator[str]:
        yield from self._bits
        yield from self._refs

    def of(self, word: str) -> Refs:
        """None of them when the word is said of none."""
        return self._bits.get(word) or self._ranking.refs(self._refs.get(word, ()))


def _few(places: Sequence[int]) -> int:
    return reduce(or_, (1 << place for place in places), 0)


def _many(places: Sequence[int], size: int) -> int:
    marks = np.zeros(8 * size, dtype=np.uint8)
    marks[places] = 1
    return int.from_bytes(np.packbits(marks, bitorder="little").tobytes(), "little")
