"""Opening hours: two ranges a day, closures, nights when the clock changes."""

from datetime import date

import pytest

from tests.core.worlds import HOURS, at


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2025-01-16T10:00", True),
        ("2025-01-16T09:59", False),
        ("2025-01-16T19:00", True),
        ("2025-01-16T19:01", False),
        ("2025-01-13T13:00", False),
        ("2025-01-13T14:00", True),
        ("2025-01-19T11:00", False),
        ("2025-12-25T11:00", False),
    ],
)
def test_open_or_not(moment: str, is_open: bool) -> None:
    assert HOURS.is_open(at(moment)) is is_open


def test_the_next_opening_skips_a_closed_day() -> None:
    assert HOURS.next_opening(at("2025-01-18T19:30")) == at("2025-01-20T10:00")
    assert HOURS.next_opening(at("2025-12-24T20:00")) == at("2025-12-26T10:00")


def test_an_hour_when_nobody_is_there_moves_to_the_last_closing_of_that_day() -> None:
    assert HOURS.within(at("2025-01-16T20:00")) == at("2025-01-16T19:00")
    assert HOURS.within(at("2025-01-13T13:00")) == at("2025-01-13T12:30")
    assert HOURS.within(at("2025-01-16T08:00")) == at("2025-01-16T10:00")


def test_the_next_day_with_hours_after_a_sunday_is_monday() -> None:
    found = HOURS.next_ranges(date(2025, 1, 19))
    assert found is not None
    assert found[0] == date(2025, 1, 20)


def test_closing_keeps_its_wall_clock_on_the_days_the_clock_changes() -> None:
    spring, autumn = HOURS.closing(date(2025, 3, 29)), HOURS.closing(date(2025, 10, 25))
    assert spring is not None
    assert autumn is not None
    assert (spring.isoformat(), autumn.isoformat()) == (
        "2025-03-29T19:00:00+01:00",
        "2025-10-25T19:00:00+02:00",
    )
