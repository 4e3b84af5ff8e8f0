"""Messages leave in order and once, whatever the provider does."""

import time
from collections.abc import Callable

from tests.journeys.conftest import World
from tests.loopback import JULIE

ASK = "vous avez la robe fleurie bleue RF-2847 en 38 ?"


def outbound_states(world: World) -> list[str]:
    return [m.state for m in world.messages() if m.direction == "outbound"]


def eventually(happened: Callable[[], bool]) -> None:
    ends_at = time.monotonic() + 30
    while not happened():
        assert time.monotonic() < ends_at, "it never happened"
        time.sleep(0.02)


def test_delivery_reports_move_the_state_forward(world: World) -> None:
    world.say(ASK)
    eventually(lambda: outbound_states(world) == ["delivered"])


def test_a_provider_that_is_too_busy_gets_the_message_later(world: World) -> None:
    world.twilio.fault("too_many", times=1)
    assert world.say(ASK) == ""
    assert outbound_states(world) == ["to_send"]
    world.go_on(seconds=120)
    world.attend()
    assert len(world.replies()) == 1


def test_a_later_message_never_overtakes_one_that_waits(world: World) -> None:
    world.twilio.fault("too_many", times=1)
    world.say("bonjour")
    world.say("c'est quoi votre adresse ?")
    assert world.replies() == []
    world.go_on(seconds=120)
    world.attend()
    first, second = world.replies()[:2] if len(world.replies()) > 1 else ("", world.replies()[0])
    assert "Rivoli" in second
    assert "Rivoli" not in first


def test_a_send_cut_after_it_left_is_found_and_not_sent_twice(world: World) -> None:
    world.twilio.fault("cut", times=1, done=True)
    world.twilio.fault("no_callbacks", times=1)
    world.post(ASK)
    world.attend()
    assert outbound_states(world) == ["sending"]
    eventually(lambda: bool(world.twilio.messages()[-1]["date_sent"]))
    world.go_on(seconds=61)
    world.attend()
    assert outbound_states(world) == ["sent"]
    assert len(world.replies()) == 1


def test_a_send_cut_before_it_left_is_sent_once_more(world: World) -> None:
    world.twilio.fault("cut", times=1, done=False)
    world.post(ASK)
    world.attend()
    assert world.replies() == []
    world.go_on(seconds=61)
    world.attend()
    assert len(world.replies()) == 1


def test_a_callback_settles_an_unknown_outcome(world: World) -> None:
    world.twilio.fault("cut", times=1, done=True)
    world.post(ASK)
    world.attend()
    eventually(lambda: outbound_states(world) == ["delivered"])
    world.go_on(seconds=61)
    world.attend()
    assert len(world.replies()) == 1


def test_a_number_that_cannot_be_reached_is_told_to_a_member(world: World) -> None:
    world.twilio.fault("undelivered", times=1, code=30005)
    world.say(ASK)
    eventually(lambda: outbound_states(world) == ["failed"])
    assert any("n'existe" in text or "numéro" in text.lower() for text in world.feed())


def test_a_number_that_was_unknown_to_its_operator_proves_itself_before_it_is_named(
    world: World,
) -> None:
    world.twilio.fault("undelivered", times=1, code=30005)
    world.say(ASK)
    eventually(lambda: outbound_states(world) == ["failed"])
    world.go_on(days=1)
    said = world.say("Bonjour, où en est ma commande ?")
    assert said and "Julie" not in said


def test_no_sms_leaves_for_a_foreign_number(world: World) -> None:
    world.say(ASK, sender="+447911123456")
    assert world.replies("+447911123456") == []
    assert outbound_states(world) == ["failed"]


def test_a_newer_message_replaces_a_reply_that_told_no_act(world: World) -> None:
    world.twilio.fault("too_many", times=1)
    world.say(ASK)
    world.post("pardon je voulais dire en 42")
    world.go_on(seconds=120)
    world.attend()
    world.attend()
    assert len(world.replies()) == 1
    assert "en 42" in world.replies()[0]


def test_a_reply_that_told_an_act_is_always_sent(world: World) -> None:
    world.say(ASK)
    world.twilio.fault("too_many", times=1)
    world.say("oui merci, je passe demain à 14h")
    world.post("et vous fermez à quelle heure demain ?")
    world.go_on(seconds=120)
    world.attend()
    assert any(reply.startswith("Parfait") for reply in world.replies(JULIE))
    assert "19h" in world.replies(JULIE)[-1]
