"""Members are told on their own devices first; by SMS when nobody has seen it there in time."""

from datetime import datetime, timedelta

import pytest

from coccinelle.core.notices import KINDS, NoticeSettings
from coccinelle.engine.attend import attend
from coccinelle.engine.business.purge import purge
from coccinelle.engine.notifications import push as devices
from coccinelle.kit.seal import Seal
from coccinelle.store import bells, cases, members, notice_settings, push
from coccinelle.store import team as lines
from coccinelle.web.access.sessions import close_session, open_session, token_hash
from tests.journeys.conftest import World
from tests.push_service import PushDevice, PushService, forget_key, push_server, push_service

__all__ = ["push_server", "push_service"]

SARAH = "+33639980010"
NIGHT = datetime.fromisoformat("2025-01-16T22:30:00+01:00")


def employ(world: World, name: str = "Sarah") -> tuple[int, str]:
    """A member and the token of their session."""
    with world.desk.transaction() as connection:
        number = members.add(
            connection, name=name, email=f"{name.lower()}@example.org", role="owner",
            password_hash="x",
        )  # fmt: skip
    return number, open_session(world.place.database, world.business_id, number, "Chrome, Android")


def subscribe(world: World, device: PushDevice, member: tuple[int, str]) -> None:
    way = world.desk.push
    assert way is not None
    sealed = way.seal(device.endpoint, device.keys)
    with world.desk.transaction() as connection:
        push.subscribe(
            connection, member[0], token_hash=token_hash(member[1]), device="Chrome, Android",
            endpoint=device.endpoint, secrets=sealed, at=world.desk.now(),
        )  # fmt: skip


def choose(world: World, member: tuple[int, str], **changes: object) -> None:
    with world.desk.transaction() as connection:
        notice_settings.put(connection, member[0], NoticeSettings(**changes))  # type: ignore[arg-type]


def alert(
    world: World, text: str = "Colis à vérifier", urgency: str = "normal", **more: object
) -> None:
    line: dict[str, object] = {"kind": "alert", "text": text, "urgency": urgency, **more}
    with world.desk.transaction() as connection:
        cases.notify(connection, at=world.desk.now(), **line)  # type: ignore[arg-type]


def told(world: World) -> list[str]:
    """What has reached Sarah's phone by SMS once everything due was done."""
    attend(world.desk, 0)
    world.attend()
    return world.replies(SARAH)


@pytest.fixture
def sarah(world: World) -> tuple[int, str]:
    forget_key(world.place.database)
    world.place.settings = world.place.settings.model_copy(update={"allow_private_hosts": True})
    return employ(world)


@pytest.fixture
def phone(world: World, sarah: tuple[int, str], push_service: PushService) -> PushDevice:
    device = push_service.device()
    subscribe(world, device, sarah)
    return device


def test_what_waits_for_her_reaches_her_device_and_costs_nothing(
    world: World, phone: PushDevice
) -> None:
    world.say("je veux parler à quelqu'un svp, c'est Julie, pour ma robe")
    assert told(world) == []
    (note,) = phone.notes()
    assert note["path"] == f"/conversations/{world.messages()[0].conversation_id}"
    assert note["title"] == "À vous de répondre"


def test_no_word_of_the_customer_leaves_for_the_push_service(
    world: World, phone: PushDevice
) -> None:
    world.say("je veux parler à quelqu'un svp, pour ma robe de mariée")
    told(world)
    (note,) = phone.notes()
    assert not any(word in str(note) for word in ("Julie", "Mercier", "robe", "mariée", "+336"))


def test_the_name_shows_only_when_she_asked_for_it(
    world: World, phone: PushDevice, sarah: tuple[int, str]
) -> None:
    choose(world, sarah, shows_name=True)
    world.say("je veux parler à quelqu'un svp")
    told(world)
    assert phone.notes()[0]["title"] == "À vous de répondre · Julie Mercier"


def test_what_presses_and_is_not_seen_is_told_by_sms_two_minutes_later(
    world: World, phone: PushDevice
) -> None:
    alert(world, "Mariage demain", "high")
    assert told(world) == []
    world.go_on(seconds=110)
    assert told(world) == []
    world.go_on(seconds=15)
    assert len(told(world)) == 1
    assert len(phone.notes()) == 1


def test_what_was_seen_on_the_device_is_not_told_again(world: World, phone: PushDevice) -> None:
    alert(world, "Mariage demain", "high")
    told(world)
    with world.desk.transaction() as connection:
        lines.seen(connection, None, world.desk.now())
    world.go_on(hours=2)
    assert told(world) == []


def test_what_does_not_press_waits_half_an_hour_for_her_to_see_it(
    world: World, phone: PushDevice
) -> None:
    alert(world)
    told(world)
    world.go_on(minutes=29)
    assert told(world) == []
    world.go_on(minutes=2)
    assert len(told(world)) == 1


def test_without_a_device_she_is_told_by_sms_at_once(world: World, sarah: tuple[int, str]) -> None:
    alert(world)
    assert len(told(world)) == 1


def test_a_device_that_said_no_is_asked_no_more_and_sms_takes_over_at_once(
    world: World, phone: PushDevice, sarah: tuple[int, str]
) -> None:
    phone.says_no()
    alert(world)
    attend(world.desk, 0)
    assert len(told(world)) == 1
    with world.desk.transaction() as connection:
        assert push.devices(connection) == []
        (row,) = push.of_member(connection, sarah[0], b"")
    assert row.gone_at is not None


def test_a_service_that_is_busy_is_asked_again_by_a_due_row(
    world: World, phone: PushDevice, push_service: PushService
) -> None:
    push_service.fault("too_many", seconds=90)
    alert(world)
    told(world)
    now = datetime.now(world.desk.now().tzinfo)
    due = bells.due_work(world.place.database, now + timedelta(seconds=95))
    assert (world.business_id, 0) in [(d.business_id, d.conversation_id) for d in due]
    world.go_on(seconds=80)
    told(world)
    assert phone.notes() == []
    world.go_on(seconds=15)
    told(world)
    assert len(phone.notes()) == 1


def test_a_service_that_stays_broken_is_given_up_and_sms_takes_over(
    world: World, phone: PushDevice, push_service: PushService
) -> None:
    push_service.fault("server_error", times=100)
    world.policy(chase_after="9h")
    alert(world)
    for _ in range(8):
        told(world)
        world.go_on(minutes=31)
    assert len(told(world)) == 1
    assert phone.notes() == []


def test_a_note_whose_sending_was_cut_short_leaves_again_in_the_place_of_the_first(
    world: World, phone: PushDevice
) -> None:
    alert(world)
    told(world)
    with world.desk.transaction() as connection:  # as a process that died right after the call
        connection.execute(
            "update push_note set state = 'sending', next_attempt_at = %s", (world.desk.now(),)
        )
    told(world)
    told(world)
    first, second = phone.notes()
    assert (first["tag"], first["once"]) == (second["tag"], second["once"])


def test_what_was_seen_before_it_left_stays(world: World, phone: PushDevice) -> None:
    alert(world)
    with world.desk.transaction() as connection:
        due = lines.due(connection, world.desk.now())
        devices.first(world.desk, connection, due, world.desk.now())
        lines.seen(connection, None, world.desk.now())
    told(world)
    assert phone.notes() == []


def test_a_draft_is_told_as_such_and_no_more_once_it_is_decided(
    world: World, phone: PushDevice, sarah: tuple[int, str]
) -> None:
    world.say("bonjour")
    conversation = world.messages()[0].conversation_id

    def prepare() -> int:
        with world.desk.transaction() as connection:
            return cases.add_draft(
                connection, conversation, turn_id=None, reason="x", text="Oui", actions=[],
                answers_seq=1, at=world.desk.now(),
            )  # fmt: skip

    prepare()
    alert(world, "Brouillon", kind="draft", conversation_id=conversation)
    told(world)
    assert [note["title"] for note in phone.notes()] == ["À valider"]
    choose(world, sarah, quiet_hours="10:00-12:00")
    draft = prepare()
    alert(world, "Un autre", kind="draft", conversation_id=conversation)
    told(world)
    with world.desk.transaction() as connection:
        cases.end_draft(
            connection, draft, status="refused", by="Sarah", sent_text=None, at=world.desk.now()
        )
    world.go_to(datetime.fromisoformat("2025-01-16T12:00:01+01:00"))
    told(world)
    assert len(phone.notes()) == 1


def test_each_member_is_told_on_each_of_her_devices(
    world: World, phone: PushDevice, push_service: PushService
) -> None:
    tablet = push_service.device()
    subscribe(world, tablet, employ(world, "Emma"))
    alert(world)
    told(world)
    assert [len(device.notes()) for device in (phone, tablet)] == [1, 1]


def test_she_is_told_of_the_kinds_she_chose_by_the_ways_she_chose(
    world: World, phone: PushDevice, sarah: tuple[int, str]
) -> None:
    choose(world, sarah, ways={"urgent": ("push", "sms"), "message": ("sms",)})
    alert(world)
    assert len(told(world)) == 1
    assert phone.notes() == []
    alert(world, "Mariage demain", "high")
    told(world)
    assert len(phone.notes()) == 1


def test_in_her_own_quiet_hours_only_what_presses_reaches_her(
    world: World, phone: PushDevice, sarah: tuple[int, str]
) -> None:
    world.policy(quiet_hours="23:58-00:02")
    choose(world, sarah, quiet_hours="22:00-07:30")
    world.go_to(NIGHT)
    alert(world)
    told(world)
    assert phone.notes() == []
    alert(world, "Mariage demain", "high")
    told(world)
    assert [note["title"] for note in phone.notes()] == ["Urgence"]
    world.go_to(datetime.fromisoformat("2025-01-17T07:30:01+01:00"))
    told(world)
    assert [note["title"] for note in phone.notes()] == ["Urgence", "À vous de répondre"]


def test_much_calm_news_at_once_is_one_note(world: World, phone: PushDevice) -> None:
    for n in range(6):
        world.say("je veux parler à quelqu'un", sender=f"+336399803{n:02d}")
    attend(world.desk, 0)
    (note,) = phone.notes()
    assert note["body"] == "6 nouvelles vous attendent."
    assert note["path"] == "/"


def test_a_trial_reaches_her_own_devices_alone_and_once(
    world: World, phone: PushDevice, sarah: tuple[int, str], push_service: PushService
) -> None:
    other = push_service.device()
    subscribe(world, other, employ(world, "Emma"))
    for _ in range(2):
        devices.send_trial(world.desk, sarah[0])
    told(world)
    assert [note["title"] for note in phone.notes()] == ["Essai réussi"]
    assert other.notes() == []


def test_a_device_whose_session_ended_is_told_nothing_more(
    world: World, phone: PushDevice, sarah: tuple[int, str]
) -> None:
    close_session(world.place.database, sarah[1])
    alert(world)
    assert len(told(world)) == 1
    assert phone.notes() == []


def test_whoever_is_no_member_any_more_is_told_nothing(
    world: World, phone: PushDevice, push_service: PushService
) -> None:
    tablet = push_service.device()
    emma, token = employ(world, "Emma")
    subscribe(world, tablet, (emma, token))
    alert(world)
    with world.desk.transaction() as connection:
        now = world.desk.now()
        devices.first(world.desk, connection, lines.due(connection, now), now)
        members.remove(connection, emma)
    told(world)
    assert [len(device.notes()) for device in (phone, tablet)] == [1, 0]


def test_a_browser_goes_to_whoever_is_logged_in_there_now(
    world: World, phone: PushDevice, sarah: tuple[int, str]
) -> None:
    emma = employ(world, "Emma")
    subscribe(world, phone, emma)
    with world.desk.transaction() as connection:
        assert push.of_member(connection, sarah[0], b"") == []
        assert len(push.of_member(connection, emma[0], b"")) == 1


def test_a_member_keeps_ten_devices_at_most(
    world: World, sarah: tuple[int, str], push_service: PushService
) -> None:
    for _ in range(push.MOST_DEVICES + 2):
        subscribe(world, push_service.device(), sarah)
    with world.desk.transaction() as connection:
        assert len(push.of_member(connection, sarah[0], b"")) == push.MOST_DEVICES


def test_old_notes_and_devices_that_are_gone_are_not_kept(world: World, phone: PushDevice) -> None:
    phone.says_no()
    alert(world)
    told(world)
    world.go_on(days=32)
    purge(world.desk)
    with world.desk.transaction() as connection:
        assert connection.execute("select count(*) from push_note").fetchone() == (0,)
        assert connection.execute("select count(*) from push_subscription").fetchone() == (0,)


def test_a_key_that_does_not_open_leaves_the_other_ways(world: World, phone: PushDevice) -> None:
    with world.place.database.routing() as connection:
        connection.execute(
            "insert into installation_secret values ('vapid', 'x', %s)",
            (Seal((bytes(32),)).seal(b"x", "x"),),
        )
    alert(world)
    attend(world.desk, 0)
    assert len(told(world)) == 1
    forget_key(world.place.database)


def test_every_kind_is_told_by_every_way_until_she_says_otherwise() -> None:
    assert all(NoticeSettings().wants(kind, way) for kind in KINDS for way in ("push", "sms"))
