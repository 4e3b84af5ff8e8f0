"""A question that no page answers is handed on, and kept for whoever writes the pages."""

from coccinelle.engine.business.gaps import lacking
from tests.journeys.conftest import World

RECRUITS = "Est-ce que vos robes sont fabriquées en France ?"
DOGS = "les chiens sont admis ?"


def test_a_page_that_surely_answers_is_quoted(world: World) -> None:
    assert "les chiens tenus en laisse sont les bienvenus" in world.say(DOGS)
    assert lacking(world.desk) == []


def test_what_no_page_answers_is_listed_once_with_its_count(world: World) -> None:
    world.say(RECRUITS)
    world.say("Vos robes sont fabriquées en France ?", sender="+33639980002")
    (gap,) = lacking(world.desk)
    assert (gap.question, gap.count) == ("Vos robes sont fabriquées en France ?", 2)


def test_of_two_questions_the_one_without_an_answer_is_lacking(world: World) -> None:
    assert "les chiens tenus en laisse" in world.say(f"{RECRUITS} et {DOGS}")
    (gap,) = lacking(world.desk)
    assert gap.question == RECRUITS
