"""Which order is meant: its number said alone, its rank, or what only its owner can tell apart."""

import re
from collections.abc import Sequence

from coccinelle.understanding.choices import ALL, ranked
from coccinelle.understanding.found import Found
from coccinelle.understanding.passage import Passage

_DIGITS = re.compile(
    r"(?<![\w.,:/-])#? ?(?P<v>(?:[a-z]{1,5}-?)?\d{1,12})(?![\w:/]|[.,]\d| ?(?:€|h\b))"
)
_LAST = re.compile(r"\b(?:derniere|plus recente|la plus recente|latest|most recent|last|newest)\b")
_OLDEST = re.compile(r"\b(?:plus ancienne|plus vieille|la precedente|oldest|older|earlier)\b")
_BOTH = re.compile(r"\b(?:les deux|les 2|toutes|les trois|both|all of them)\b")
_FEWEST = 2  # digits of a number's end that tell it from the others


def order_said(passage: Passage, numbers: Sequence[str]) -> Found | str | None:
    """The number meant, ALL of them, or None; numbers: newest first."""
    folded = passage.text.folded
    for match in _DIGITS.finditer(folded):
        fitting = [n for n in numbers if _is_meant(match["v"], n)]
        if len(fitting) == 1:
            return Found("order_number", fitting[0], *match.span("v"))
    if _BOTH.search(folded):
        return ALL
    rank = 0 if _LAST.search(folded) else -1 if _OLDEST.search(folded) else None
    chosen = numbers[rank] if rank is not None and numbers else ranked(folded, numbers)
    if chosen:
        return Found("order_number", chosen, 0, 0, how="memory")
    return passage.says("order_number")


def _is_meant(said: str, number: str) -> bool:
    plain = re.sub(r"\W", "", number).casefold()
    said = re.sub(r"\W", "", said)
    return said == plain or (len(said) >= _FEWEST and plain.endswith(said))
