"""Open pages hear every change of what they show, and of their own business only."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import psycopg
import pytest

from coccinelle.core.messages import DeliveryReport, Inbound
from coccinelle.engine.attend import attend
from coccinelle.engine.delivery import report
from coccinelle.engine.members import assignment, closing, drafts, member, note, snooze
from coccinelle.engine.turn.receive import receive
from coccinelle.kit.clock import VirtualClock
from coccinelle.store import attention, channels, messages, presence
from coccinelle.store.database import Database
from tests.web.conftest import JULIE, Shop, open_shop

Ear = Callable[[], list[str]]
QUESTION = "Vous ouvrez jusqu'à quelle heure ?"


@pytest.fixture(scope="module")
def shop(shared_database: Database) -> Shop:
    opened = open_shop(shared_database, full=True)
    opened.employs("Alice", "owner")
    return opened


@pytest.fixture(scope="module")
def julie(shop: Shop) -> int:
    return shop.hears(QUESTION)


@pytest.fixture
def heard(app_url: str, shop: Shop, julie: int) -> Iterator[Ear]:
    """What was rung since."""
    with psycopg.connect(app_url, autocommit=True) as connection:
        connection.execute("listen coccinelle_feed")
        yield lambda: _until_now(connection, app_url)


def _until_now(connection: psycopg.Connection, url: str) -> list[str]:
    """What rings after a mark is heard after it: nothing is waited for that does not come."""
    with psycopg.connect(url, autocommit=True) as other:
        other.execute("select pg_notify('coccinelle_feed', 'mark')")
    heard: list[str] = []
    for bell in connection.notifies(timeout=30):
        if bell.payload == "mark":
            return heard
        heard.append(bell.payload)
    raise AssertionError("the mark was not heard")


def receives(shop: Shop) -> int | None:
    with shop.desk.transaction() as connection:
        row = channels.all_of(connection)[0]
    return receive(shop.desk, row, Inbound("SM-live", JULIE, "+33639980000", QUESTION))


def is_answered(shop: Shop, conversation_id: int) -> None:
    assert isinstance(shop.place.clock, VirtualClock)
    shop.place.clock.move_to(shop.desk.now() + timedelta(seconds=10))
    attend(shop.desk, conversation_id)


def is_delivered(shop: Shop, conversation_id: int) -> None:
    with shop.desk.transaction() as connection:
        sent = [
            m for m in messages.of_conversation(connection, conversation_id, 9) if m.provider_id
        ]
        row = channels.all_of(connection)[0]
    provider_id = next(m.provider_id for m in sent if m.state == "sent")
    assert provider_id is not None
    report.record(shop.desk, row, DeliveryReport(provider_id, "delivered"))


def is_read(shop: Shop, conversation_id: int) -> None:
    with shop.desk.transaction() as connection:
        attention.read(connection, conversation_id)


def writes(shop: Shop, conversation_id: int) -> None:
    alice = int(str(shop.execute("select max(id) from member")[0][0]))
    with shop.desk.transaction() as connection:
        presence.writing(connection, conversation_id, alice, shop.desk.now())


ACTS: dict[str, Callable[[Shop, int], object]] = {
    "a message comes in": lambda shop, julie: receives(shop),
    "it is answered": is_answered,
    "the answer is delivered": is_delivered,
    "a draft waits": lambda shop, julie: shop.drafts(julie, "Bonjour"),
    "a draft is refused": lambda shop, julie: drafts.refuse(shop.desk, julie, by="Alice"),
    "a member takes over": lambda shop, julie: member.take_over(shop.desk, julie, by="Alice"),
    "a member hands back": lambda shop, julie: member.hand_back(shop.desk, julie),
    "a member answers": lambda shop, julie: member.reply(shop.desk, julie, "Oui", by="Alice"),
    "a note is written": lambda shop, julie: note.write_note(shop.desk, julie, "x", by="Alice"),
    "somebody is writing": lambda shop, julie: writes(shop, julie),
    "it is assigned": lambda shop, julie: assignment.assign(
        shop.desk, julie, int(str(shop.execute("select max(id) from member")[0][0])), by="Alice"
    ),
    "it is put off": lambda shop, julie: snooze.snooze(
        shop.desk, julie, shop.desk.now().replace(hour=23), by="Alice"
    ),
    "it is back": lambda shop, julie: snooze.bring_back(shop.desk, julie, by="Alice"),
    "it is read": lambda shop, julie: is_read(shop, julie),
    "it is closed": lambda shop, julie: closing.close(shop.desk, julie, by="Alice"),
}


@pytest.mark.parametrize("act", ACTS)
def test_pages_hear_it(shop: Shop, julie: int, heard: Ear, act: str) -> None:
    """One after the other, in one conversation."""
    ACTS[act](shop, julie)
    assert set(heard()) == {str(shop.id)}


def test_what_changes_nothing_rings_nothing(shop: Shop, julie: int, heard: Ear) -> None:
    is_read(shop, julie)
    closing.close(shop.desk, julie, by="Alice")
    closing.close(open_shop(shop.place.database).desk, julie, by="Charlie")
    assert heard() == []


def test_keys_that_follow_ring_no_more(shop: Shop, julie: int, heard: Ear) -> None:
    shop.execute("delete from presence")
    writes(shop, julie)
    assert heard() == [str(shop.id)]
    writes(shop, julie)
    assert heard() == []
