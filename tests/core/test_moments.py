"""An hour is an hour, on the nights when the clocks change too."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from coccinelle.core.moments import later

PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(
    "at",
    [
        datetime(2025, 10, 26, 0, 30, tzinfo=UTC),  # 2h30, the first time
        datetime(2025, 10, 26, 1, 30, tzinfo=UTC),  # 2h30, once more
        datetime(2025, 3, 30, 0, 30, tzinfo=UTC),  # 1h30, half an hour before 3h
        datetime(2025, 7, 1, 12, 0, tzinfo=UTC),
    ],
)
@pytest.mark.parametrize("minutes", [1, 60, 180])
def test_a_pause_lasts_as_long_as_it_says(at: datetime, minutes: int) -> None:
    pause = timedelta(minutes=minutes)
    found = later(at.astimezone(PARIS), pause)
    assert (found.astimezone(UTC), found.tzinfo) == (at + pause, PARIS)
