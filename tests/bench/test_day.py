"""The day that is played: the mission's mix, and what it would have taken by hand."""

from collections import Counter

import pytest

from coccinelle.bench.day import Day, lines
from coccinelle.core.policy import Policy

HARD = {"exchange_request", "return_refund"}
HARDEST = {"product_service_info/advice", "complaint"}
WANTED = [wants for said in lines() for wants, _ in said]


def test_it_is_the_missions_hundred_messages() -> None:
    kinds = Counter(10 if wants in HARDEST else 20 if wants in HARD else 70 for wants in WANTED)
    assert kinds == {70: 70, 20: 20, 10: 10}


def test_no_two_customers_say_the_same() -> None:
    said = [text for customer in lines() for _, text in customer]
    assert len(set(said)) == len(said)


def test_the_minutes_of_a_request_agree_with_the_missions_day() -> None:
    """Two to three hours for thirty to fifty messages: 3.6 to 4 minutes each."""
    minutes = [Policy().minutes_of(wants) for wants in WANTED]
    assert 3.6 <= sum(minutes) / len(minutes) <= 4.0


def test_a_day_says_what_it_lost_and_how_far_from_the_floor() -> None:
    day = Day("abc", 100, 86, 4.0, 500.0, 40.0, 90.0, {"automatic": 0.7}, {"answered": 99}, 1)
    found = day.as_json()
    assert (found["per_s"], found["lost"]) == (25.0, 1)
    assert found["of_floor"] == pytest.approx(0.05)
