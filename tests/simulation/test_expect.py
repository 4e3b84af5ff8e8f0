"""Differences between what happened and what a script expects, as sentences."""

from typing import Any
from zoneinfo import ZoneInfo

from coccinelle.packs.script import DEMO_START
from coccinelle.packs.script_shape import STATE, Expect
from coccinelle.simulation.expect import mismatches
from coccinelle.simulation.outcome import Outcome, Sent

PARIS = ZoneInfo("Europe/Paris")
TWO = [{"sku": "A", "status": "active"}, {"sku": "A", "status": "expired"}]


def found(**state: list[dict[str, Any]]) -> Outcome:
    sent = Sent("1", DEMO_START.replace(tzinfo=PARIS), "sms", "+33639980001", "C’est noté !")
    return Outcome("essai", PARIS, (), (sent,), {name: [] for name in STATE} | state)


def told(outcome: Outcome, **expected: Any) -> list[str]:
    return mismatches(outcome, Expect.model_validate(expected))


def test_items_match_in_any_order_each_once() -> None:
    assert told(found(holds=TWO), holds=[{"status": "expired"}, {"sku": "A"}]) == []
    assert len(told(found(holds=TWO), holds=[{"status": "active"}, {"status": "active"}])) == 1


def test_the_list_must_be_complete_except_for_logs() -> None:
    assert told(found(holds=TWO), holds=[{"sku": "A"}]) == [
        "holds: expected 1; found {sku: A, status: active}; {sku: A, status: expired}"
    ]
    lines = [{"at": "2025-01-16T10:15:00+01:00", "text": "un"}, {"at": "", "text": "deux"}]
    assert told(found(notifications=lines), notifications=[{"text": "deux"}]) == []


def test_an_empty_list_means_none_and_an_absent_one_anything() -> None:
    assert told(found(holds=TWO)) == []
    assert "expected none; found {sku: A" in told(found(holds=TWO), holds=[])[0]
    assert "expected none" in told(found(notifications=[{"text": "un"}]), notifications=[])[0]


def test_what_must_be_said_and_what_must_not() -> None:
    assert told(found(), say="c'est noté", never_say=["désolé"]) == []
    assert "expected a reply with “désolé”" in told(found(), say=["désolé"])[0]
    assert "expected no reply with “NOTÉ”" in told(found(), never_say="NOTÉ")[0]
