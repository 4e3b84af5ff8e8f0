"""A copy of an invoice behind a link, of the order as it is kept."""

from typing import Any

import httpx
import pytest

from coccinelle.core.proposal import PlannedAction
from coccinelle.engine.actions import perform
from coccinelle.engine.actions.wish import FactsChanged
from coccinelle.engine.delivery.addressee import contact_of
from coccinelle.kit.link_token import new_token
from coccinelle.store import conversations
from tests.journeys.conftest import World


def give(world: World, order_id: int | None = None) -> str:
    """The link, once the act was carried out in a conversation with Julie."""
    world.say("bonjour")
    conversation_id = world.messages()[0].conversation_id
    token, desk = new_token(world.business_id), world.desk
    with desk.transaction() as connection:
        row: Any = connection.execute("select id from orders where number = '2847'").fetchone()
        conversation = conversations.load(connection, conversation_id)
        assert conversation is not None
        params = {"order_id": order_id or row[0], "token": token}
        action = PlannedAction("document.invoice", f"invoice:{token}", params, "Copie de facture")
        perform.carry_out(
            desk, connection, action, turn_id=None, conversation_id=conversation_id,
            contact=contact_of(desk, connection, conversation), now=desk.now(),
        )  # fmt: skip
    return f"{desk.public_url}/documents/{token}"


def test_the_link_opens_a_paper_at_once(world: World) -> None:
    answer = httpx.get(give(world), trust_env=False, timeout=30)
    assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")
    assert "commande-2847.pdf" in answer.headers["content-disposition"]
    assert world.feed()[-1] == "Copie de facture donnée à Emma - n° 2847"


def test_an_order_that_is_not_there_gives_none(world: World) -> None:
    with pytest.raises(FactsChanged):
        give(world, order_id=999_999)
