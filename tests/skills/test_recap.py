"""A recap is carried out by a yes from where only its owner reads it."""

from dataclasses import replace

import pytest

from coccinelle.core.facts import Phrase
from coccinelle.core.identity import Identity
from coccinelle.core.memory import Memory, OpenQuestion
from coccinelle.core.proposal import Proposal
from coccinelle.core.reading import Answer, Entity, Reading, Request
from coccinelle.core.skill import Situation
from coccinelle.skills.recap import confirmed, recap
from tests.skills.worlds import KNOWN, situation

CANCEL = Request("order_cancel", 1.0)
DONE = Proposal("order_cancel", phrases=(Phrase("hold_cancelled", {}),), order="2839")
RETURNED = Identity(1, has_returned=True)


def told(**more: object) -> Situation:
    """After the recap of the cancellation of 2839, a yes."""
    question = OpenQuestion("proposal", "order_cancel", about="2839")
    reading = Reading("fr", (CANCEL,), answer=Answer("yes"))
    told = replace(situation(), memory=Memory(question=question), reading=reading)
    return replace(told, **more)  # type: ignore[arg-type]


def answered(at: Situation, code: str, *choices: str) -> tuple[Request, Situation]:
    question = OpenQuestion("proposal", "order_cancel", choices, about="2839")
    request = replace(CANCEL, entities=(Entity("code", code),))
    return request, replace(at, memory=Memory(question=question))


def test_what_changes_is_told_before_it_is_done() -> None:
    first = recap("order_cancel", CANCEL, situation(), (Phrase("thanks", {}),), DONE, about="2839")
    assert first.question == OpenQuestion("proposal", "order_cancel", about="2839")
    assert not first.actions and first.order == "2839"


def test_a_plain_yes_by_sms_does_it() -> None:
    assert recap("order_cancel", CANCEL, told(), (), DONE, about="2839") is DONE


def test_a_yes_to_another_change_is_none_to_this_one() -> None:
    assert confirmed(CANCEL, told(), about="2901") == "not_asked"
    assert confirmed(Request("order_modify", 1.0), told(), about="2839") == "not_asked"


@pytest.mark.parametrize(("identity", "is_so"), [(KNOWN, False), (RETURNED, True)])
def test_a_yes_by_email_must_answer_ours(identity: Identity, is_so: bool) -> None:
    said = confirmed(CANCEL, told(kind="email", identity=identity), about="2839")
    assert (said == "yes") is is_so


def test_a_stranger_confirms_nothing() -> None:
    assert confirmed(CANCEL, told(identity=Identity(None)), about="2839") == "not_proven"


def test_an_address_by_sms_wants_the_short_code() -> None:
    asked = recap("x", CANCEL, situation(), (), DONE, about="2839", sensitive=True)
    assert asked.question and len(asked.question.choices[0]) == 3
    assert asked.phrases[-1].facts["code"].value == int(asked.question.choices[0])
    assert confirmed(CANCEL, told(), about="2839", sensitive=True) == "not_proven"


@pytest.mark.parametrize(("code", "is_so"), [("472", True), ("473", False)])
def test_the_short_code_signs_the_change(code: str, is_so: bool) -> None:
    request, at = answered(told(), code, "472")
    assert (confirmed(request, at, about="2839", sensitive=True) == "yes") is is_so


def test_whatsapp_vouches_for_its_senders() -> None:
    assert confirmed(CANCEL, told(kind="whatsapp"), about="2839", sensitive=True) == "yes"


def test_two_wrong_codes_and_a_member_decides() -> None:
    request, at = answered(told(), "473", "472")
    again = recap("x", request, at, (), DONE, about="2839", sensitive=True)
    assert again.question and again.question.choices == ("472", "again")
    at = replace(at, memory=Memory(question=again.question))
    last = recap("x", request, at, (), DONE, about="2839", sensitive=True)
    assert last.concern and last.concern.lane == "escalate"
    assert not last.actions


def test_a_no_changes_nothing() -> None:
    at = replace(told(), reading=Reading("fr", (CANCEL,), answer=Answer("no")))
    said = recap("x", CANCEL, at, (), DONE, about="2839")
    assert [phrase.name for phrase in said.phrases] == ["recap_dropped"]
