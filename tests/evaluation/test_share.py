"""Intervals against values worked out elsewhere."""

import pytest

from coccinelle.evaluation.share import mean, share


@pytest.mark.parametrize(
    ("right", "of", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),  # Newcombe 1998, table I
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (29, 29, 0.8830, 1.0),
    ],
)
def test_a_share_has_wilsons_interval(right: int, of: int, low: float, high: float) -> None:
    found = share(right, of)
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)
    assert found.value == right / of


def test_a_share_of_nothing_is_unknown() -> None:
    assert share(0, 0).value is None
    assert (share(0, 0).low, share(0, 0).high) == (0.0, 1.0)


def test_a_mean_is_drawn_alike_each_time_and_lies_in_its_interval() -> None:
    found = mean(lambda rows: float((rows % 2).mean()), 50)
    assert found == mean(lambda rows: float((rows % 2).mean()), 50)
    assert found.value == 0.5
    assert 0.3 < found.low < 0.5 < found.high < 0.7
