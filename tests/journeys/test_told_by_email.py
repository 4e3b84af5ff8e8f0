"""Members are told at their own address, once it is known to be theirs; the shop's stands in."""

import pytest

from coccinelle.core.notices import KINDS, NoticeSettings
from coccinelle.engine.attend import attend
from coccinelle.engine.members import pause
from coccinelle.engine.notifications import push as devices
from coccinelle.store import cases, channels, members, notice_settings
from coccinelle.store import team as lines
from coccinelle.web.access.sessions import open_session
from tests.journeys.conftest import World
from tests.journeys.test_push import NIGHT, subscribe
from tests.push_service import PushService, forget_key, push_server, push_service

__all__ = ["push_server", "push_service"]

SHOP, ALICE, BOB = "sarah@example.org", "alice@example.org", "bob@example.org"


@pytest.fixture(autouse=True)
def _by_email(world: World) -> None:
    with world.desk.transaction() as connection:
        channels.add(
            connection, kind="email", adapter="in_process", key=f"mail-{world.business_id}",
            address="bonjour@example.org", settings={}, secrets=None,
        )  # fmt: skip
    world.policy(notify_by=["email"])


def employs(world: World, email: str, role: str = "staff", *, is_proven: bool = True) -> int:
    name = email.partition("@")[0].capitalize()
    with world.desk.transaction() as connection:
        member = members.add(connection, name=name, email=email, role=role, password_hash="x")
        if is_proven:
            members.prove_email(connection, member, world.desk.now())
    return member


def choose(world: World, member: int, *ways: str, quiet_hours: str = "") -> None:
    settings = NoticeSettings({kind: ways for kind in KINDS}, quiet_hours)
    with world.desk.transaction() as connection:
        notice_settings.put(connection, member, settings)


def alert(world: World, urgency: str = "high") -> None:
    with world.desk.transaction() as connection:
        cases.notify(
            connection, kind="alert", text="Mariage demain", at=world.desk.now(), urgency=urgency
        )


def told(world: World) -> list[str]:
    """Who was written to by e-mail, once everything due was done; each time they were."""
    attend(world.desk, 0)
    with world.desk.transaction() as connection:
        return [
            row[0]
            for row in connection.execute(
                "select a.value from message m join conversation c on c.id = m.conversation_id"
                " join address a on a.id = c.address_id where m.purpose in ('alert', 'echo')"
                " and a.kind = 'email' order by m.id"
            ).fetchall()
        ]


def test_a_member_is_told_at_their_own_address_and_the_shop_s_owner_at_the_shop_s(
    world: World,
) -> None:
    employs(world, BOB)
    alert(world)
    assert told(world) == [SHOP, BOB]


def test_an_address_nobody_has_proven_is_told_nothing(world: World) -> None:
    employs(world, BOB, is_proven=False)
    alert(world)
    assert told(world) == [SHOP]


def test_an_owner_with_her_own_address_is_not_told_at_the_shop_s_too(world: World) -> None:
    employs(world, ALICE, "owner")
    alert(world)
    assert told(world) == [ALICE]


def test_the_shop_s_address_that_is_a_member_s_is_told_once(world: World) -> None:
    employs(world, SHOP, "staff")
    alert(world)
    assert told(world) == [SHOP]


def test_each_is_told_of_what_they_chose(world: World) -> None:
    choose(world, employs(world, ALICE, "owner"), "push")
    choose(world, employs(world, BOB), "email")
    alert(world)
    assert told(world) == [BOB]


def test_what_presses_is_told_to_everybody_rather_than_to_nobody(world: World) -> None:
    choose(world, employs(world, ALICE, "owner"), "push")
    choose(world, employs(world, BOB), "push")
    alert(world)
    assert told(world) == [ALICE, BOB]


def test_their_own_quiet_hours_hold_for_email_too(world: World) -> None:
    world.policy(quiet_hours="23:58-00:02")
    choose(world, employs(world, ALICE, "owner"), "email", quiet_hours="22:00-07:30")
    world.go_to(NIGHT)
    alert(world, "normal")
    assert told(world) == []
    world.go_on(hours=9, minutes=1)
    assert told(world) == [ALICE]


def test_where_nobody_else_can_be_told_the_shop_s_address_is_the_last_resort(world: World) -> None:
    with world.desk.transaction() as connection:
        connection.execute("delete from channel where kind = 'sms' returning id")
    world.policy(notify_by=["sms"])
    alert(world, "normal")
    assert told(world) == []
    alert(world)
    assert told(world) == [SHOP]


def test_a_shop_that_keeps_everything_on_the_screen_is_told_nothing(world: World) -> None:
    employs(world, ALICE, "owner")
    world.policy(notify_by=[])
    alert(world)
    assert told(world) == []


def test_who_chose_email_follows_when_no_device_was_looked_at(
    world: World, push_service: PushService
) -> None:
    forget_key(world.place.database)
    world.place.settings = world.place.settings.model_copy(update={"allow_private_hosts": True})
    alice = employs(world, ALICE, "owner")
    phone = push_service.device()
    token = open_session(world.place.database, world.business_id, alice, "Chrome, Android")
    subscribe(world, phone, (alice, token))
    choose(world, employs(world, BOB), "email")
    alert(world)
    assert (told(world), len(phone.notes())) == ([], 1)
    world.go_on(minutes=3)
    assert told(world) == [ALICE, BOB]


def test_a_device_that_refuses_leaves_the_email_at_once(
    world: World, push_service: PushService
) -> None:
    forget_key(world.place.database)
    world.place.settings = world.place.settings.model_copy(update={"allow_private_hosts": True})
    bob = employs(world, BOB)
    phone = push_service.device()
    token = open_session(world.place.database, world.business_id, bob, "Chrome, Android")
    subscribe(world, phone, (bob, token))
    phone.says_no()
    choose(world, bob, "push", "email")
    alert(world)
    devices.send_due(world.desk)
    told(world)
    assert BOB in told(world)


def test_the_pause_is_echoed_to_owners_alone(world: World) -> None:
    employs(world, ALICE, "owner")
    employs(world, BOB)
    pause.pause_all(world.desk, by="Alice")
    with world.desk.transaction() as connection:
        lines.seen(connection, None, world.desk.now())
    assert told(world) == [ALICE]


def test_who_is_no_member_any_more_writes_as_a_customer(world: World) -> None:
    bob = employs(world, BOB)
    alert(world)
    told(world)
    with world.desk.transaction() as connection:
        (contact,) = connection.execute(
            "select contact_id from address where value = %s", (BOB,)
        ).fetchone() or (0,)
        assert lines.is_member(connection, contact, "email", BOB)
        members.remove(connection, bob)
        assert not lines.is_member(connection, contact, "email", BOB)
