"""The list of the inbox: one row per customer, what waits, in a fixed number of statements."""

from datetime import timedelta

import pytest

from coccinelle.engine.members import member
from coccinelle.store import cases, conversations, inbox, messages
from coccinelle.store.database import Database
from coccinelle.store.inbox import Counts, InboxRow
from tests.store.counting import counting
from tests.web.conftest import JULIE, Shop, open_shop

BOB, ALICE = "+33639980011", "+33639980012"


@pytest.fixture
def shop(database: Database) -> Shop:
    return open_shop(database, full=True)


def listed(shop: Shop, filter: inbox.Filter = "inbox", **more: object) -> list[InboxRow]:
    with shop.desk.transaction() as connection:
        return inbox.rows(connection, filter, **more)  # type: ignore[arg-type]


def counted(shop: Shop) -> Counts:
    with shop.desk.transaction() as connection:
        return inbox.counts(connection)


def opens_by_mail(shop: Shop, conversation_id: int) -> int:
    """The same customer, also on another channel."""
    rows = shop.execute(
        "insert into conversation (contact_id, channel_id, address_id, kind, thread, last_at)"
        " select contact_id, channel_id, address_id, 'email', 'mail', last_at + interval '1 hour'"
        " from conversation where id = %s returning id",
        conversation_id,
    )
    return int(str(rows[0][0]))


def test_a_row_tells_who_wrote_last_and_what(shop: Shop) -> None:
    conversation = shop.hears("Vous ouvrez jusqu'à quelle heure ?")
    (row,) = listed(shop)
    assert (row.id, row.state, row.author) == (conversation, "automatic", "assistant")
    assert "19h" in row.snippet


def test_what_nobody_has_looked_at_is_unread(shop: Shop) -> None:
    conversation = shop.hears("Vous ouvrez jusqu'à quelle heure ?")
    shop.hears("Bonjour, vos horaires ?", BOB)
    shop.execute("update conversation set read_seq = last_seq where id = %s", conversation)
    assert [row.address for row in listed(shop, "unread")] == [BOB]
    assert counted(shop).unread == 1


def test_a_draft_waits_in_its_list_and_in_the_figures(shop: Shop) -> None:
    draft = shop.drafts(shop.hears("Vous ouvrez jusqu'à quelle heure ?"), "Bonjour")
    shop.hears("Bonjour, vos horaires ?", BOB)
    (row,) = listed(shop, "to_approve")
    assert (row.address, row.draft_id, row.state) == (JULIE, draft, "to_approve")
    assert counted(shop) == Counts(to_handle=1, to_approve=1, unread=2)


def test_an_urgent_case_shows_its_deadline(shop: Shop) -> None:
    conversation = shop.hears("Vous ouvrez jusqu'à quelle heure ?")
    deadline = shop.desk.now() + timedelta(hours=3)
    with shop.desk.transaction() as connection:
        cases.add_escalation(
            connection, conversation, turn_id=None, reason="Mariage", urgency="high",
            deadline=deadline, at=shop.desk.now(), is_handled=True,
        )  # fmt: skip
    (row,) = listed(shop, "urgent")
    assert (row.state, row.deadline) == ("urgent", deadline)
    assert counted(shop).urgent == 1


def test_a_conversation_a_member_has_waits_for_them_once_the_customer_writes(shop: Shop) -> None:
    conversation = shop.hears("Vous ouvrez jusqu'à quelle heure ?")
    member.take_over(shop.desk, conversation, by="Alice")
    assert listed(shop, "to_handle") == []
    shop.hears("Et dimanche ?")
    (row,) = listed(shop, "to_handle")
    assert row.is_paused
    member.reply(shop.desk, conversation, "Non, fermé.", by="Alice")
    assert listed(shop, "to_handle") == []


def test_a_message_that_failed_is_loud_until_words_follow(shop: Shop) -> None:
    conversation = shop.hears("Vous ouvrez jusqu'à quelle heure ?")
    with shop.desk.transaction() as connection:
        sent = messages.of_conversation(connection, conversation, 1)[0]
        messages.ended(connection, sent.id, state="failed", error="Téléphone éteint")
    (row,) = listed(shop, "to_handle")
    assert row.has_failed
    shop.hears("Allô ?")
    assert not listed(shop)[0].has_failed


def test_all_channels_of_a_customer_are_one_row(shop: Shop) -> None:
    conversation = shop.hears("Vous ouvrez jusqu'à quelle heure ?")
    shop.drafts(conversation, "Bonjour")
    newest = opens_by_mail(shop, conversation)
    (row,) = listed(shop)
    assert (row.id, row.kinds) == (newest, ["email", "sms"])
    assert row.state == "to_approve"
    assert [r.id for r in listed(shop, kind="sms")] == [newest]
    assert listed(shop, kind="whatsapp") == []


def test_a_page_begins_where_the_last_one_ended(shop: Shop) -> None:
    for number in range(5):
        shop.hears("Vos horaires ?", f"+3363998002{number}")
    first = listed(shop, limit=3)
    second = listed(shop, limit=3, before=first[-1].place)
    assert [row.address[-1] for row in first + second] == list("43210")


def test_the_newest_comes_first_whoever_wrote(shop: Shop) -> None:
    julie = shop.hears("Vos horaires ?")
    shop.hears("Vos horaires ?", BOB)
    with shop.desk.transaction() as connection:
        channel = conversations.load(connection, julie).channel_id  # type: ignore[union-attr]
        messages.add_outbound(
            connection, julie, channel, author="member", text="Bonjour", purpose="member",
            at=shop.desk.now() + timedelta(minutes=1), by_member="Alice",
        )  # fmt: skip
    assert [row.by_member for row in listed(shop)] == ["Alice", ""]


def test_what_is_snoozed_or_closed_has_a_list_of_its_own(shop: Shop) -> None:
    snoozed, closed = shop.hears("Vos horaires ?"), shop.hears("Vos horaires ?", BOB)
    at = shop.desk.now()
    shop.execute("update conversation set snoozed_until = %s where id = %s", at, snoozed)
    shop.execute("update conversation set state = 'closed' where id = %s", closed)
    assert listed(shop) == []
    assert [(row.id, row.state) for row in listed(shop, "snoozed")] == [(snoozed, "snoozed")]
    assert [(row.id, row.state) for row in listed(shop, "closed")] == [(closed, "closed")]
    assert counted(shop) == Counts(snoozed=1)


def test_everybody_is_listed_once_whatever_state_they_are_in(shop: Shop) -> None:
    julie, bob = shop.hears("Vos horaires ?"), shop.hears("Vos horaires ?", BOB)
    shop.execute("update conversation set state = 'closed' where id = %s", julie)
    assert [row.id for row in listed(shop, "all")] == [bob, julie]
    contact = listed(shop, "closed")[0].contact_id
    assert [row.id for row in listed(shop, "all", contact_ids=[contact])] == [julie]
    assert listed(shop, "all", contact_ids=[]) == []


def test_while_the_business_is_paused_whoever_wrote_last_waits(shop: Shop) -> None:
    shop.hears("Vos horaires ?")
    shop.execute("update conversation set last_outbound_seq = 0")
    assert listed(shop, "to_handle") == []
    shop.execute("update business set paused_at = now()")
    assert counted(shop).to_handle == 1


def test_members_themselves_are_no_customers(shop: Shop) -> None:
    shop.hears("Vos horaires ?")
    shop.execute("update contact set is_team = true")
    assert listed(shop) == []
    assert counted(shop) == Counts()


def test_the_list_and_its_figures_are_one_statement_each(shop: Shop) -> None:
    for number in range(5):
        shop.drafts(shop.hears("Vos horaires ?", f"+3363998002{number}"), "Bonjour")
    with counting(shop) as (connection, said):
        inbox.rows(connection)
        inbox.counts(connection)
    assert len(said) == 2
