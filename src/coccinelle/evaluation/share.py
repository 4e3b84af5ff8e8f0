"""A figure with its sample size and its 95 % interval."""

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt

import numpy as np

_Z = 1.959964  # of a normal law, 95 % in the middle
_DRAWS = 400


@dataclass(frozen=True, slots=True)
class Share:
    """right out of `of`; value is None of nothing. low, high: Wilson's interval."""

    right: int
    of: int
    value: float | None
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean of shares over `of` messages. low, high: by drawing the messages again."""

    value: float
    of: int
    low: float
    high: float


def share(right: int, of: int) -> Share:
    if not of:
        return Share(0, 0, None, 0.0, 1.0)
    rate, spread = right / of, _Z * _Z / of
    middle = (rate + spread / 2) / (1 + spread)
    half = _Z * sqrt(rate * (1 - rate) / of + spread / (4 * of)) / (1 + spread)
    low, high = max(0.0, middle - half), min(1.0, middle + half)
    return Share(right, of, rate, 0.0 if right == 0 else low, 1.0 if right == of else high)


def mean(figure: Callable[[np.ndarray], float], of: int) -> Mean:
    """figure: of the messages at these places; always the same draws for the same size."""
    if not of:
        return Mean(0.0, 0, 0.0, 1.0)
    chance = np.random.default_rng(0)
    drawn = [figure(chance.integers(0, of, of)) for _ in range(_DRAWS)]
    low, high = np.percentile(drawn, [2.5, 97.5])
    return Mean(figure(np.arange(of)), of, float(low), float(high))
