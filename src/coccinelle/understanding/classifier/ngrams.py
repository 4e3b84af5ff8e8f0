"""Words, pairs of words and pieces of words of a folded text, hashed into a few columns."""

import math
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from zlib import crc32

COLUMNS = 1 << 14
LONGEST = 1_200  # characters read
_WORD = re.compile(r"[a-z]+|[0-9]+|[€%$£?!]")
_SIZES = (2, 3, 4, 5)


def columns(folded: str) -> dict[int, float]:
    """column -> weight (one plus the logarithm of the count), before any document frequency."""
    counts = Counter(crc32(piece.encode()) % COLUMNS for piece in _pieces(folded[:LONGEST]))
    return {column: 1 + math.log(count) for column, count in counts.items()}


def _pieces(folded: str) -> Iterator[str]:
    words = ["0" if word.isdecimal() else word for word in _WORD.findall(folded)]
    for word in words:
        yield f"w:{word}"
        yield from _inside(f" {word} ")
    for first, second in pairwise(words):
        yield f"b:{first} {second}"


def _inside(word: str) -> Iterator[str]:
    for size in _SIZES:
        yield from (word[at : at + size] for at in range(len(word) - size + 1))
