"""When a hold ends and when its customer is reminded."""

import pytest

from coccinelle.core.commitments import (
    after_quiet_hours,
    hold_until,
    is_too_long,
    reminder_at,
)
from coccinelle.core.moments import check_moment, parse_duration, resolve_moment
from coccinelle.core.policy import Policy
from tests.core.worlds import HOURS, at

POLICY = Policy()


@pytest.mark.parametrize(
    ("rule", "now", "expected"),
    [
        ("next_day 18:00", "2025-01-16T10:15", "2025-01-17T18:00"),
        ("next_day 18:00", "2025-01-18T12:00", "2025-01-20T18:00"),
        ("next_day 18:00", "2025-12-24T12:00", "2025-12-26T18:00"),
        ("next_day 13:00", "2025-01-12T12:00", "2025-01-13T12:30"),
        ("+2d closing", "2025-01-16T10:15", "2025-01-18T19:00"),
        ("same_day 20:00", "2025-01-16T10:15", "2025-01-16T19:00"),
        ("next_day 18:00", "2025-03-29T12:00", "2025-03-31T18:00"),
        ("next_day 18:00", "2025-12-31T23:59", "2026-01-01T18:00"),
    ],
)
def test_a_moment_of_the_policy(rule: str, now: str, expected: str) -> None:
    assert resolve_moment(rule, now=at(now), hours=HOURS) == at(expected)


@pytest.mark.parametrize("rule", ["", "tomorrow", "next_day", "+2d", "+2d 25:00x", "next_day 9"])
def test_a_badly_written_moment_says_what_is_expected(rule: str) -> None:
    with pytest.raises(ValueError, match="expected"):
        check_moment(rule)


def test_a_badly_written_duration_is_refused() -> None:
    with pytest.raises(ValueError, match="expected"):
        parse_duration("an hour")


def test_a_pickup_before_the_usual_end_does_not_shorten_the_hold() -> None:
    now, pickup = at("2025-01-16T10:20"), at("2025-01-16T17:00")
    assert hold_until(POLICY, HOURS, now=now, pickup_at=pickup) == at("2025-01-17T18:00")


def test_a_later_pickup_wins_up_to_the_limit() -> None:
    now = at("2025-01-16T10:20")
    until = hold_until(POLICY, HOURS, now=now, pickup_at=at("2025-01-18T11:00"))
    assert until == at("2025-01-18T19:00")
    assert not is_too_long(POLICY, HOURS, now=now, until=until)
    far = hold_until(POLICY, HOURS, now=now, pickup_at=at("2025-01-21T11:00"))
    assert is_too_long(POLICY, HOURS, now=now, until=far)


@pytest.mark.parametrize(
    ("now", "pickup", "expected"),
    [
        ("2025-01-16T10:20", "2025-01-16T17:00", "2025-01-16T16:00"),
        ("2025-01-16T10:20", None, "2025-01-17T16:00"),
        ("2025-01-16T15:45", "2025-01-16T17:00", None),
        ("2025-01-16T15:30", "2025-01-16T17:00", "2025-01-16T16:00"),
        ("2025-01-17T17:00", None, None),
    ],
)
def test_when_the_customer_is_reminded(now: str, pickup: str | None, expected: str | None) -> None:
    found = reminder_at(
        POLICY,
        now=at(now),
        until=at("2025-01-17T18:00"),
        pickup_at=at(pickup) if pickup else None,
    )
    assert found == (at(expected) if expected else None)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2025-01-16T16:00", "2025-01-16T16:00"),
        ("2025-01-16T21:30", "2025-01-17T08:00"),
        ("2025-01-16T06:00", "2025-01-16T08:00"),
        ("2025-01-18T21:30", "2025-01-20T08:00"),
        ("2025-01-19T15:00", "2025-01-20T08:00"),
        ("2025-12-25T15:00", "2025-12-26T08:00"),
    ],
)
def test_we_start_no_message_in_quiet_hours(moment: str, expected: str) -> None:
    assert after_quiet_hours(POLICY, HOURS, at(moment)) == at(expected)


def test_quiet_hours_may_be_in_the_day() -> None:
    siesta = Policy(quiet_hours="12:00-14:00")
    assert after_quiet_hours(siesta, HOURS, at("2025-01-16T09:00")) == at("2025-01-16T09:00")
    assert after_quiet_hours(siesta, HOURS, at("2025-01-16T12:30")) == at("2025-01-16T14:00")


@pytest.mark.parametrize(
    "badly",
    [
        {"quiet_hours": "la nuit"},
        {"quiet_hours": "21:00"},
        {"reminder_before": "une heure"},
        {"delivery_alert_hour": "25:00"},
        {"hold_until": "demain"},
        {"hold_max_quantity": 0},
        {"unknown": 1},
    ],
)
def test_a_policy_that_would_fail_at_noon_is_refused_when_written(badly: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=next(iter(badly))):
        Policy.model_validate(badly)
