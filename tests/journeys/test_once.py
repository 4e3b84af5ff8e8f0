"""The same message twice, a newer one in between, a member in the way: one effect, one reply."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from coccinelle.engine.attend import attend
from coccinelle.engine.members import member
from tests.journeys.conftest import World

ASK = "vous avez la robe fleurie bleue RF-2847 en 38 ?"


def test_the_same_webhook_twenty_times_at_once_is_one_message_and_one_reply(world: World) -> None:
    answer = world.post(ASK, times=20)
    assert answer
    world.attend()
    assert len([m for m in world.messages() if m.direction == "inbound"]) == 1
    assert len(world.replies()) == 1


def test_attending_again_changes_nothing(world: World) -> None:
    world.say(ASK)
    world.say("oui")
    for _ in range(3):
        world.attend()
    assert (len(world.replies()), len(world.holds())) == (2, 1)


def test_four_workers_on_one_conversation_answer_once(world: World) -> None:
    """The queue's lock keeps them apart; should it fail, the rows do."""
    world.post(ASK)
    conversation = world.messages()[0].conversation_id
    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(attend, world.desk, conversation) for _ in range(4)]:
            done.result()
    assert len(world.replies()) == 1


def test_twenty_customers_and_the_last_one(world: World) -> None:
    """RF-2847 has one left in 36: one hold, nineteen told kindly."""
    phones = [f"+336399801{n:02d}" for n in range(20)]
    for phone in phones:
        world.post("pouvez-vous me mettre de côté la robe RF-2847 en 36 svp", sender=phone)
    conversations = sorted({m.conversation_id for m in world.messages()})
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: attend(world.desk, n), conversations))
    assert len(world.holds()) == 1
    level = world.level("RF-2847-36")
    assert (level.available, level.reserved) == (0, 1)
    told = [reply for phone in phones for reply in world.replies(phone)]
    assert len(told) == 20
    assert sum("n'avons malheureusement plus" in reply for reply in told) == 19


def test_several_quick_messages_are_one_turn_and_the_correction_wins(world: World) -> None:
    world.policy(burst_wait_seconds={"sms": 1.5})
    world.post("Bonjour ! vous avez la robe fleurie bleue RF-2847")
    world.post("en 40 ?")
    world.post("pardon en 38")
    world.attend()
    assert world.replies() == []
    world.go_on(seconds=2)
    world.attend()
    (reply,) = world.replies()
    assert "en 38" in reply


def test_a_member_who_takes_over_silences_the_assistant(world: World) -> None:
    world.say(ASK)
    conversation = world.messages()[0].conversation_id
    member.reply(world.desk, conversation, "Je m'en occupe, Sarah", by="Sarah")
    world.attend()
    assert world.say("et en 40 ?") == ""
    assert world.feed()[-1] == "Julie Mercier vous a écrit"
    member.hand_back(world.desk, conversation)
    assert world.say("et en 42 ?") != ""


def test_a_stop_the_provider_knows_is_confirmed_by_the_provider(world: World) -> None:
    assert world.say("STOP") == ""
    assert len(world.opt_outs()) == 1
    assert world.feed() == ["Julie Mercier ne veut plus recevoir de messages (STOP)"]


@pytest.mark.parametrize("stop", ["Arrêt.", "stop s'il vous plaît", "désabonnez-moi"])
def test_after_stop_nothing_leaves_but_its_confirmation(world: World, stop: str) -> None:
    assert "vous ne recevrez plus" in world.say(stop)
    assert len(world.opt_outs()) == 1
    assert world.say(ASK) == ""
    assert world.feed()[-1].startswith("À vous de répondre")


def test_start_opens_the_door_again(world: World) -> None:
    world.say("STOP")
    assert "de nouveau" in world.say("START")
    assert world.say(ASK) != ""
