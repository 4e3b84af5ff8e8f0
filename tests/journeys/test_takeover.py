"""Sarah takes a conversation over: what was promised goes on, then the assistant resumes."""

from datetime import datetime

import pytest

from coccinelle.engine.members import member
from coccinelle.store import commitments, inbox
from tests.journeys.conftest import World

JULIES = "vous avez la robe RF-2847 en 38 ?"


def conversation(world: World) -> int:
    return world.messages()[0].conversation_id


@pytest.fixture
def taken(world: World) -> World:
    """Julie had a dress put aside, and Sarah writes to her."""
    world.say("pouvez-vous me mettre de côté la robe RF-2847 en 38 svp")
    member.reply(world.desk, conversation(world), "Bonjour Julie, à ce soir !", by="Sarah")
    world.attend()
    return world


def test_she_has_the_conversation_and_the_reminder_goes_all_the_same(taken: World) -> None:
    assert taken.say("et vous fermez à quelle heure ?") == ""
    before = len(taken.replies())
    taken.go_to(datetime.fromisoformat("2025-01-17T16:00:30+01:00"))
    taken.attend()
    assert (
        "rappel" in taken.replies()[before].lower()
        or "RF-2847" in taken.replies()[before]
        or ("robe" in taken.replies()[before].lower())
    )


def test_after_a_day_without_her_the_assistant_resumes_and_answers_who_waits(taken: World) -> None:
    taken.go_on(hours=23)
    assert taken.say("et vous fermez à quelle heure ?") == ""
    taken.go_on(hours=2)
    taken.attend()
    assert "19h" in taken.replies()[-1]


def test_a_thank_you_to_her_is_nothing_to_handle(taken: World) -> None:
    assert taken.say("ok merci, bonne journée !") == ""
    with taken.desk.transaction() as connection:
        assert inbox.counts(connection).to_handle == 0
    taken.say("et vous fermez à quelle heure ?")
    with taken.desk.transaction() as connection:
        assert inbox.counts(connection).to_handle == 1


def test_what_was_asked_another_day_is_left_to_her(taken: World) -> None:
    taken.say("et vous fermez à quelle heure demain ?")
    taken.go_on(hours=25)
    taken.attend()
    assert "À vous de répondre - Julie Mercier" in taken.feed()
    assert not any("19h" in text for text in taken.replies())
    assert "L'assistant reprend la conversation avec Julie Mercier" in taken.feed()


def test_it_is_counted_from_her_last_message(taken: World) -> None:
    taken.go_on(hours=20)
    member.reply(taken.desk, conversation(taken), "Je regarde.", by="Sarah")
    taken.attend()
    taken.go_on(hours=20)
    assert taken.say("et vous fermez à quelle heure ?") == ""


def test_the_shop_says_how_long(world: World) -> None:
    world.policy(resume_after="1h")
    world.say(JULIES)
    member.take_over(world.desk, conversation(world), by="Sarah")
    world.go_on(minutes=61)
    world.attend()
    assert "19h" in world.say("vous fermez à quelle heure ?")


def test_what_she_promises_is_a_task_for_the_day_she_named(taken: World) -> None:
    said = "Je vous la mets de côté jusqu'à samedi."
    member.reply(taken.desk, conversation(taken), said, by="Sarah")
    with taken.desk.transaction() as connection:
        (task,) = [c for c in commitments.all_of(connection) if c.kind == "task"]
    assert task.reason == f"Sarah a promis à Julie Mercier : « {said} »"
    assert task.due_at == datetime.fromisoformat("2025-01-18T19:00:00+01:00")
    assert [held.until for held in taken.holds()] == [task.due_at]


def test_the_assistant_does_not_contradict_her(taken: World) -> None:
    member.reply(taken.desk, conversation(taken), "Je vous la garde jusqu'à samedi.", by="Sarah")
    member.hand_back(taken.desk, conversation(taken))
    taken.say("finalement vous l'avez aussi en 40, la robe RF-2847 ?")
    (draft,) = taken.drafts()
    assert "Sarah a promis : « Je vous la garde jusqu'à samedi. »" in draft.reason
