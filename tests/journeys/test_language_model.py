"""A shop with a language model, from the webhook to the trace: what is asked, kept and paid."""

from collections.abc import Callable
from typing import Any

import pytest

from coccinelle.store import model_spend
from tests.journeys.conftest import World
from tests.model_server import KEY, NAME, ModelServer, model, started_model
from tests.understanding.model.answers import request, said

__all__ = ["model", "started_model"]

STOCK = "Bonjour, vous avez la robe fleurie bleue en 38 ?"
ODD = "coucou, elle serait encore par là la petite robe fleurie bleue pour du 38 ou c'est mort"
READ = said(
    request(
        "stock_availability",
        ("product", "robe fleurie bleue", "robe fleurie bleue"),
        ("size", "38", "38"),
        confidence=0.9,
    )
)


@pytest.fixture
def open_shop(
    open_world: Callable[..., World], model: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., World]:
    monkeypatch.setenv("LITTLE_API_KEY", KEY)

    def opener(**policy: Any) -> World:
        rules = {"base_url": model.base_url, "model": NAME, "key_env": "LITTLE_API_KEY",
                 "price_in": 10, "price_out": 40}  # fmt: skip
        world = open_world(**{"model": rules, "reader": "model", **policy})
        private = world.place.settings.model_copy(update={"allow_private_hosts": True})
        monkeypatch.setattr(world.place, "settings", private)
        return world

    return opener


def spent(world: World) -> float:
    with world.desk.transaction() as connection:
        return model_spend.spent(connection, world.desk.now().date())


def test_a_turn_read_by_a_model_is_answered_and_its_cost_kept(
    open_shop: Callable[..., World], model: ModelServer
) -> None:
    world = open_shop()
    model.script.will_say(READ)
    assert "38" in world.say(ODD)
    reading = world.last_turn().reading
    assert reading["reader"] == "model"
    assert reading["usage"]["tokens_in"] > 100
    assert spent(world) == pytest.approx(reading["usage"]["cents"]) and spent(world) > 0


def test_with_the_model_away_the_customer_is_answered_all_the_same(
    open_shop: Callable[..., World], model: ModelServer
) -> None:
    world = open_shop()
    model.fault("server_error", times=9)
    assert "38" in world.say(STOCK)
    assert world.last_turn().reading["reader"].startswith("embedded (model failed")


def test_past_the_ceiling_no_call_is_made_and_a_member_is_told_once(
    open_shop: Callable[..., World], model: ModelServer
) -> None:
    world = open_shop(model_daily_cents=0.5)
    for _ in range(3):
        model.script.will_say(READ)
        world.say(ODD)
    assert len(model.script.calls()) == 1
    assert sum("plafond" in line for line in world.feed()) == 1
    assert "plafond" in world.last_turn().reading["reader"]


def test_a_new_day_has_its_own_ceiling(open_shop: Callable[..., World], model: ModelServer) -> None:
    world = open_shop(model_daily_cents=0.5)
    world.say(ODD)
    world.go_on(days=1)
    world.say(ODD)
    assert len(model.script.calls()) == 2


def test_a_shop_without_a_model_calls_nobody(world: World, model: ModelServer) -> None:
    world.say(STOCK)
    assert model.script.calls() == []
    assert world.last_turn().reading["reader"] == "embedded"


def test_the_owner_switches_the_model_off(
    open_shop: Callable[..., World], model: ModelServer
) -> None:
    world = open_shop()
    world.policy(reader="embedded")
    world.say(STOCK)
    assert model.script.calls() == []


def test_a_reply_said_in_the_shop_s_tone(
    open_shop: Callable[..., World], model: ModelServer
) -> None:
    world = open_shop(reader="embedded", wording="model")
    composed = open_shop(reader="embedded").say(STOCK)
    model.script.will_say({"text": f"{composed} Belle journée à vous !"})
    assert world.say(STOCK).endswith("Belle journée à vous !")
    assert world.last_turn().decision["wording"]["usage"]["cents"] > 0


def test_a_reply_that_loses_its_facts_is_said_in_our_own_words(
    open_shop: Callable[..., World], model: ModelServer
) -> None:
    world = open_shop(reader="embedded", wording="model")
    model.script.will_say({"text": "Oui bien sûr, elle vous attend et elle est à 1 € !"})
    assert "1 €" not in world.say(STOCK)
    assert world.last_turn().decision["wording"]["why"]
