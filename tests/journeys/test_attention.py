"""Members share an inbox: assign, put off, close, note, see each other; each once, each told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from coccinelle.core.errors import PermanentError
from coccinelle.engine.attend import attend
from coccinelle.engine.members import assignment, closing, member, note, snooze
from coccinelle.engine.members.overtaken import Overtaken
from coccinelle.kit.clock import VirtualClock
from coccinelle.store import (
    attention,
    bells,
    cases,
    conversations,
    inbox,
    members,
    messages,
    presence,
    timeline,
)
from coccinelle.store.conversations import ConversationRow
from coccinelle.store.database import Database
from coccinelle.store.inbox import InboxRow
from tests.web.conftest import Shop, open_shop

QUESTION = "Vous ouvrez jusqu'à quelle heure ?"


@pytest.fixture
def shop(database: Database) -> Shop:
    return open_shop(database, full=True)


@pytest.fixture
def julie(shop: Shop) -> int:
    return shop.hears(QUESTION)


def listed(shop: Shop, filter: inbox.Filter = "inbox") -> list[InboxRow]:
    with shop.desk.transaction() as connection:
        return inbox.rows(connection, filter)


def loaded(shop: Shop, conversation_id: int) -> ConversationRow:
    with shop.desk.transaction() as connection:
        row = conversations.load(connection, conversation_id)
    assert row is not None
    return row


def told(shop: Shop, conversation_id: int) -> list[tuple[str, str, str]]:
    """What members did, as the timeline shows it."""
    contact = loaded(shop, conversation_id).contact_id
    with shop.desk.transaction() as connection:
        notes = timeline.timeline(connection, contact).notes
    return [(n.kind, n.text, n.by_member) for n in notes]


def hired(shop: Shop, name: str) -> int:
    shop.employs(name, "staff")
    with shop.desk.transaction() as connection:
        return next(m.id for m in members.all_of(connection) if m.name == name)


def go_on(shop: Shop, **time: float) -> None:
    assert isinstance(shop.place.clock, VirtualClock)
    shop.place.clock.move_to(shop.place.clock.now() + timedelta(**time))


def at_once(*acts: Callable[[], object]) -> list[BaseException | None]:
    with ThreadPoolExecutor(len(acts)) as pool:
        return [done.exception() for done in [pool.submit(act) for act in acts]]


def test_a_customer_is_assigned_and_everybody_sees_to_whom(shop: Shop, julie: int) -> None:
    bob = hired(shop, "Bob")
    for _ in range(2):
        assignment.assign(shop.desk, julie, bob, by="Alice")
    assert [(r.assigned_to, r.assigned_name) for r in listed(shop)] == [(bob, "Bob")]
    assert told(shop, julie) == [("assigned", "Bob", "Alice")]
    assignment.unassign(shop.desk, julie, by="Bob")
    assert listed(shop)[0].assigned_to is None


def test_who_leaves_the_team_leaves_their_customers_to_all(shop: Shop, julie: int) -> None:
    bob = hired(shop, "Bob")
    assignment.assign(shop.desk, julie, bob, by="Alice")
    with shop.desk.transaction() as connection:
        members.remove(connection, bob)
    assert listed(shop)[0].assigned_to is None


def test_nobody_is_assigned_who_is_not_of_the_business(shop: Shop, julie: int) -> None:
    foreign = hired(open_shop(shop.place.database), "Charlie")
    with pytest.raises(PermanentError, match="membre"):
        assignment.assign(shop.desk, julie, foreign, by="Alice")


def test_what_was_put_off_comes_back_at_its_moment_unread_and_told_once(
    shop: Shop, julie: int
) -> None:
    snooze.snooze(shop.desk, julie, shop.desk.now() + timedelta(hours=2), by="Alice")
    assert listed(shop) == []
    assert told(shop, julie) == [("snoozed", "jeudi 16 janvier 12h15", "Alice")]
    go_on(shop, hours=2)
    due = bells.due_work(shop.place.database, shop.desk.now())
    assert (shop.id, 0) in [(d.business_id, d.conversation_id) for d in due]
    for _ in range(2):
        attend(shop.desk, 0)
    assert [row.is_unread for row in listed(shop)] == [True]
    with shop.desk.transaction() as connection:
        lines = [n.text for n in cases.notifications(connection)]
    assert lines.count("De retour dans la boîte - Julie Mercier") == 1


def test_a_new_message_brings_back_what_was_put_off(shop: Shop, julie: int) -> None:
    snooze.snooze(shop.desk, julie, shop.desk.now() + timedelta(days=2), by="Alice")
    shop.hears("Et dimanche ?")
    assert [row.is_unread for row in listed(shop)] == [True]


def test_a_member_brings_back_what_was_put_off(shop: Shop, julie: int) -> None:
    snooze.snooze(shop.desk, julie, shop.desk.now() + timedelta(days=2), by="Alice")
    snooze.bring_back(shop.desk, julie, by="Bob")
    assert len(listed(shop)) == 1


@pytest.mark.parametrize("hours", [-1, 0, 24 * 400])
def test_nothing_is_put_off_to_the_past_or_for_ever(shop: Shop, julie: int, hours: int) -> None:
    with pytest.raises(PermanentError, match="à venir"):
        snooze.snooze(shop.desk, julie, shop.desk.now() + timedelta(hours=hours), by="Alice")


def test_closing_ends_all_that_waits_and_says_who_did(shop: Shop, julie: int) -> None:
    shop.drafts(julie, "Bonjour")
    for _ in range(2):
        closing.close(shop.desk, julie, by="Alice")
    row = loaded(shop, julie)
    assert (row.state, row.closed_by, row.closed_at) == ("closed", "Alice", shop.desk.now())
    assert listed(shop, "to_approve") == []
    assert told(shop, julie) == [("closed", "", "Alice")]


def test_two_members_who_close_at_once_close_once(shop: Shop, julie: int) -> None:
    acts = [lambda who=who: closing.close(shop.desk, julie, by=who) for who in ("Alice", "Bob")]
    assert at_once(*acts) == [None, None]
    assert len(told(shop, julie)) == 1


def test_a_customer_who_writes_soon_after_goes_on_where_they_were(shop: Shop) -> None:
    julie = shop.hears("vous avez la robe fleurie bleue RF-2847 en 38 ?")
    closing.close(shop.desk, julie, by="Alice")
    go_on(shop, hours=2)
    assert shop.hears("oui merci, mettez-la de côté") == julie
    assert loaded(shop, julie).closed_by == ""
    assert shop.execute("select count(*) from hold") == [(1,)]


def test_a_customer_who_writes_days_later_begins_anew(shop: Shop, julie: int) -> None:
    closing.close(shop.desk, julie, by="Alice")
    go_on(shop, days=4)
    assert shop.hears(QUESTION) != julie
    closing.reopen(shop.desk, julie, by="Alice")
    assert loaded(shop, julie).state == "closed"


def test_a_closed_conversation_is_opened_again_by_a_member(shop: Shop, julie: int) -> None:
    closing.close(shop.desk, julie, by="Alice")
    for _ in range(2):
        closing.reopen(shop.desk, julie, by="Bob")
    assert [row.id for row in listed(shop)] == [julie]
    assert told(shop, julie)[1:] == [("reopened", "", "Bob")]


def test_nothing_is_closed_while_an_answer_is_being_written(shop: Shop, julie: int) -> None:
    shop.execute("update conversation set answer_at = now()")
    with pytest.raises(PermanentError, match="vient d'arriver"):
        closing.close(shop.desk, julie, by="Alice")


def test_nobody_closes_on_a_message_they_have_not_read(shop: Shop, julie: int) -> None:
    with shop.desk.transaction() as connection:
        seen = messages.of_conversation(connection, julie, 1)[0].id
    member.take_over(shop.desk, julie, by="Alice")
    shop.hears("Et dimanche ?")
    with pytest.raises(Overtaken, match="Et dimanche"):
        closing.close(shop.desk, julie, by="Alice", seen=seen)
    assert loaded(shop, julie).state == "open"


def test_silence_closes_unless_something_waits(shop: Shop, julie: int) -> None:
    shop.drafts(shop.hears(QUESTION, "+33639980011"), "Bonjour")
    go_on(shop, hours=71)
    assert closing.close_idle(shop.desk) == 0
    go_on(shop, hours=2)
    assert closing.close_idle(shop.desk) == 1
    assert loaded(shop, julie).state == "closed"


def test_one_look_is_enough_for_the_team_and_can_be_taken_back(shop: Shop, julie: int) -> None:
    with shop.desk.transaction() as connection:
        attention.read(connection, julie)
    assert listed(shop, "unread") == []
    with shop.desk.transaction() as connection:
        attention.unread(connection, julie)
    assert len(listed(shop, "unread")) == 1


def test_a_note_is_written_once_and_never_sent(shop: Shop, julie: int) -> None:
    sent = len(shop.sent)
    for _ in range(2):
        note.write_note(shop.desk, julie, " Cliente fidèle ", by="Alice", once="form-1")
    attend(shop.desk, julie)
    assert told(shop, julie) == [("note", "Cliente fidèle", "Alice")]
    assert len(shop.sent) == sent


@pytest.mark.parametrize("text", ["", "  \n", "x" * 6000])
def test_an_empty_or_endless_note_is_refused(shop: Shop, julie: int, text: str) -> None:
    with pytest.raises(PermanentError, match="note"):
        note.write_note(shop.desk, julie, text, by="Alice")


def test_two_members_who_write_to_one_customer_see_each_other(shop: Shop, julie: int) -> None:
    alice, bob = hired(shop, "Alice"), hired(shop, "Bob")
    now = shop.desk.now()
    with shop.desk.transaction() as connection:
        presence.writing(connection, julie, alice, now)
        assert presence.others(connection, julie, bob, now) == ["Alice"]
        assert presence.others(connection, julie, alice, now) == []
        assert presence.others(connection, julie, bob, now + timedelta(seconds=9)) == []


def test_the_shop_next_door_changes_nothing_here(shop: Shop, julie: int) -> None:
    other = open_shop(shop.place.database)
    closing.close(other.desk, julie, by="Charlie")
    closing.reopen(other.desk, julie, by="Charlie")
    with pytest.raises(PermanentError):
        note.write_note(other.desk, julie, "Bonjour", by="Charlie")
    assert [(row.state, row.is_unread) for row in listed(shop)] == [("automatic", True)]
