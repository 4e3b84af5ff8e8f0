"""Strangers who empty the shop, machines that answer machines, forged jobs, poison messages."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import psycopg
import pytest

from coccinelle.core.reading import Reading
from coccinelle.core.turn import Turn
from coccinelle.engine.attend import GIVE_UP_AFTER, attend
from coccinelle.engine.desk import Desk
from coccinelle.engine.members import drafts, member
from coccinelle.store import cases, commitments
from coccinelle.worker.worker import hear
from tests.journeys.conftest import World
from tests.loopback import JULIE, SHOP

WISH = "pouvez-vous me mettre de côté la robe fleurie bleue RF-2847 en 38 svp"
SKU = "RF-2847-38"
ECHO = "vous avez la robe fleurie bleue RF-2847 en 38 ?"


def with_stock(world: World, on_hand: int) -> None:
    with world.desk.transaction() as connection:
        connection.execute("update variant set on_hand = %s where sku = %s", (on_hand, SKU))


def strangers_at_once(world: World, how_many: int) -> None:
    for n in range(how_many):
        world.post(WISH, sender=f"+336399802{n:02d}")
    conversations = sorted({m.conversation_id for m in world.messages()})
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: attend(world.desk, n), conversations))


def test_strangers_at_once_hold_half_the_stock_at_most(world: World) -> None:
    with_stock(world, 10)
    strangers_at_once(world, 16)
    assert len(world.holds()) == 5
    assert (world.level(SKU).available, world.level(SKU).held_by_strangers) == (5, 5)
    assert len(world.drafts()) == 11


def test_the_owner_is_told_once_a_day_that_strangers_want_a_product(world: World) -> None:
    with_stock(world, 10)
    strangers_at_once(world, 8)
    told = [line for line in world.feed() if not line.startswith("Réservation créée")]
    assert told == ["Plusieurs inconnus veulent réserver : Robe fleurie bleue (RF-2847)"]
    world.go_on(days=1)
    world.say(WISH, sender="+33639980240")
    assert world.feed().count(told[0]) == 2


def test_a_draft_with_another_reason_keeps_its_own_line(open_world: Callable[..., World]) -> None:
    world = open_world(stranger_hold_share=0.0, hold_max_quantity=1)
    with_stock(world, 10)
    world.say(WISH, sender="+33639980201")
    world.say(f"{WISH}, 2 exemplaires", sender="+33639980202")
    assert world.feed() == [
        "Un inconnu veut réserver : Robe fleurie bleue (RF-2847)",
        "Réponse à valider - +33639980202",
    ]


def test_past_the_ceiling_of_the_day_no_sms_of_the_assistant_leaves(
    open_world: Callable[..., World],
) -> None:
    world = open_world(sms_daily_cents=8, sms_segment_cents=8)
    phones = [f"+336399802{n:02d}" for n in range(4)]
    assert [bool(world.say(ECHO, sender=phone)) for phone in phones] == [True] + [False] * 3
    kept = [m for m in world.messages() if m.state == "dropped"]
    assert [(m.error_code, "en 38" in m.text) for m in kept] == [("sms_ceiling", True)] * 3
    assert sum("plafond réglé pour les SMS" in line for line in world.feed()) == 3
    assert world.feed().count("Le plafond du jour est atteint pour les SMS") == 1
    world.go_on(days=1)
    assert world.say(ECHO, sender="+33639980210") != ""


def test_past_the_ceiling_a_member_still_writes_and_a_stop_is_still_confirmed(
    open_world: Callable[..., World],
) -> None:
    world = open_world(sms_daily_cents=0)
    assert world.say(ECHO) == ""
    member.reply(world.desk, world.messages()[0].conversation_id, "Oui, il en reste", by="Alice")
    world.attend()
    assert world.replies() == ["Oui, il en reste"]
    assert world.say("ne m'écrivez plus jamais svp", sender="+33639980201") != ""


def test_a_message_that_is_leaving_counts_and_one_that_waits_does_not(
    open_world: Callable[..., World],
) -> None:
    world = open_world(sms_daily_cents=8, sms_segment_cents=8)
    world.twilio.fault("too_many", times=1)
    assert world.say(ECHO, sender="+33639980201") == ""
    world.twilio.fault("cut", times=1, done=False)
    assert world.say(ECHO, sender="+33639980202") == ""
    assert world.say(ECHO, sender="+33639980203") == ""
    assert [m.state for m in world.messages() if m.direction == "outbound"] == [
        "to_send", "sending", "dropped",
    ]  # fmt: skip


def test_a_customer_who_has_ordered_before_is_still_served(world: World) -> None:
    with_stock(world, 2)
    world.say(WISH, sender="+33639980201")
    world.say(WISH, sender="+33639980202")
    assert len(world.holds()) == 1
    assert "mis de côté" in world.say(WISH, sender=JULIE) or len(world.holds()) == 2
    assert {h.contact_first_name for h in world.holds()} == {"", "Julie"}


def test_a_member_may_say_yes_to_one_stranger_more(world: World) -> None:
    with_stock(world, 2)
    world.say(WISH, sender="+33639980201")
    world.say(WISH, sender="+33639980202")
    (draft,) = world.drafts()
    assert "jamais venues" in draft.reason
    drafts.approve(world.desk, draft.conversation_id, by="Alice", draft_id=draft.id)
    assert len(world.holds()) == 2


@pytest.mark.parametrize(("share", "held"), [(0.0, 0), (0.1, 1), (0.5, 2), (1.0, 4)])
def test_the_business_says_how_much_is_for_strangers(
    open_world: Callable[..., World], share: float, held: int
) -> None:
    world = open_world(stranger_hold_share=share)
    with_stock(world, 4)
    for n in range(4):
        world.say(WISH, sender=f"+336399802{n:02d}")
    assert len(world.holds()) == held


def test_the_same_message_again_and_again_is_met_with_silence(world: World) -> None:
    replies = [world.say(ECHO) for _ in range(9)]
    assert [bool(reply) for reply in replies[:4]] == [True] * 4
    assert replies[4:] == [""] * 5
    assert sum("se tait" in line for line in world.feed()) == 1


def test_twenty_messages_in_an_hour_are_too_many_and_the_next_hour_is_new(world: World) -> None:
    answered = 0
    for n in range(25):
        answered += bool(world.say(f"vous avez la robe RF-2847 en {34 + n % 5} {'?' * n}"))
        world.go_on(seconds=20)
    assert answered == 19
    with world.desk.transaction() as connection:
        rows = cases.escalations(connection, open_only=True)
    assert [r.reason for r in rows] == ["Trop de messages en une heure : peut-être une réponse"
                                        " automatique"]  # fmt: skip
    world.go_on(hours=1)
    assert world.say("vous avez la robe fleurie bleue RF-2847 en 38 ?") != ""


def test_a_stop_is_heard_in_the_middle_of_a_flood(world: World) -> None:
    for _ in range(7):
        world.say(ECHO)
    world.say("stop s'il vous plaît")
    assert len(world.opt_outs()) == 1


def test_our_own_number_is_never_answered(world: World) -> None:
    world.post("Bonjour", sender=SHOP)
    assert world.messages() == []


def test_two_assistants_do_not_talk_for_ever(open_world: Callable[..., World]) -> None:
    """Each answers what the other one said, as two shops with the same program would."""
    one, other = open_world(), open_world()
    text, exchanges = "Bonjour, vous avez la robe fleurie bleue RF-2847 en 38 ?", 0
    while text and exchanges < 60:
        here = (one, other)[exchanges % 2]
        text = here.say(text, sender="+33639980777")
        here.twilio.forget()
        exchanges += 1
    assert exchanges <= 40


class Choking:
    """A reader that fails on one text, and reads the others."""

    def __init__(self, desk: Desk) -> None:
        self._reader = desk.reader

    def read(self, turn: Turn) -> Reading:
        if "poison" in turn.text:
            raise ZeroDivisionError(turn.text)
        return self._reader.read(turn)


def test_a_poison_message_is_given_to_a_member_and_the_next_one_is_served(world: World) -> None:
    desk = replace(world.desk, reader=Choking(world.desk))
    world.post("poison")
    conversation = world.messages()[0].conversation_id
    for _ in range(GIVE_UP_AFTER + 3):
        hear(lambda _: replace(world.desk, reader=Choking(desk)), desk.business.id, conversation)
        world.go_on(minutes=2)
    assert world.replies() == []
    with desk.transaction() as connection:
        (escalation,) = cases.escalations(connection, open_only=True)
    assert "ZeroDivisionError" in escalation.reason
    assert "poison" not in escalation.reason
    world.post("c'est quoi votre adresse ?")
    hear(lambda _: replace(world.desk, reader=Choking(desk)), desk.business.id, conversation)
    assert "Rivoli" in world.replies()[0]


def test_a_promise_that_cannot_be_kept_is_told_once_and_falls_due_no_more(world: World) -> None:
    world.say("bonjour")
    conversation = world.messages()[0].conversation_id
    with world.desk.transaction() as connection:
        commitments.add(
            connection, kind="unheard_of", due_at=world.desk.now(), reason="x",
            at=world.desk.now(), conversation_id=conversation,
        )  # fmt: skip
    for _ in range(12):
        hear(lambda _: world.desk, world.business_id, conversation)
        world.go_on(minutes=2)
    assert world.promises() == {"unheard_of": "failed"}
    assert sum("n'a pas pu" in line for line in world.feed()) == 1


def test_a_job_that_names_another_business_s_conversation_does_nothing(
    open_world: Callable[..., World],
) -> None:
    one, other = open_world(), open_world()
    other.post("vous avez la robe fleurie bleue RF-2847 en 38 ?")
    conversation = other.messages()[0].conversation_id
    hear(lambda _: one.desk, one.business_id, conversation)
    assert (one.messages(), one.feed(), other.replies()) == ([], [], [])
    assert [m.state for m in other.messages()] == ["received"]


def test_a_job_for_a_business_that_is_not_there_does_nothing(world: World) -> None:
    world.post("bonjour")
    conversation = world.messages()[0].conversation_id
    with pytest.raises((AssertionError, psycopg.Error)):
        hear(world.place.desk, 2**40, conversation)
    assert [m.state for m in world.messages()] == ["received"]


def test_a_slow_statement_is_cut_and_others_are_served_meanwhile(world: World) -> None:
    def sleep() -> None:
        with world.desk.transaction() as connection:
            connection.execute("select pg_sleep(9)")

    started = world.desk.clock.now()
    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(sleep)
        assert world.say("c'est quoi votre adresse ?") != ""
        with pytest.raises(psycopg.errors.QueryCanceled):
            slow.result(8)
    assert world.desk.clock.now() - started < timedelta(seconds=7)
