"""How sure a share is, from how many times it was seen: Wilson's interval."""

from math import sqrt


def wilson(successes: int, n: int, z: float = 1.96) -> tuple[float, float]:
    """The bounds between which the true share lies; z: 1.96 for 95 % (two-sided).

    Nothing seen says nothing: (0, 1).
    """
    if n <= 0:
        return 0.0, 1.0
    share, square = successes / n, z * z
    middle = (share + square / (2 * n)) / (1 + square / n)
    margin = z * sqrt(share * (1 - share) / n + square / (4 * n * n)) / (1 + square / n)
    low = 0.0 if successes <= 0 else max(0.0, middle - margin)
    high = 1.0 if successes >= n else min(1.0, middle + margin)
    return low, high
