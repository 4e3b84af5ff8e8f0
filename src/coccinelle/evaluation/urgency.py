"""Whether what cannot wait is seen, and whether that alarm can be believed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from coccinelle.core.reading import UrgencyLevel
from coccinelle.evaluation.judged import Judged
from coccinelle.evaluation.share import Share, share

_LEVELS: tuple[UrgencyLevel, ...] = get_args(UrgencyLevel)


@dataclass(frozen=True, slots=True)
class UrgencyFigures:
    """high_found: of what is urgent; high_kept: of what is said to be. matrix: label, then read."""

    right: Share
    high_found: Share
    high_kept: Share
    matrix: dict[str, dict[str, int]]


def urgency_figures(judged: Sequence[Judged]) -> UrgencyFigures:
    counts = Counter((one.message.urgency, one.reading.urgency.level) for one in judged)
    high = counts["high", "high"]
    return UrgencyFigures(
        right=share(sum(counts[level, level] for level in _LEVELS), len(judged)),
        high_found=share(high, sum(counts["high", read] for read in _LEVELS)),
        high_kept=share(high, sum(counts[said, "high"] for said in _LEVELS)),
        matrix={said: {read: counts[said, read] for read in _LEVELS} for said in _LEVELS},
    )
