"""A member undoes a hold from the feed: the customer is told, once."""

import pytest

from coccinelle.core.errors import PermanentError
from coccinelle.engine.members import counter, undo
from coccinelle.store import actions
from tests.journeys.conftest import World


@pytest.fixture
def action_id(world: World) -> int:
    world.say("vous avez la robe RF-2847 en 38 ?")
    world.say("oui je passe demain à 14h")
    with world.desk.transaction() as connection:
        row = connection.execute("select id from action where kind = 'hold.place'").fetchone()
    assert row is not None
    return int(row[0])


def test_the_words_for_the_customer_are_shown_first_and_nothing_is_done(
    world: World, action_id: int
) -> None:
    assert "robe fleurie bleue en 38" in undo.preview(world.desk, action_id)
    assert [h.status for h in world.holds()] == ["active"]


def test_undoing_releases_the_stock_ends_the_promises_and_tells_the_customer(
    world: World, action_id: int
) -> None:
    undo.undo(world.desk, action_id, "Désolée Julie, un souci de stock. Sarah", by="Sarah")
    world.attend()
    assert world.level("RF-2847-38").available == 2
    assert set(world.promises().values()) == {"cancelled"}
    assert world.replies()[-1] == "Désolée Julie, un souci de stock. Sarah"
    with world.desk.transaction() as connection:
        done = actions.load(connection, action_id)
        (told,) = connection.execute("select by_member from message where author = 'member'")
    assert done is not None
    assert (done.state, told) == ("undone", ("Sarah",))


def test_it_is_undone_once(world: World, action_id: int) -> None:
    undo.undo(world.desk, action_id, "Désolée", by="Sarah")
    with pytest.raises(PermanentError, match="ne peut plus"):
        undo.undo(world.desk, action_id, "Désolée", by="Sarah")
    world.attend()
    assert world.replies().count("Désolée") == 1


def test_what_was_picked_up_cannot_be_undone(world: World, action_id: int) -> None:
    counter.pick_up(world.desk, world.holds()[0].id, by="Sarah")
    with pytest.raises(PermanentError, match="ne peut plus"):
        undo.preview(world.desk, action_id)
