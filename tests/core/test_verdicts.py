"""What became of an answer: evidence, silence, or the same question again."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from coccinelle.core.verdicts import Served, judged

NOW = datetime(2025, 1, 20, 12, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=4)
FIRST = Served(
    1, 7, "answer", LONG_AGO, LONG_AGO + timedelta(seconds=5),
    intents=("order_status",), about={"order_number": "2901"},
)  # fmt: skip


def after(hours: float, *intents: str, **more: Any) -> Served:
    at = FIRST.received_at + timedelta(hours=hours)
    known = {"about": {}, "intents": intents, "received_at": at, "answered_at": at}
    return replace(FIRST, turn_id=2, **{**known, **more})


@pytest.mark.parametrize(
    ("later", "verdict"),
    [
        (None, "assumed"),
        (after(1, "ack_closing/thanks"), "verified"),
        (after(1, "ack_closing/thanks", "order_status"), "reopened"),
        (after(1, "hold_item", answer="yes"), "verified"),
        (after(1, "hold_item"), "assumed"),
        (after(71, "order_status/dispute"), "reopened"),
        (after(73, "order_status"), "assumed"),
        (after(1, "order_status", about={"order_number": "2901"}), "reopened"),
        (after(1, "order_status", about={"order_number": "2847"}), "assumed"),
        (after(1, "order_status", answer="choice"), "verified"),
        (after(1, "order_status", answer="correction"), "assumed"),
        (after(1, "order_status", contact_id=8), "assumed"),
        (after(1, "order_status", lane="escalate", answered_at=None), "reopened"),
    ],
)
def test_what_they_write_next_says_whether_it_was_right(later: Served | None, verdict: str) -> None:
    turns = [FIRST, later] if later else [FIRST]
    assert judged(turns, NOW)[1] == verdict


def test_thanks_that_were_answered_in_kind_are_no_request_of_anybody() -> None:
    thanks = after(1, "ack_closing/thanks")
    assert (thanks.way, judged([FIRST, thanks], NOW)) == ("none", {1: "verified"})
    assert after(1, "ack_closing/thanks", "order_status").way == "automatic"


@pytest.mark.parametrize(
    ("signs", "verdict"),
    [
        ({"has_proof": True}, "verified"),
        ({"score": 4}, "verified"),
        ({"score": 3}, "assumed"),
        ({"score": 2}, "reopened"),
        ({"has_proof": True, "score": 1}, "reopened"),
        ({"is_corrected": True, "score": 5}, "corrected"),
        ({"received_at": NOW - timedelta(hours=71)}, "pending"),
    ],
)
def test_what_speaks_against_an_answer_wins(signs: dict[str, Any], verdict: str) -> None:
    assert judged([replace(FIRST, **signs)], NOW)[1] == verdict


@pytest.mark.parametrize("other", [{"lane": "draft"}, {"lane": "ignore"}, {"answered_at": None}])
def test_only_an_automatic_answer_that_left_is_judged(other: dict[str, Any]) -> None:
    assert judged([replace(FIRST, **other)], NOW) == {}
