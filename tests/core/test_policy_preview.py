"""What the rules would mean now, in sentences."""

from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from coccinelle.core.hours import OpeningHours
from coccinelle.core.policy import Policy
from coccinelle.core.policy_preview import TOO_LONG, Sentence, consequences, contradiction

PARIS = ZoneInfo("Europe/Paris")
OPEN = ((time(10), time(19)),)
HOURS = OpeningHours((OPEN,) * 6 + ((),), frozenset(), PARIS)
THURSDAY = datetime(2025, 1, 16, 10, 15, tzinfo=PARIS)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2025, 1, day, hour, minute, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("rules", "about", "name", "values"),
    [
        ({}, "hold", "hold", {"until": at(17, 18)}),
        ({"hold_until": "+2d closing"}, "hold", "hold", {"until": at(18, 19)}),
        ({"hold_until": "same_day closing"}, "hold", "hold", {"until": at(16, 19)}),
        (
            {"reminder_before": "2h"},
            "reminder",
            "reminder",
            {"when": at(17, 17), "then": at(17, 15)},
        ),
        ({"exchange_post_fee": 0}, "exchange_fee", "exchange_free", {}),
        ({"exchange_post_fee": 4.9}, "exchange_fee", "exchange_fee", {"price": 490}),
        ({"answer_within": "1h"}, "answer", "answer", {"before": at(16, 11, 15)}),
        ({"draft_expires": "2d"}, "draft", "draft", {"until": at(18, 10, 15)}),
        ({"quiet_hours": "22:00-09:30"}, "night", "night", {"when": at(17, 9, 30)}),
        ({"quiet_hours": "10:00-12:00"}, "starting", "starting", {"when": at(16, 12)}),
        ({}, "starting", "at_once", {}),
        ({"sms_monthly_cents": 8000}, "sms", "sms", {"month_sms": 1000, "day_sms": 250}),
        ({"sms_segment_cents": 0}, "sms", "no_ceiling", {}),
    ],
)
def test_a_rule_is_what_it_would_do_now(
    rules: dict[str, Any], about: str, name: str, values: dict[str, Any]
) -> None:
    assert consequences(Policy(**rules), HOURS, THURSDAY)[about] == Sentence(name, values)


def test_a_shop_without_hours_promises_no_hour() -> None:
    closed = OpeningHours(((),) * 7, frozenset(), PARIS)
    assert consequences(Policy(), closed, THURSDAY)["answer"] == Sentence("no_answer", {})


def test_every_moment_is_told_in_the_zone_of_the_shop() -> None:
    island = OpeningHours((OPEN,) * 7, frozenset(), ZoneInfo("Indian/Reunion"))
    said = consequences(Policy(), island, THURSDAY)
    assert said["clock"].values == {"clock": time(13, 15)}
    assert {
        at.tzinfo for one in said.values() for at in one.values.values() if isinstance(at, datetime)
    } == {island.zone}


def test_a_hold_longer_than_its_maximum_is_a_contradiction() -> None:
    rules = Policy(hold_until="+7d closing", hold_max="+2d closing")
    assert contradiction(rules, HOURS, THURSDAY) == TOO_LONG
    assert contradiction(Policy(), HOURS, THURSDAY) == ""
