"""A label the carrier refused is asked for again by a member, once, and the customer gets it."""

import httpx
import pytest

from coccinelle.core.errors import PermanentError
from coccinelle.engine.members import label_again
from tests.carriers import CarrierDouble, colissimo_double, colissimo_server
from tests.journeys.conftest import World
from tests.journeys.test_outside_acts import contract
from tests.journeys.test_scenario_2 import EMMA, LINK, ask

__all__ = ["colissimo_double", "colissimo_server"]

HOME = "12 rue des Lilas, 75011 Paris"


@pytest.fixture
def refused(world: World, colissimo_double: CarrierDouble) -> int:
    """The act that failed: the contract's key was wrong; it is right by now."""
    contract(world, colissimo_double.base_url, api_key="another-key")
    with world.desk.transaction() as connection:
        connection.execute("update contact set postal_address = %s", (HOME,))
    ask(world)
    contract(world, colissimo_double.base_url)
    ((number, state),) = label(world)
    assert state == "failed"
    return number


def label(world: World) -> list[tuple[int, str]]:
    with world.desk.transaction() as connection:
        return connection.execute(
            "select id, state from action where kind = 'label.make'"
        ).fetchall()


def test_made_again_it_is_sent_once_whatever_is_clicked_twice(
    world: World, colissimo_double: CarrierDouble, refused: int
) -> None:
    before = len(world.replies(EMMA))
    for _ in range(2):
        label_again.make_again(world.desk, refused)
        world.attend()
    (told,) = world.replies(EMMA)[before:]
    link = LINK.search(told)
    assert link is not None
    assert httpx.get(link[0], trust_env=False, timeout=30).content[:5] == b"%PDF-"
    assert len(colissimo_double.labels()) == 1
    assert label(world)[0][1] == "done"


def test_of_an_exchange_that_is_over_none_is_made(
    world: World, colissimo_double: CarrierDouble, refused: int
) -> None:
    world.say("Finalement je garde le 40, annulez l'échange", sender=EMMA)
    with pytest.raises(PermanentError, match="n'est plus en cours"):
        label_again.make_again(world.desk, refused)
    assert colissimo_double.labels() == []
