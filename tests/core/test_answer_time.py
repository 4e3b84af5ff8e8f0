"""By when a person answers: never a moment when nobody is there."""

import pytest

from coccinelle.core.answer_time import answer_by
from coccinelle.core.hours import OpeningHours
from coccinelle.core.policy import Policy
from tests.core.worlds import HOURS, PARIS
from tests.core.worlds import at as moment


def promised(at: str, *, is_urgent: bool = False) -> str:
    by = answer_by(Policy(), HOURS, moment(at), is_urgent=is_urgent)
    return by.strftime("%a %H:%M") if by else ""


@pytest.mark.parametrize(
    ("now", "by"),
    [
        ("2025-01-16T10:15", "Thu 12:15"),
        ("2025-01-16T10:16", "Thu 12:30"),
        ("2025-01-16T17:30", "Thu 19:00"),
        ("2025-01-16T18:10", "Fri 10:30"),
        ("2025-01-16T22:40", "Fri 10:30"),
        ("2025-01-17T07:00", "Fri 10:30"),
        ("2025-01-18T20:00", "Mon 10:30"),
        ("2025-01-20T11:50", "Mon 14:30"),
    ],
)
def test_it_is_told_in_opening_hours(now: str, by: str) -> None:
    assert promised(now) == by


def test_what_presses_is_answered_sooner() -> None:
    assert promised("2025-01-16T10:15", is_urgent=True) == "Thu 10:45"


def test_a_shop_whose_opening_nobody_knows_promises_no_moment() -> None:
    never = OpeningHours(((),) * 7, frozenset(), PARIS)
    assert answer_by(Policy(), never, moment("2025-01-16T10:15"), is_urgent=False) is None
