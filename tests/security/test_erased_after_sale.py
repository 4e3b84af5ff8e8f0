"""Whoever is forgotten after a sale: nothing of them stays, nothing about them leaves any more."""

import re
from datetime import datetime

import httpx
import psycopg
import pytest

from coccinelle.engine.attend import attend
from coccinelle.engine.business import forget
from coccinelle.engine.members import merge
from coccinelle.engine.turn import incoming
from tests.journeys.conftest import World
from tests.journeys.test_email import Post, post
from tests.journeys.test_invoice import give
from tests.journeys.test_scenario_3 import LEA, SARAH, URGENT
from tests.mailbox import EMMA as MAIL
from tests.security.test_privacy import found_in

__all__ = ["post"]

EMMA, JULIE, STRANGER = "+33639980002", "+33639980001", "+33639980055"
EXCHANGE = "Bonjour, le pantalon de ma commande 2847 est trop petit, je voudrais du 38 à la place"


@pytest.fixture
def lea(world: World) -> World:
    """Her urgent case, and a call she was promised: Sarah was told of both."""
    world.go_to(datetime.fromisoformat("2025-01-16T18:45:00+01:00"))
    world.say(URGENT, sender=LEA)
    world.say("Pouvez-vous me rappeler demain à 10h ?", sender=LEA)
    tell(world)
    return world


def tell(world: World) -> None:
    attend(world.desk, 0)
    world.attend()


def test_no_alert_told_to_members_keeps_her_name(lea: World, admin: psycopg.Connection) -> None:
    assert "Léa Martin" in lea.replies(SARAH)[0]
    forget.forget(lea.desk, LEA)
    assert found_in(admin, lea.business_id, "Léa", "Martin", LEA[-8:]) == {}


def test_the_copies_of_these_alerts_at_the_provider_are_told(lea: World) -> None:
    told = {m["sid"] for m in lea.twilio.messages() if m["to"] == SARAH}
    assert told and told <= set(forget.forget(lea.desk, LEA).provider_ids)


def test_members_are_chased_no_more_for_who_is_forgotten(lea: World) -> None:
    forget.forget(lea.desk, LEA)
    before = len(lea.twilio.messages())
    for hours in (1, 16, 24):
        lea.go_on(hours=hours)
        tell(lea)
    assert lea.twilio.messages()[before:] == []


def test_an_alert_on_its_way_is_dropped_with_its_contact(world: World) -> None:
    world.go_to(datetime.fromisoformat("2025-01-16T18:45:00+01:00"))
    world.say(URGENT, sender=LEA)
    attend(world.desk, 0)
    forget.forget(world.desk, LEA)
    world.attend()
    assert world.replies(SARAH) == []


def test_an_open_exchange_ends_and_its_article_is_on_sale_again(
    world: World, admin: psycopg.Connection
) -> None:
    reply = world.say(EXCHANGE, sender=EMMA)
    assert "réservé" in reply
    forget.forget(world.desk, EMMA)
    assert (world.level("PN-118-38").reserved, set(world.promises().values())) == (0, {"cancelled"})
    assert found_in(admin, world.business_id, "Emma", EMMA[-8:]) == {}


def test_a_new_address_of_an_order_is_nowhere(world: World, admin: psycopg.Connection) -> None:
    with world.desk.transaction() as connection:
        connection.execute(
            "update orders set status = 'processing', shipped_at = null, delivered_at = null,"
            " tracking_number = '' where number = '2847'"
        )
    asked = world.say("Livrez ma commande 2847 au 12 rue des Tilleuls 75020 Paris", sender=EMMA)
    code = re.search("OUI [0-9]{3}", asked)
    assert code and "partira à cette adresse" in world.say(code[0], sender=EMMA)
    forget.forget(world.desk, EMMA)
    assert found_in(admin, world.business_id, "Tilleuls", EMMA[-8:]) == {}


def test_two_contacts_that_became_one_are_forgotten_as_one(
    world: World, admin: psycopg.Connection
) -> None:
    world.say("Bonjour, c'est Julie Mercier, mon nouveau numéro.", sender=STRANGER)
    with world.desk.transaction() as connection:
        ((merge_id, named),) = connection.execute(
            "update contact c set first_name = 'Alice' from merge m"
            " where c.id = m.from_contact_id returning m.id, c.id"
        ).fetchall()
    merge.accept(world.desk, merge_id, by="Sarah")
    forget.forget(world.desk, JULIE)
    assert named
    assert found_in(admin, world.business_id, "Alice", "Mercier", STRANGER[-8:]) == {}


def test_a_claim_to_be_someone_is_forgotten_with_who_made_it(
    world: World, admin: psycopg.Connection
) -> None:
    world.say("Bonjour, c'est Julie Mercier, mon nouveau numéro.", sender=STRANGER)
    forget.forget(world.desk, STRANGER)
    assert found_in(admin, world.business_id, STRANGER[-8:]) == {}
    with world.desk.transaction() as connection:
        assert connection.execute("select status from merge").fetchall() == [("refused",)]


def test_a_link_that_was_given_says_that_it_is_over(world: World) -> None:
    link = give(world)
    forget.forget(world.desk, EMMA)
    assert httpx.get(link, trust_env=False, timeout=30).status_code == 410


def test_an_email_that_was_being_fetched_does_not_come_back(post: Post) -> None:
    """The worker died when it was kept; the fetch would have been tried again."""
    post.write("Bonjour, ici Capucine")
    with pytest.MonkeyPatch.context() as doomed:
        doomed.setattr(incoming.incoming, "settle", _die)
        with pytest.raises(Died):
            attend(post.world.desk, 0)
    forget.forget(post.world.desk, MAIL)
    post.world.go_on(minutes=2)
    post.attend()
    assert "Capucine" not in str([message.text for message in post.received()])


class Died(BaseException):
    """A worker that was killed."""


def _die(*_: object) -> None:
    raise Died
