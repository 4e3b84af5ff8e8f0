"""Julie's dress, from the webhook to the reminder, through the real doors."""

from datetime import datetime

from tests.journeys.conftest import MORNING, World

ASK = "Bonjour, la robe fleurie bleue que vous avez postée hier, vous l'avez en taille 38 ? 😍"
CONFIRM = "Oui merci ! Je passe ce soir vers 17h !"


def test_the_dress_of_yesterdays_post_is_found_and_offered(world: World) -> None:
    reply = world.say(ASK)
    assert reply.startswith("Bonjour Julie !")
    assert "en 38" in reply
    assert "reste 2" in reply
    assert "jusqu'à demain 18h" in reply
    assert world.holds() == ()


def test_the_first_reply_says_that_an_assistant_answers_and_the_next_does_not(
    world: World,
) -> None:
    assert "assistant IA d'Élégance Paris" in world.say(ASK)
    assert "assistant" not in world.say(CONFIRM)


def test_a_yes_puts_the_dress_aside_with_all_that_hangs_on_it(world: World) -> None:
    world.say(ASK)
    world.go_to(MORNING.replace(minute=20))
    assert world.say(CONFIRM) == "Parfait ! À ce soir Julie 👋"
    (hold,) = world.holds()
    assert hold.until == datetime.fromisoformat("2025-01-17T18:00+01:00")
    assert hold.pickup_at == datetime.fromisoformat("2025-01-16T17:00+01:00")
    level = world.level("RF-2847-38")
    assert (level.available, level.reserved) == (1, 1)
    assert world.feed() == ["Réservation créée pour Julie - Robe RF-2847 T38"]
    assert world.promises() == {"reminder": "pending", "hold_expiry": "pending"}


def test_the_reminder_leaves_at_four(world: World) -> None:
    world.say(ASK)
    world.say(CONFIRM)
    world.go_to(MORNING.replace(hour=15, minute=59))
    world.attend()
    assert len(world.replies()) == 2
    world.go_to(MORNING.replace(hour=16, minute=0))
    world.attend()
    assert len(world.replies()) == 3
    assert "17h" in world.replies()[-1]


def test_the_reminder_dies_when_the_dress_is_picked_up(world: World) -> None:
    from coccinelle.engine.members import counter

    world.say(ASK)
    world.say(CONFIRM)
    counter.pick_up(world.desk, world.holds()[0].id, by="Sarah")
    world.go_to(MORNING.replace(hour=16, minute=1))
    world.attend()
    assert len(world.replies()) == 2
    level = world.level("RF-2847-38")
    assert (level.on_hand, level.reserved) == (1, 0)


def test_a_hold_nobody_fetched_goes_back_on_sale(world: World) -> None:
    world.say(ASK)
    world.say(CONFIRM)
    world.go_to(datetime.fromisoformat("2025-01-17T18:00:01+01:00"))
    world.attend()
    assert [h.status for h in world.holds()] == ["expired"]
    assert world.level("RF-2847-38").available == 2
    assert world.feed()[-1] == "Réservation expirée pour Julie - Robe RF-2847 T38"


def test_the_trace_keeps_what_was_read_and_why_it_was_decided(world: World) -> None:
    from coccinelle.store import turns

    world.say(ASK)
    with world.desk.transaction() as connection:
        (turn,) = turns.of_conversation(connection, world.messages()[0].conversation_id)
    assert turn.lane == "answer"
    assert any(f["kind"] == "count" and f["value"] == 2 for f in turn.facts)
    assert all(f["source"] and f["read_at"] for f in turn.facts)
    assert turn.decision["outcomes"][0]["reasons"]
    assert set(turn.timings) == {"read", "propose_decide", "word_check"}
