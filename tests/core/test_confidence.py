"""Wilson's interval against values published by others."""

import pytest

from coccinelle.core.confidence import wilson

# Newcombe (Statistics in Medicine, 1998), table I, method 3 "score": 95 % two-sided.
NEWCOMBE = (
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0, 0.1611),
    (1, 29, 0.0061, 0.1718),
)


@pytest.mark.parametrize(("successes", "n", "low", "high"), NEWCOMBE)
def test_the_bounds_are_the_published_ones(successes: int, n: int, low: float, high: float) -> None:
    assert wilson(successes, n, z=1.959964) == pytest.approx((low, high), abs=0.00006)


@pytest.mark.parametrize(("successes", "n", "low", "high"), NEWCOMBE)
def test_failures_have_the_mirrored_bounds(successes: int, n: int, low: float, high: float) -> None:
    mirrored = wilson(n - successes, n, z=1.959964)
    assert mirrored == pytest.approx((1 - high, 1 - low), abs=0.00006)


def test_twenty_of_twenty_are_not_yet_certain() -> None:
    low, high = wilson(20, 20)
    assert (round(low, 3), high) == (0.839, 1.0)


def test_nothing_seen_says_nothing() -> None:
    assert wilson(0, 0) == (0.0, 1.0)


def test_more_of_the_same_narrows_it() -> None:
    assert wilson(40, 42)[0] < wilson(400, 420)[0]
