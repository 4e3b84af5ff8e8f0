"""Open pages hear every change of what they show, and of their own business only."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import psycopg
import pytest

from coccinelle.core.messages import DeliveryReport, Inbound
from coccinelle.engine import assignment, closing, drafts, member, note, presence, report, snooze
from coccinelle.engine.attend import attend
from coccinelle.engine.reading_mark import mark_read
from coccinelle.engine.receive import receive
from coccinelle.kit.clock import VirtualClock
from coccinelle.store import channels, messages
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
        yield lambda: [n.payload for n in connection.notifies(timeout=2, stop_after=1)]


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
    "somebody is writing": lambda shop, julie: presence.writing(
        shop.desk, julie, int(str(shop.execute("select max(id) from member")[0][0]))
    ),
    "it is assigned": lambda shop, julie: assignment.assign(
        shop.desk, julie, int(str(shop.execute("select max(id) from member")[0][0])), by="Alice"
    ),
    "it is put off": lambda shop, julie: snooze.snooze(
        shop.desk, julie, shop.desk.now().replace(hour=23), by="Alice"
    ),
    "it is back": lambda shop, julie: snooze.bring_back(shop.desk, julie, by="Alice"),
    "it is read": lambda shop, julie: mark_read(shop.desk, julie),
    "it is closed": lambda shop, julie: closing.close(shop.desk, julie, by="Alice"),
}


@pytest.mark.parametrize("act", ACTS)
def test_pages_hear_it(shop: Shop, julie: int, heard: Ear, act: str) -> None:
    """One after the other, in one conversation."""
    ACTS[act](shop, julie)
    assert set(heard()) == {str(shop.id)}


def test_what_changes_nothing_rings_nothing(shop: Shop, julie: int, heard: Ear) -> None:
    mark_read(shop.desk, julie)
    closing.close(shop.desk, julie, by="Alice")
    closing.close(open_shop(shop.place.database).desk, julie, by="Charlie")
    assert heard() == []


def test_keys_that_follow_ring_no_more(shop: Shop, julie: int, heard: Ear) -> None:
    who = int(str(shop.execute("select max(id) from member")[0][0]))
    presence.stopped(shop.desk, julie, who)
    heard()
    presence.writing(shop.desk, julie, who)
    assert heard() == [str(shop.id)]
    presence.writing(shop.desk, julie, who)
    assert heard() == []
