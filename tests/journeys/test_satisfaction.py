"""One question once things are quiet; a bare "1" is its answer, and nothing else is."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from coccinelle.engine.business.figures import figures
from coccinelle.store import team
from tests.journeys.conftest import MORNING, World
from tests.loopback import JULIE

ASKED = "Avons-nous bien répondu ? Répondez 1 (oui) ou 2 (non)."
SAID = "vous avez la robe fleurie bleue RF-2847 en 38 ?"
NO_OFFER = "vous êtes ouverts samedi ?"


@pytest.fixture
def world(open_world: Callable[..., World]) -> World:
    """Everybody is asked. Julie was answered at 10h15."""
    opened = open_world(satisfaction_share=1)
    opened.say(NO_OFFER)
    return opened


def wait(world: World, **time: float) -> list[str]:
    """What she receives meanwhile."""
    before = len(world.replies())
    world.go_on(**time)
    world.attend()
    return world.replies()[before:]


def rows(world: World, sql: str) -> list[tuple[object, ...]]:
    with world.desk.transaction() as connection:
        return connection.execute(sql.encode()).fetchall()


def scores(world: World) -> list[object]:
    return [row[0] for row in rows(world, "select score from satisfaction order by id")]


def because(world: World) -> list[object]:
    sql = "select ended_because from commitment where kind = 'satisfaction' order by id"
    return [row[0] for row in rows(world, sql)]


def test_two_quiet_hours_later_they_are_asked_once(world: World) -> None:
    assert wait(world, hours=1, minutes=59) == []
    (asked,) = wait(world, minutes=2)
    assert ASKED in asked
    assert wait(world, hours=5) == []


def test_a_conversation_that_goes_on_is_asked_later(world: World) -> None:
    wait(world, hours=1)
    world.say("c'est quoi votre adresse ?")
    assert wait(world, hours=1, minutes=30) == []
    assert len(wait(world, minutes=31)) == 1


def test_a_good_mark_costs_no_sms_and_is_no_request(world: World) -> None:
    wait(world, hours=2, minutes=1)
    assert world.say("1") == ""
    assert scores(world) == [5]
    now = world.desk.now()
    found = figures(world.desk, now - timedelta(days=1), now + timedelta(days=1))
    assert (found.verdicts["verified"], found.involvement.of) == (1, 1)


def test_a_bad_mark_is_thanked_for_once_and_told_to_the_members(world: World) -> None:
    wait(world, hours=2, minutes=1)
    assert "Votre avis est transmis à l'équipe" in world.say("2")
    assert scores(world) == [1]
    assert world.feed()[-1] == "Un client n'est pas satisfait de la réponse"


def test_a_mark_and_a_question_are_both(world: World) -> None:
    wait(world, hours=2, minutes=1)
    told = world.say("2, et c'est quoi votre adresse ?")
    assert scores(world) == [1]
    assert "24 Rue de Rivoli" in told


def test_a_question_is_a_question_and_the_mark_may_still_come(world: World) -> None:
    wait(world, hours=2, minutes=1)
    assert "24 Rue de Rivoli" in world.say("c'est quoi votre adresse ?")
    assert scores(world) == [None]
    world.say("1")
    assert scores(world) == [None], "after another answer of ours a 1 is no mark any more"


def test_a_mark_days_later_means_something_else(world: World) -> None:
    wait(world, hours=2, minutes=1)
    world.go_on(days=3)
    world.say("1")
    assert scores(world) == [None]


def test_never_twice_in_thirty_days(world: World) -> None:
    wait(world, hours=2, minutes=1)
    for days in (5, 24):
        world.go_on(days=days)
        world.say(NO_OFFER)
        assert not any(ASKED in text for text in wait(world, hours=3))
    world.go_on(days=4)
    world.say(NO_OFFER)
    assert any(ASKED in text for text in wait(world, hours=26))


def test_not_at_night(open_world: Callable[..., World]) -> None:
    world = open_world(satisfaction_share=1)
    world.go_to(MORNING.replace(hour=19, minute=30))
    world.say(NO_OFFER)
    assert wait(world, hours=3) == []
    (asked,) = wait(world, hours=11)
    assert ASKED in asked


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (SAID, "Nous attendons sa réponse"),
        ("je veux parler à quelqu'un", "Une réponse est encore attendue"),
        ("STOP", "Ce client a dit STOP"),
    ],
)
def test_the_moment_must_be_right(world: World, said: str, reason: str) -> None:
    world.say(said)
    asked = wait(world, hours=4)
    assert not any(ASKED in text for text in asked)
    assert because(world) == [reason]


def test_nor_after_a_complaint_even_answered(world: World) -> None:
    sql = "update turn set reading = jsonb_set(reading, '{flags}', '[\"anger\"]')"
    with world.desk.transaction() as connection:
        connection.execute(sql)
    assert wait(world, hours=3) == []
    assert because(world) == ["L'échange s'est mal passé"]


def test_nor_one_of_the_team(world: World) -> None:
    with world.desk.transaction() as connection:
        team.address(connection, "sms", JULIE, "Julie")
    assert wait(world, hours=3) == []


def test_nor_past_the_ceiling_of_the_day(world: World) -> None:
    world.policy(sms_daily_cents=1)
    assert wait(world, hours=3) == []
    assert because(world) == ["Plafond des SMS atteint"]


def test_a_share_of_nothing_asks_nobody(open_world: Callable[..., World]) -> None:
    world = open_world(satisfaction_share=0)
    world.say(NO_OFFER)
    assert "satisfaction" not in world.promises()
