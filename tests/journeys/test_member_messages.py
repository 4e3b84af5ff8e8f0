"""Members write: never blindly, never twice; again, by another way, or first."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from coccinelle.core.errors import PermanentError
from coccinelle.engine.attend import attend
from coccinelle.engine.members import first_message, member, resend, saved_replies
from coccinelle.engine.members.overtaken import Overtaken
from coccinelle.store import channels, contacts, customer_messages, inbox, messages
from coccinelle.store.database import Database
from coccinelle.store.messages import MessageRow
from tests.web.conftest import JULIE, Shop, open_shop

BOB = "+33639980011"


@pytest.fixture
def shop(database: Database) -> Shop:
    return open_shop(database, full=True)


@pytest.fixture
def julie(shop: Shop) -> int:
    return shop.hears("Vous ouvrez jusqu'à quelle heure ?")


def said(shop: Shop, conversation_id: int) -> list[MessageRow]:
    with shop.desk.transaction() as connection:
        return messages.of_conversation(connection, conversation_id, 50)


def at_once(*acts: Callable[[], object]) -> list[str]:
    """What each was refused for, "" for what went through."""
    with ThreadPoolExecutor(len(acts)) as pool:
        done = [pool.submit(act) for act in acts]
        return sorted(str(one.exception() or "") for one in done)


def fails(shop: Shop, conversation_id: int) -> int:
    """Its last message, as the provider could not deliver it."""
    last = said(shop, conversation_id)[-1]
    with shop.desk.transaction() as connection:
        messages.ended(connection, last.id, state="failed", error="Téléphone éteint")
    return last.id


def has_mail(shop: Shop) -> None:
    """So has Julie, in the shop's file."""
    with shop.desk.transaction() as connection:
        channels.add(
            connection, kind="email", adapter="email_resend", key=f"mail-{shop.id}",
            address="bonjour@example.org", settings={}, secrets=None,
        )  # fmt: skip


def test_words_are_kept_under_the_name_of_who_wrote_them(shop: Shop, julie: int) -> None:
    member.reply(shop.desk, julie, "Je regarde", by="Bob", seen=said(shop, julie)[-1].id)
    assert said(shop, julie)[-1].by_member == "Bob"


def test_nobody_answers_over_a_message_they_have_not_read(shop: Shop, julie: int) -> None:
    seen = said(shop, julie)[-1].id
    member.take_over(shop.desk, julie, by="Alice")
    shop.hears("Et dimanche ?")
    with pytest.raises(Overtaken, match="Julie Mercier a écrit") as refused:
        member.reply(shop.desk, julie, "Jusqu'à 19h", by="Alice", seen=seen)
    assert [m.text for m in refused.value.arrived] == ["Et dimanche ?"]
    member.reply(shop.desk, julie, "Jusqu'à 19h", by="Alice")
    assert said(shop, julie)[-1].text == "Jusqu'à 19h"


@pytest.mark.parametrize("state", ["open", "closed"])
def test_of_two_members_who_answer_at_once_one_is_told(shop: Shop, julie: int, state: str) -> None:
    seen = said(shop, julie)[-1].id
    shop.execute("update conversation set state = %s where id = %s", state, julie)

    def reply(who: str) -> None:
        member.reply(shop.desk, julie, f"Bonjour, ici {who}", by=who, seen=seen)

    refusals = at_once(lambda: reply("Alice"), lambda: reply("Bob"))
    assert refusals[0] == ""
    assert "a écrit entre-temps" in refusals[1]
    assert [m.author for m in said(shop, julie)].count("member") == 1


def test_a_message_on_another_channel_counts_too(shop: Shop, julie: int) -> None:
    seen = said(shop, julie)[-1].id
    shop.execute("update conversation set thread = 'other' where id = %s", julie)
    shop.hears("Allô ?")
    with pytest.raises(Overtaken):
        member.reply(shop.desk, julie, "Bonjour", by="Alice", seen=seen)


def test_a_double_click_sends_once(shop: Shop, julie: int) -> None:
    seen = said(shop, julie)[-1].id

    def click() -> None:
        member.reply(shop.desk, julie, "Bonjour", by="Alice", seen=seen, once="form-1")

    assert at_once(click, click) == ["", ""]
    assert [m.text for m in said(shop, julie)].count("Bonjour") == 1


def test_a_failed_message_is_sent_again_once(shop: Shop, julie: int) -> None:
    failed = fails(shop, julie)
    before = len(shop.sent)
    assert at_once(*[lambda: resend.send_again(shop.desk, failed, by="Alice")] * 2) == ["", ""]
    attend(shop.desk, julie)
    assert [m.text for m in shop.sent[before:]] == [said(shop, julie)[-2].text]
    assert (said(shop, julie)[-1].again_of, said(shop, julie)[-1].by_member) == (failed, "Alice")


def test_what_has_not_failed_is_not_sent_again(shop: Shop, julie: int) -> None:
    for message in said(shop, julie):
        with pytest.raises(PermanentError):
            resend.send_again(shop.desk, message.id, by="Alice")


def test_nobody_is_written_to_after_a_stop(shop: Shop, julie: int) -> None:
    failed = fails(shop, julie)
    shop.hears("STOP")
    with pytest.raises(PermanentError, match="ne veut plus recevoir de SMS"):
        resend.send_again(shop.desk, failed, by="Alice")
    with pytest.raises(PermanentError, match="ne veut plus recevoir de SMS"):
        first_message.write_first(shop.desk, kind="sms", text="Bonjour", by="Alice", to=JULIE)


def test_a_failed_message_leaves_by_another_channel(shop: Shop, julie: int) -> None:
    has_mail(shop)
    failed = fails(shop, julie)
    for _ in range(2):
        resend.by_other_channel(shop.desk, failed, "email", by="Alice")
    with shop.desk.transaction() as connection:
        (row,) = inbox.rows(connection)
    attend(shop.desk, row.id)
    assert (row.kind, row.kinds, row.has_failed) == ("email", ["email", "sms"], False)
    assert [m.recipient for m in shop.sent].count("julie.mercier@example.org") == 1


def test_without_another_address_it_says_so(shop: Shop, julie: int) -> None:
    failed = fails(shop, julie)
    with pytest.raises(PermanentError, match="canal"):
        resend.by_other_channel(shop.desk, failed, "email", by="Alice")
    has_mail(shop)
    shop.execute("update address set bad_reason = 'full' where kind = 'email'")
    with pytest.raises(PermanentError, match="coordonnée"):
        resend.by_other_channel(shop.desk, failed, "email", by="Alice")


def test_a_member_writes_first_and_has_the_conversation(shop: Shop) -> None:
    for _ in range(2):
        opened = first_message.write_first(
            shop.desk, kind="sms", text="Votre robe est arrivée.", by="Alice", to=BOB, once="f-1"
        )
    attend(shop.desk, opened)
    assert [(m.recipient, m.text) for m in shop.sent] == [(BOB, "Votre robe est arrivée.")]
    answers = len(shop.sent)
    assert shop.hears("Merci, vous ouvrez à quelle heure ?", BOB) == opened
    assert len(shop.sent) == answers


def test_a_known_customer_is_written_to_where_they_are(shop: Shop, julie: int) -> None:
    with shop.desk.transaction() as connection:
        contact = contacts.address_for(connection, "sms", JULIE).contact_id
    opened = first_message.write_first(
        shop.desk, kind="sms", text="Bonjour", by="Alice", contact_id=contact
    )
    assert opened == julie


@pytest.mark.parametrize("to", ["", "0639980011", "+33abc", "a@b", "x@example.org", "+33 6 39"])
def test_nobody_is_written_to_at_a_number_that_is_none(shop: Shop, to: str) -> None:
    with pytest.raises(PermanentError, match="pas valable"):
        first_message.write_first(shop.desk, kind="sms", text="Bonjour", by="Alice", to=to)


def test_the_teams_own_phone_is_no_customer(shop: Shop) -> None:
    shop.execute("update business set owner_phone = %s", BOB)
    with pytest.raises(PermanentError, match="équipe"):
        first_message.write_first(shop.desk, kind="sms", text="Bonjour", by="Alice", to=BOB)


def test_a_saved_reply_is_filled_for_its_customer(shop: Shop, julie: int) -> None:
    shop.execute("update contact c set first_name = 'Julie' from conversation v"
                 " where v.contact_id = c.id")  # fmt: skip
    saved_replies.save(
        shop.desk, name="Merci", text="Bonjour {Prénom}, merci ! {membre}, {boutique}", by="Bob"
    )
    with shop.desk.transaction() as connection:
        (saved,) = saved_replies.filled_for(connection, julie, by="Bob")
    assert saved.text == "Bonjour Julie, merci ! Bob, Élégance Paris"


def test_a_blank_that_nothing_fills_never_leaves(shop: Shop) -> None:
    bob = shop.hears("Vous ouvrez jusqu'à quelle heure ?", BOB)
    saved_replies.save(shop.desk, name="Suivi", text="Votre commande {commande} part.", by="Bob")
    with shop.desk.transaction() as connection:
        (saved,) = saved_replies.filled_for(connection, bob, by="Bob")
    with pytest.raises(PermanentError, match=r"\{commande\}"):
        member.reply(shop.desk, bob, saved.text, by="Bob")


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [("", "x", "nom"), ("x", " ", "texte"), ("x", "Bonjour {pointure}", "pointure"),
     ("x" * 99, "x", "trop long"), ("merci", "x", "déjà")],
)  # fmt: skip
def test_a_saved_reply_that_cannot_be_used_is_refused(
    shop: Shop, name: str, text: str, why: str
) -> None:
    saved_replies.save(shop.desk, name="Merci", text="Merci !", by="Bob")
    with pytest.raises(PermanentError, match=why):
        saved_replies.save(shop.desk, name=name, text=text, by="Bob")


def test_a_saved_reply_is_changed_and_removed(shop: Shop) -> None:
    saved_replies.save(shop.desk, name="Merci", text="Merci !", by="Bob", shortcut="/m")
    number = int(str(shop.execute("select id from saved_reply")[0][0]))
    saved_replies.save(shop.desk, name="Merci", text="Merci bien", by="Alice", saved_id=number)
    assert shop.execute("select text, by_member from saved_reply") == [("Merci bien", "Alice")]
    saved_replies.remove(shop.desk, number)
    assert shop.execute("select count(*) from saved_reply") == [(0,)]


def test_the_shop_next_door_sends_nothing_of_ours(shop: Shop, julie: int) -> None:
    failed = fails(shop, julie)
    other = open_shop(shop.place.database)
    for act in (
        lambda: resend.send_again(other.desk, failed, by="Charlie"),
        lambda: member.reply(other.desk, julie, "Bonjour", by="Charlie"),
    ):
        with pytest.raises(PermanentError, match="n'existe pas"):
            act()
    with other.desk.transaction() as connection:
        assert customer_messages.said_since(connection, julie, 0) == []
