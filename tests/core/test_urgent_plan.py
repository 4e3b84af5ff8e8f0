"""What can still be done for an event, one row for each situation: open 10h-19h, not Sunday."""

from datetime import datetime, time

import pytest

from coccinelle.core.carrier import Tracking
from coccinelle.core.policy import Policy
from coccinelle.core.urgent_plan import UrgentPlan, opening_hour, plan
from tests.core.worlds import HOURS, at

OPEN_HANDED = Policy(express_free="urgent", loan_free="urgent")
STRICT = Policy()
THURSDAY = "2025-01-16T18:45"
SATURDAY = "2025-01-18T00:00"


def parcel(expected: str | None) -> Tracking:
    day = at(expected) if expected else None
    has_hour = day is not None and day.time() != time(0)
    return Tracking("6A1", "Colissimo", "in_transit", (), at(THURSDAY), day, has_hour)


def planned(
    needed: str, expected: str | None, now: str = THURSDAY, policy: Policy = OPEN_HANDED,
    in_stock: bool = True,
) -> UrgentPlan:  # fmt: skip
    return plan(
        at(needed), parcel(expected), in_stock=in_stock, policy=policy, hours=HOURS, now=at(now)
    )


def short(moment: datetime | None) -> str:
    return f"{moment:%d %Hh}" if moment else ""


@pytest.mark.parametrize(
    ("needed", "expected", "now", "is_expected", "alert", "visit", "express"),
    [
        # the mission: wedding on Saturday, tomorrow before noon
        (SATURDAY, "2025-01-17T12:00", THURSDAY, True, "17 12h", "17 14h", "17 11h"),
        # a day without an hour, the day before
        (SATURDAY, "2025-01-17T00:00", THURSDAY, True, "17 12h", "17 14h", "17 11h"),
        # on the day itself: too late to be sure, come first
        (SATURDAY, "2025-01-18T12:00", THURSDAY, False, "", "17 10h", "17 11h"),
        (SATURDAY, "2025-01-20T12:00", THURSDAY, False, "", "17 10h", "17 11h"),
        # on Saturday at 16h, it comes at noon
        ("2025-01-18T16:00", "2025-01-18T12:00", THURSDAY, True, "18 12h", "18 14h", "17 11h"),
        # nobody knows the day: looked at tomorrow at noon, come without waiting
        (SATURDAY, None, THURSDAY, False, "17 12h", "17 10h", "17 11h"),
        # the day the carrier told has passed
        (SATURDAY, "2025-01-15T00:00", THURSDAY, False, "17 12h", "17 10h", "17 11h"),
        # an event at 13h leaves no time after the alert
        ("2025-01-17T13:00", "2025-01-17T12:00", THURSDAY, True, "17 12h", "17 10h", "17 11h"),
        # today, in the morning, then just before closing
        ("2025-01-16T00:00", "2025-01-16T12:00", "2025-01-16T09:30", True, "16 12h", "16 14h", ""),
        ("2025-01-16T00:00", "2025-01-17T12:00", THURSDAY, False, "", "", ""),
        # on Sunday the shop is closed: the last chance is Saturday, and the express too
        ("2025-01-19T00:00", "2025-01-18T12:00", "2025-01-17T18:40", True, "18 12h", "18 14h",
         "18 11h"),
        # Saturday evening for Monday: no carrier and no shop on Sunday
        ("2025-01-20T00:00", "2025-01-20T12:00", "2025-01-18T18:50", False, "", "20 10h", ""),
        # in the night: an express leaves in the morning, too late for Saturday
        (SATURDAY, "2025-01-17T12:00", "2025-01-16T22:00", True, "17 12h", "17 14h", ""),
        # promised before 18h, after which it is too late to come that day
        (SATURDAY, "2025-01-17T18:00", "2025-01-17T13:20", True, "17 18h", "18 10h", ""),
        # the alert's hour has passed on the expected day, which has no hour of its own
        (SATURDAY, "2025-01-17T00:00", "2025-01-17T13:20", True, "17 15h", "17 17h", ""),
    ],
)  # fmt: skip
def test_the_hours_of_each_plan(
    needed: str, expected: str | None, now: str, is_expected: bool, alert: str, visit: str,
    express: str,
) -> None:  # fmt: skip
    made = planned(needed, expected, now)
    assert made.is_expected is is_expected
    assert (short(made.alert_at), short(made.visit_at), short(made.express_at)) == (
        alert, visit, express,
    )  # fmt: skip


def test_it_is_kept_until_the_event_and_never_longer_than_the_policy_has() -> None:
    assert planned(SATURDAY, "2025-01-17T12:00").keep_until == at("2025-01-18T19:00")
    far = planned("2025-01-23T00:00", "2025-01-22T00:00")
    assert far.keep_until is None or far.keep_until <= at("2025-01-18T19:00")


def test_a_strict_shop_lends_nothing_and_sends_nothing_for_free() -> None:
    made = planned(SATURDAY, "2025-01-17T12:00", policy=STRICT)
    assert (made.is_loan, made.express_at) == (False, None)
    assert made.visit_at == at("2025-01-17T14:00")


def test_what_is_not_in_stock_is_neither_lent_nor_sent() -> None:
    made = planned(SATURDAY, "2025-01-17T12:00", in_stock=False)
    assert (made.visit_at, made.express_at, made.keep_until) == (None, None, None)
    assert not made.is_hopeless  # the carrier's word remains


def test_nothing_possible_is_said_to_be_so() -> None:
    assert planned(SATURDAY, "2025-01-20T12:00", in_stock=False).is_hopeless


def test_nobody_is_asked_to_come_as_the_shop_closes() -> None:
    before = at("2025-01-20T23:00")
    assert opening_hour(HOURS, at("2025-01-17T18:30"), before) == at("2025-01-18T10:00")
    assert opening_hour(HOURS, at("2025-01-20T11:30"), before) == at("2025-01-20T12:00")
    assert opening_hour(HOURS, at("2025-01-20T12:10"), before) == at("2025-01-20T14:00")


@pytest.mark.parametrize(
    ("hour", "expected", "alert"),
    [
        ("11:00", "2025-01-17T12:00", "17 12h"),  # promised before noon: nobody cries at eleven
        ("12:00", "2025-01-17T18:00", "17 18h"),
        ("14:00", "2025-01-17T12:00", "17 14h"),
        ("11:00", "2025-01-17T00:00", "17 11h"),  # a day without an hour
    ],
)
def test_no_alert_before_the_hour_the_carrier_told(hour: str, expected: str, alert: str) -> None:
    made = planned(SATURDAY, expected, policy=Policy(delivery_alert_hour=hour))
    assert short(made.alert_at) == alert
