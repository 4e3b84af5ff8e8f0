"""Not understood, or two readings alike: one question, then a person."""

from dataclasses import replace

from coccinelle.core.memory import Memory
from coccinelle.core.reading import Entity, Reading, Request, to_serve
from coccinelle.core.skill import Situation
from coccinelle.skills import clarify
from tests.skills.worlds import situation

SAID = (Entity("order_number", "2901", "2901"),)
EITHER = Reading(
    "fr",
    (Request("order_cancel", 0.5, SAID),),
    alternatives=("order_cancel", "order_modify"),
)


def after(misunderstood: int) -> Situation:
    memory = Memory(misunderstood=misunderstood)
    return replace(situation(), reading=EITHER, memory=memory)


def test_two_readings_alike_are_both_named_in_the_question() -> None:
    proposal = clarify.propose(to_serve(EITHER)[0], after(0))
    (phrase,) = proposal.phrases
    assert [fact.value for fact in phrase.facts.values()] == list(EITHER.alternatives)
    assert proposal.question is not None
    assert (proposal.question.kind, proposal.question.choices) == (
        "which_intent",
        EITHER.alternatives,
    )
    assert proposal.remember["details"] == (("order_number", "2901"),)


def test_a_second_time_a_person_answers() -> None:
    concern = clarify.propose(to_serve(EITHER)[0], after(1)).concern
    assert concern is not None
    assert concern.lane == "escalate"
