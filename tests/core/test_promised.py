"""What a member promises is found in her words; what would contradict it is prepared for her."""

from datetime import date, time

import pytest

from coccinelle.core.decision import Decision, Outcome
from coccinelle.core.promised import MemberPromise, day_said, hour_said, promise_in, respecting
from coccinelle.core.reading import Request
from coccinelle.replies.claims.promises import promises


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Oui. Je vous le mets de côté jusqu'à samedi", "Je vous le mets de côté jusqu'à samedi"),
        ("je vous rappelle demain", "je vous rappelle demain"),
        ("Pour vous ce sera -10 % sur la robe !", "Pour vous ce sera -10 % sur la robe !"),
        ("Oui. Je vous l'offre.", "Je vous l'offre."),
    ],
)  # fmt: skip
def test_a_promise_is_found_in_her_words(text: str, words: str) -> None:
    found = promise_in(text, "Sarah", promises)
    assert found is not None and found.words == words


@pytest.mark.parametrize("text", ["Bonjour Marine, elle est en rayon.", "Vous voulez 10 % ?", ""])
def test_other_words_promise_nothing(text: str) -> None:
    assert promise_in(text, "Sarah", promises) is None


def decided(intent: str) -> Decision:
    return Decision("answer", (Outcome(Request(intent, 1.0), None, "answer", ("x",)),))


HELD = MemberPromise("Sarah", "je vous la garde", ("hold",))


def test_a_question_about_it_is_prepared_for_her_with_the_reason() -> None:
    decision = respecting(decided("hold_item"), (HELD,))
    assert decision.lane == "draft"
    assert decision.held_reasons == ("Sarah a promis : « je vous la garde »",)


def test_a_question_about_something_else_is_answered() -> None:
    assert respecting(decided("hours_location"), (HELD,)).lane == "answer"


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("jusqu'à samedi", 18), ("je vous rappelle demain matin", 17), ("ce soir", 16),
        ("jeudi", 23), ("après-demain", 18), ("le 25 janvier", 25), ("avant le 25/01", 25),
        ("non pas demain mais lundi", 20), ("je vous la garde", None), ("le 31/02", None),
        ("12 robes", None),
    ],
)  # fmt: skip
def test_the_day_she_names_is_found(words: str, day: int | None) -> None:
    found = day_said(words, date(2025, 1, 16))
    assert found == (date(2025, 1, day) if day else None)


@pytest.mark.parametrize(
    ("words", "expected"),
    [("je vous rappelle demain à 11h", time(11)), ("vers 9 h 30 demain", time(9, 30)),
     ("sous 48 h", None), ("avant samedi", None)],
)  # fmt: skip
def test_the_hour_that_was_named(words: str, expected: time | None) -> None:
    assert hour_said(words) == expected
