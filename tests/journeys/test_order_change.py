"""An order cancelled or changed before it leaves: once, under its lock, never behind its back."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coccinelle import packs
from coccinelle.packs.folder import read_folder
from coccinelle.store.importing import import_business
from tests.journeys.conftest import MORNING, World
from tests.loopback import JULIE

FOLDER = Path(packs.__file__).parent / "boutique" / "scenarios" / "before_sending"
SKIRT = "JU-209-40"


@pytest.fixture
def world(open_world: Callable[..., World]) -> World:
    return open_world(FOLDER)


def ask(world: World, statement: str, *values: Any) -> Any:
    with world.desk.transaction() as connection:
        return connection.execute(statement.encode(), values).fetchone()


def status(world: World) -> str:
    found: str = ask(world, "select status from orders where number = '2903'")[0]
    return found


def size(world: World) -> str:
    row = ask(
        world,
        "select v.size from order_line l join variant v on v.id = l.variant_id"
        " join orders o on o.id = l.order_id where o.number = '2903'",
    )
    return str(row[0])


def sent(world: World) -> None:
    with world.desk.transaction() as connection:
        connection.execute(
            "update orders set status = 'shipped', shipped_at = %s where number = '2903'",
            (MORNING,),
        )


def test_a_yes_cancels_and_leaves_the_money_to_a_member(world: World) -> None:
    world.say("je veux annuler ma commande 2903")
    assert status(world) == "processing"
    assert "est annulée" in world.say("oui")
    assert (status(world), world.promises()["task"]) == ("cancelled", "pending")


def test_a_yes_said_twice_cancels_once(world: World) -> None:
    world.say("je veux annuler ma commande 2903")
    world.say("oui")
    world.say("oui")
    assert ask(world, "select count(*) from order_change")[0] == 1


def test_what_left_meanwhile_is_not_cancelled(world: World) -> None:
    world.say("je veux annuler ma commande 2903")
    sent(world)
    assert "déjà partie" in world.say("oui")
    assert status(world) == "shipped"


def test_no_stock_comes_back_with_a_cancelled_order(world: World) -> None:
    before = world.level("JU-209-38")
    world.say("je veux annuler ma commande 2903")
    world.say("oui")
    after = world.level("JU-209-38")
    assert (after.on_hand, after.reserved) == (before.on_hand, before.reserved)


def test_another_size_is_put_aside_for_the_order(world: World) -> None:
    world.say("je me suis trompée de taille sur ma commande 2903, je voulais du 40")
    world.say("oui")
    assert (size(world), world.level(SKIRT).available) == ("40", 0)


def test_the_last_one_gone_meanwhile_is_not_promised(world: World) -> None:
    world.say("je me suis trompée de taille sur ma commande 2903, je voulais du 40")
    with world.desk.transaction() as connection:
        connection.execute("update variant set on_hand = 0 where sku = %s", (SKIRT,))
    assert "C'est changé" not in world.say("oui")
    assert size(world) == "38"


def test_cancelled_after_a_change_lets_go_what_was_put_aside(world: World) -> None:
    world.say("je me suis trompée de taille sur ma commande 2903, je voulais du 40")
    world.say("oui")
    world.say("finalement annulez ma commande 2903")
    world.say("oui")
    assert (status(world), world.level(SKIRT).available) == ("cancelled", 1)


def test_what_waits_to_be_sent_is_not_waiting_to_be_fetched(world: World) -> None:
    world.say("je me suis trompée de taille sur ma commande 2903, je voulais du 40")
    world.say("oui")
    assert "attend" not in world.say("annulez ma mise de côté")
    assert [h.status for h in world.holds()] == ["active"]


def test_a_new_address_takes_the_code_of_our_reply(world: World) -> None:
    told = world.say(
        "nouvelle adresse de livraison pour ma commande 2903 : 12 rue des Lilas 75011 Paris"
    )
    code = told.rsplit("OUI ", 1)[1][:3]
    assert "C'est noté" in world.say(f"OUI {code}")
    changes = ask(world, "select changes from order_change")[0]
    assert changes == {"address": "12 rue des Lilas 75011 Paris"}


def test_the_task_of_a_new_address_does_not_say_it(world: World) -> None:
    """It outlives an erasure."""
    told = world.say(
        "nouvelle adresse de livraison pour ma commande 2903 : 12 rue des Lilas 75011 Paris"
    )
    world.say(f"OUI {told.rsplit('OUI ', 1)[1][:3]}")
    assert "Lilas" not in ask(world, "select reason from commitment where kind = 'task'")[0]


def test_a_folder_imported_again_does_not_bring_a_cancelled_order_back(world: World) -> None:
    world.say("je veux annuler ma commande 2903")
    world.say("oui")
    slug = world.desk.business.slug
    import_business(world.place.database, read_folder(FOLDER), MORNING, slug=slug)
    assert status(world) == "cancelled"


def test_somebody_else_changes_nothing(world: World) -> None:
    world.say("annulez la commande 2904", sender=JULIE)
    world.say("oui", sender=JULIE)
    assert ask(world, "select count(*) from order_change")[0] == 0
