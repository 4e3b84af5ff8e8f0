"""Two contacts become one: the same article is kept once, and twice again when they are two."""

import pytest

from coccinelle.engine.members import merge
from tests.journeys.conftest import World
from tests.loopback import JULIE

OTHER = "+33639980201"
WISH = "Vous pouvez me mettre de côté la robe fleurie bleue RF-2847 en 38 svp ?"
SKU = "RF-2847-38"


@pytest.fixture
def united(world: World) -> World:
    world.policy(stranger_hold_share=1)
    for sender in (JULIE, OTHER):
        world.say(WISH, sender=sender)
    assert world.level(SKU).reserved == 2
    merge.unite(world.desk, OTHER, JULIE, by="Alice")
    return world


def live(world: World) -> list[str]:
    return sorted(held.contact for held in world.holds() if held.status == "active")


def test_one_person_keeps_an_article_once(united: World) -> None:
    assert live(united) == ["Julie Mercier"]
    assert united.level(SKU).reserved == 1
    assert "Robe RF-2847 T38 n'est plus gardé qu'une fois" in united.feed()


def test_the_reminder_of_the_second_dies_with_it(united: World) -> None:
    with united.desk.transaction() as connection:
        rows = connection.execute(
            "select kind from commitment where status = 'pending' and hold_id is not null"
        ).fetchall()
    assert sorted(row[0] for row in rows) == ["hold_expiry", "reminder"]


def test_two_people_after_all_have_each_their_own_again(united: World) -> None:
    merge.separate(united.desk, JULIE, by="Alice")
    assert len(live(united)) == 2
    assert united.level(SKU).reserved == 2


def test_what_was_sold_meanwhile_is_told(united: World) -> None:
    with united.desk.transaction() as connection:
        connection.execute("update variant set on_hand = 1 where sku = %s", (SKU,))
    merge.separate(united.desk, JULIE, by="Alice")
    assert len(live(united)) == 1
    assert any("n'a pas pu être remis de côté" in line for line in united.feed())


def test_other_articles_follow_untouched(world: World) -> None:
    world.say(WISH)
    world.say("Vous pouvez me mettre de côté le pantalon noir PN-118 en 38 svp ?", sender=OTHER)
    merge.unite(world.desk, OTHER, JULIE, by="Alice")
    assert live(world) == ["Julie Mercier", "Julie Mercier"]
