"""The long trial, in short: `make soak` plays ten thousand messages."""

import pytest

from coccinelle.bench.soak import Plan, soak
from coccinelle.settings import Settings


@pytest.mark.timeout(180)
def test_two_hundred_messages_and_three_killed_workers() -> None:
    plan = Plan(messages=200, conversations=20, kills=3, minutes=2, seed=7, durable=False)
    verdict = soak(Settings(), plan)
    assert str(verdict) == "lost 0, doubled 0, reordered 0"
    assert verdict.killed == 3
