"""The sums of a period: nothing flatters, each share says on how many it rests."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from coccinelle.core.day_count import Tally, counted
from coccinelle.core.policy import Policy
from coccinelle.core.results import Report, Share, report, weekly
from coccinelle.core.results_words import duration, percent, sections, share
from coccinelle.core.verdicts import Served

START = datetime(2025, 1, 6, tzinfo=UTC)
END = START + timedelta(weeks=2)


def served(n: int, seconds: float | None = 10, **more: Any) -> Served:
    at = START + timedelta(hours=n)
    left = None if seconds is None else at + timedelta(seconds=seconds)
    turn = Served(n, n, "answer", at, left, intents=("stock_availability",))
    return replace(turn, **more)


def of(*turns: Served, **more: Any) -> Report:
    known: dict[str, Any] = {
        "start": START, "end": END, "now": END + timedelta(days=30),
        "minutes_of": Policy().minutes_of, "tallies": {},
    } | more  # fmt: skip
    days = counted(turns, **known)
    return report(days, start=START, end=known["end"], segment_cents=8)


def test_the_lanes_are_those_who_had_to_answer_and_thanks_are_nobodys() -> None:
    lanes = ["answer", "act", "draft", "draft", "escalate", "member", "ignore"]
    turns = [served(n, lane=lane) for n, lane in enumerate(lanes)]
    turns[2] = replace(turns[2], has_draft=True)
    found = of(*turns)
    assert {way: value.count for way, value in found.lanes.items()} == {
        "automatic": 2, "validated": 1, "by_hand": 3,
    }  # fmt: skip
    assert (found.lanes["automatic"].of, found.no_answer_needed) == (6, 1)


def test_automation_is_involvement_times_resolution() -> None:
    right = [served(n) for n in range(30)]
    again = [replace(served(n), contact_id=1000, turn_id=100 + n) for n in range(10)]
    by_hand = [served(200 + n, None, lane="escalate") for n in range(10)]
    found = of(*right, *again, *by_hand)
    assert (found.involvement, found.resolution) == (Share(40, 50), Share(31, 40))
    assert found.automation == pytest.approx(40 / 50 * 31 / 40)


def test_an_answer_too_recent_to_judge_is_not_counted_as_right() -> None:
    found = of(*(served(n) for n in range(25)), now=START + timedelta(hours=73))
    assert (found.verdicts["pending"], found.resolution) == (24, Share(1, 1))


def test_what_came_after_the_period_only_tells_what_became_of_it() -> None:
    late = replace(served(1), turn_id=2, received_at=END + timedelta(hours=1))
    early = replace(served(1), received_at=END - timedelta(hours=1))
    found = of(early, late)
    assert (found.involvement, found.verdicts["reopened"]) == (Share(1, 1), 1)


def test_the_slow_and_the_unanswered_are_told() -> None:
    found = of(*(served(n, seconds=n) for n in range(1, 101)), served(101, None))
    assert (found.response["automatic"].p50, found.response["automatic"].p95) == (50, 95)
    assert found.unanswered == 1
    assert of(served(1)).response["automatic"].p95 is None


@pytest.mark.parametrize(
    ("turn", "minutes"),
    [
        (served(1), 3),
        (served(1, intents=("hours_location", "exchange_request")), 7),
        (served(1, intents=("unclear_other",)), 0),
        (served(1, is_corrected=True), 0),
        (served(1, None), 0),
        (served(1, lane="draft", has_draft=True, edited=0.1), 1.5),
        (served(1, lane="draft", has_draft=True, edited=0.5), 0),
        (served(1, lane="draft", has_draft=True, edited=None), 0),
        (served(1, lane="escalate"), 0),
    ],
)
def test_minutes_are_saved_by_what_needs_no_second_look(turn: Served, minutes: float) -> None:
    assert of(turn).minutes_saved == minutes


def test_the_business_times_its_own_requests() -> None:
    policy = Policy(minutes_saved={"stock_availability": 10})
    assert of(served(1), minutes_of=policy.minutes_of).minutes_saved == 10


def test_errors_come_with_the_interval_of_their_true_share() -> None:
    found = of(*(served(n, is_corrected=n < 2) for n in range(100)))
    assert found.errors.rate == 0.02
    assert found.errors_between == pytest.approx((0.0055, 0.0700), abs=0.0005)


def test_a_day_is_not_told_as_a_week() -> None:
    assert of(served(1), end=START + timedelta(days=1)).hours_a_week is None
    assert of(served(1)).hours_a_week == pytest.approx(3 / 60 / 2)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Share(0, 0), "aucun"),
        (Share(19, 19), "n trop petit (19 sur 19)"),
        (Share(36, 50), "72 % (36 sur 50)"),
        (Share(1, 250), "0,4 % (1 sur 250)"),
    ],
)
def test_no_percentage_goes_without_its_number(value: Share, words: str) -> None:
    assert share(value) == words


def test_every_percentage_of_the_page_has_its_number() -> None:
    found = of(
        *(served(n) for n in range(40)), tallies={START.date(): Tally(asked=50, scores=(5,) * 30)}
    )
    rows = {label: value for part in sections(found) for label, value in part.rows}
    assert rows["Satisfaits, parmi ceux qui ont répondu"] == "100 % (30 sur 30)"
    assert rows["Traitées en automatique"] == "100 % (40 sur 40) ; repère : 70 %"
    assert percent(0.004) == "0,4 %"


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.42, "0,4 s"), (12, "12 s"), (250, "4 min"), (7500, "2 h 05")]
)
def test_durations_are_read_at_a_glance(seconds: float, words: str) -> None:
    assert duration(seconds) == words


def test_weeks_add_up_to_the_same_figures_as_their_days() -> None:
    turns = [served(13 * n, seconds=n, is_corrected=n == 3) for n in range(1, 25)]
    days = counted(
        turns, {}, start=START, end=END, now=END + timedelta(days=30),
        minutes_of=Policy().minutes_of,
    )  # fmt: skip
    weeks = weekly(days)
    assert [week.day.isoformat() for week in weeks] == ["2025-01-06", "2025-01-13"]
    assert report(weeks, start=START, end=END, segment_cents=8) == of(*turns)
