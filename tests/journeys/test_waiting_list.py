"""Sold out: the first who asked is told when it is back, and a plain yes puts it aside."""

from dataclasses import replace
from datetime import datetime

from coccinelle.core.proposal import PlannedAction
from coccinelle.engine.actions.wish import Wish
from coccinelle.engine.commitments import waiting as line
from coccinelle.engine.delivery.addressee import contact_of
from coccinelle.engine.members import counter
from coccinelle.store import conversations
from tests.journeys.conftest import MORNING, World

ALICE, BOB = "+33639980101", "+33639980102"
SKU = "RF-2847-40"  # none left in the demo shop


def join(world: World, phone: str) -> None:
    """On the list, as the skill's action puts them there."""
    world.say("bonjour", sender=phone)
    conversation_id = max(m.conversation_id for m in world.messages())
    with world.desk.transaction() as connection:
        conversation = conversations.load(connection, conversation_id)
        assert conversation is not None
        contact = replace(contact_of(world.desk, connection, conversation), first_name="")
        action = PlannedAction("waiting.join", phone, {"sku": SKU, "what": "la robe"}, "")
        wish = Wish(action, 0, None, conversation_id, contact)
        line.join(world.desk, connection, wish, world.desk.now())


def test_only_the_first_in_line_is_told_and_a_yes_puts_it_aside(world: World) -> None:
    join(world, ALICE)
    join(world, BOB)
    counter.correct_stock(world.desk, SKU, 1)
    world.attend()
    assert "de nouveau en boutique" in world.replies(ALICE)[-1]
    assert "de nouveau" not in world.replies(BOB)[-1]
    world.say("oui je passe demain à 14h", sender=ALICE)
    assert [h.sku for h in world.holds()] == [SKU]


def test_the_next_is_told_when_the_first_lets_it_go(world: World) -> None:
    join(world, ALICE)
    join(world, BOB)
    counter.correct_stock(world.desk, SKU, 1)
    world.attend()
    world.say("oui merci", sender=ALICE)
    world.go_to(datetime.fromisoformat("2025-01-17T18:00:01+01:00"))
    world.attend()
    world.attend()
    assert "de nouveau en boutique" in world.replies(BOB)[-1]


def test_nobody_is_woken_at_night(world: World) -> None:
    join(world, ALICE)
    world.go_to(MORNING.replace(hour=22))
    counter.correct_stock(world.desk, SKU, 1)
    world.attend()
    assert "de nouveau" not in world.replies(ALICE)[-1]
    world.go_to(datetime.fromisoformat("2025-01-17T08:00:01+01:00"))
    world.attend()
    assert "de nouveau" in world.replies(ALICE)[-1]


def test_gone_again_before_the_morning_they_keep_their_place(world: World) -> None:
    join(world, ALICE)
    world.go_to(MORNING.replace(hour=22))
    counter.correct_stock(world.desk, SKU, 1)
    counter.correct_stock(world.desk, SKU, 0)
    world.go_to(datetime.fromisoformat("2025-01-17T08:00:01+01:00"))
    world.attend()
    assert "de nouveau" not in world.replies(ALICE)[-1]
    counter.correct_stock(world.desk, SKU, 1)
    world.attend()
    assert "de nouveau" in world.replies(ALICE)[-1]
