"""Figures of readings made by hand, worked out by hand."""

from datetime import timedelta

import numpy as np
import pytest

from coccinelle.core.reading import Urgency
from coccinelle.evaluation.calibration import calibration, coverage, expected_error
from coccinelle.evaluation.judging import figures_of_judged
from coccinelle.evaluation.labelled import known, spread
from coccinelle.evaluation.lanes import lane_figures
from coccinelle.evaluation.requests import Confusion, request_figures
from coccinelle.evaluation.urgency import urgency_figures
from coccinelle.evaluation.values import matches, same_value, value_figures
from tests.evaluation.worlds import NOW, judged, message, reading

THREE = [
    judged(message("hold_item"), reading("hold_item")),
    judged(message("hold_item", "hours_location"), reading("order_status", "hours_location")),
    judged(message("order_status"), reading("order_status", "delivery_info")),
]


def test_main_requests_and_sets_are_counted_apart() -> None:
    found = request_figures(THREE)
    assert (found.main.right, found.main.of) == (2, 3)
    assert (found.found.right, found.found.of) == (3, 4)
    assert (found.kept.right, found.kept.of) == (3, 5)
    assert found.confusions == (Confusion("hold_item", "order_status", 1, 2),)


def test_macro_f1_is_the_mean_over_what_is_said() -> None:
    found = request_figures(THREE)
    assert found.by_intent["hold_item"].f1 == pytest.approx(2 / 3)
    assert found.by_intent["order_status"].f1 == pytest.approx(2 / 3)
    assert found.macro_f1.value == pytest.approx(2 / 3)


def test_the_waiting_list_is_availability() -> None:
    assert known(["waiting_list", "stock_availability"]) == ("stock_availability",)


def test_lanes_that_hide_a_message_from_a_person_are_unsafe() -> None:
    labels_and_lanes = [("draft", "act"), ("escalate", "ignore"), ("escalate", "escalate"),
                        ("answer", "draft"), ("answer", "answer")]  # fmt: skip
    found = lane_figures(
        [judged(message("x", lane=said), reading("x"), read) for said, read in labels_and_lanes]
    )
    assert (found.unsafe.right, found.unsafe.of) == (2, 5)
    assert (found.unsafe_of_person.right, found.unsafe_of_person.of) == (2, 3)
    assert (found.ignored_of_person.right, found.ignored_of_person.of) == (1, 3)
    assert (found.over.right, found.over_of_others.of) == (1, 2)
    assert found.balanced.value == pytest.approx((0 + 1 / 2 + 1 / 2) / 3)
    assert found.matrix["escalate"]["ignore"] == 1


def test_the_gap_between_confidence_and_truth() -> None:
    sure, right = np.array([0.95, 0.95, 0.55, 0.55]), np.array([1.0, 1.0, 1.0, 0.0])
    assert expected_error(sure, right) == pytest.approx((2 * 0.05 + 2 * 0.05) / 4)


def test_coverage_keeps_equal_confidences_together() -> None:
    found = coverage(np.array([0.9, 0.9, 0.8, 0.8]), np.array([1.0, 1.0, 1.0, 0.0]), 0.99)
    assert (found.covered.right, found.covered.of, found.threshold) == (2, 4, 0.9)
    assert coverage(np.array([0.9]), np.array([0.0]), 0.99).threshold is None


def test_a_reading_without_a_request_is_surely_nothing() -> None:
    found = calibration([judged(message("unclear_other"), reading())])
    assert (found.bins[0].right.right, found.bins[0].right.of) == (1, 1)
    assert found.coverage.threshold == 0.0


def test_urgency_found_and_believed() -> None:
    high = Urgency("high")
    found = urgency_figures([
        judged(message("x", urgency="high"), reading("x", urgency=high)),
        judged(message("x", urgency="high"), reading("x")),
        judged(message("x"), reading("x", urgency=high)),
    ])  # fmt: skip
    assert (found.right.right, found.high_found.right, found.high_found.of) == (1, 1, 2)
    assert (found.high_kept.right, found.high_kept.of) == (1, 2)


@pytest.mark.parametrize(
    ("name", "said", "read", "same"),
    [
        ("name", "Kérbrat", "kerbrat", True),
        ("color", "la bleue", "bleue", True),
        ("size", "L", "l", True),
        ("size", "L", "le", False),
        ("party_size", "3", "3.0", True),
        ("amount", "12,50 €", "12.5", True),
        ("plate", "AB-123-CD", "ab 123 cd", True),
        ("order_number", "2847", "28", False),
        ("product", "robes fleuries", "robe", True),
        ("product", "robe", "", False),
        ("property_ref", "lot 14", "14", True),
        ("property_ref", "lot 14", "4", False),
        ("date", "2025-01-16", "2025-01-17", False),
    ],
)
def test_values_are_compared_as_a_person_would(name: str, said: str, read: str, same: bool) -> None:
    assert same_value(name, said, read) is same


def test_one_value_read_answers_for_one_value_said() -> None:
    said = message("x", values=(("product", "robe rouge"), ("product", "robe"), ("size", "38")))
    read = reading("x", "y", values=(("product", "robe"), ("size_to", 38), ("day_part", "soir")))
    found = matches(judged(said, read))
    assert found.right == (("product", "robe rouge"),)
    assert found.misnamed == (("size", "38"),)
    assert found.read == (("product", "robe"), ("size_to", "38"))


def test_the_limit_told_by_the_urgency_is_a_value_read() -> None:
    due = Urgency("high", "", NOW + timedelta(days=2), "Mariage")
    said = message("x", values=(("deadline", "2025-01-18"), ("event", "mariage")))
    found = value_figures([judged(said, reading("x", urgency=due))])
    assert (found.found.right, found.found.of, found.kept.of) == (2, 2, 2)
    assert found.by_name["deadline"].found.value == 1.0


def test_each_trade_has_its_own_figures_the_largest_first() -> None:
    garage = judged(message("x", lane="draft", sector="garage"), reading("y"), "act")
    found = figures_of_judged([garage, *THREE]).by_trade
    assert list(found) == ["boutique", "garage"]
    assert (found["garage"].main.right, found["garage"].unsafe.right) == (0, 1)
    assert found["boutique"].unsafe.right == 0


def test_a_part_of_a_set_is_spread_over_it() -> None:
    assert spread(range(10), 3) == [0, 3, 6]
    assert spread(range(3), 10) == [0, 1, 2]
