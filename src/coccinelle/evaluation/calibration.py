"""Whether a confidence means what it says, and how much is read when it must be almost sure."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from coccinelle.evaluation.judged import Judged
from coccinelle.evaluation.share import Mean, Share, mean, share

_BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Main requests whose confidence is from low to high; confidence: their mean."""

    low: float
    high: float
    confidence: float | None
    right: Share


@dataclass(frozen=True, slots=True)
class Coverage:
    """The most messages that can be kept, the surest first, while enough of them are right.

    threshold: the least confidence kept, None when nothing is sure enough.
    """

    covered: Share
    right: Share
    threshold: float | None


@dataclass(frozen=True, slots=True)
class Calibration:
    """error: the mean gap between confidence and what is right, bin by bin.
    coverage: with 99 % right."""

    error: Mean
    coverage: Coverage
    coverage_95: Coverage
    bins: tuple[Bin, ...]


def calibration(judged: Sequence[Judged]) -> Calibration:
    sure = np.array([one.confidence for one in judged], dtype=np.float64)
    right = np.array([one.is_right for one in judged], dtype=np.float64)
    error = mean(lambda rows: expected_error(sure[rows], right[rows]), len(judged))
    first, second = coverage(sure, right, 0.99), coverage(sure, right, 0.95)
    return Calibration(error, first, second, _bins(sure, right))


def expected_error(sure: np.ndarray, right: np.ndarray) -> float:
    places = _places(sure)
    gaps = np.bincount(places, sure, _BINS) - np.bincount(places, right, _BINS)
    return float(np.abs(gaps).sum() / len(sure))


def coverage(sure: np.ndarray, right: np.ndarray, wanted: float) -> Coverage:
    order = np.argsort(-sure, kind="stable")
    kept, counts = np.cumsum(right[order]), np.arange(1, len(sure) + 1)
    whole = np.append(np.diff(sure[order]) != 0, True)  # equal confidences stay together
    good = np.flatnonzero((kept >= wanted * counts) & whole[: len(sure)])
    if not len(good):
        return Coverage(share(0, len(sure)), share(0, 0), None)
    last = int(good[-1])
    covered = share(last + 1, len(sure))
    return Coverage(covered, share(int(kept[last]), last + 1), float(sure[order][last]))


def _bins(sure: np.ndarray, right: np.ndarray) -> tuple[Bin, ...]:
    places = _places(sure)
    return tuple(_bin(at, sure[places == at], right[places == at]) for at in range(_BINS))


def _bin(at: int, sure: np.ndarray, right: np.ndarray) -> Bin:
    middle = float(sure.mean()) if len(sure) else None
    return Bin(at / _BINS, (at + 1) / _BINS, middle, share(int(right.sum()), len(right)))


def _places(sure: np.ndarray) -> np.ndarray:
    return np.minimum((sure * _BINS).astype(np.int64), _BINS - 1)
