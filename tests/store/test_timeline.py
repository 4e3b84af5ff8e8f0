"""One timeline a customer: every channel, notes and traces, page by page, few statements."""

import pytest

from coccinelle.store import notes
from coccinelle.store.database import Database
from coccinelle.store.timeline import Timeline, timeline
from tests.store.counting import counting
from tests.web.conftest import Shop, open_shop

BOB = "+33639980011"


@pytest.fixture
def shop(database: Database) -> Shop:
    return open_shop(database, full=True)


def told(shop: Shop, conversation_id: int, **more: int) -> Timeline:
    (contact,) = shop.execute("select contact_id from conversation where id = %s", conversation_id)
    with shop.desk.transaction() as connection:
        return timeline(connection, int(str(contact[0])), **more)


def test_all_channels_of_a_customer_are_told_in_order(shop: Shop) -> None:
    first = shop.hears("Vos horaires ?")
    shop.execute("update conversation set state = 'closed' where id = %s", first)
    second = shop.hears("Vous avez la robe fleurie bleue en 38 ?")
    shop.hears("Et moi ?", BOB)
    found = told(shop, second)
    assert [m.conversation_id for m in found.messages] == [first, first, second, second]
    assert [c.id for c in found.conversations] == [second, first]
    assert [t.lane for t in found.turns] == ["answer", "answer"]


def test_a_page_goes_back_from_the_oldest_message_shown(shop: Shop) -> None:
    for _ in range(3):
        conversation = shop.hears("Vos horaires ?")
    newest = told(shop, conversation, limit=4)
    older = told(shop, conversation, limit=4, before=newest.messages[0].id)
    assert (newest.has_more, older.has_more) == (True, False)
    assert [m.seq for m in older.messages + newest.messages] == [1, 2, 3, 4, 5, 6]


def test_notes_stand_among_the_messages_of_their_page(shop: Shop) -> None:
    conversation = shop.hears("Vos horaires ?")
    for text in ("Cliente fidèle", "À rappeler"):
        with shop.desk.transaction() as connection:
            notes.add(connection, conversation, text=text, by="Alice", at=shop.desk.now())
        shop.hears("Vos horaires ?")
    assert [n.text for n in told(shop, conversation).notes] == ["Cliente fidèle", "À rappeler"]
    assert [n.text for n in told(shop, conversation, limit=3).notes] == ["À rappeler"]


def test_a_timeline_takes_five_statements_however_long_it_is(shop: Shop) -> None:
    for _ in range(4):
        conversation = shop.hears("Vos horaires ?")
    contact = told(shop, conversation).conversations[0].contact_id
    with counting(shop) as (connection, said):
        timeline(connection, contact)
    assert len(said) == 5
