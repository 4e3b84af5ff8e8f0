"""The floor: what the disk and the server allow for the rows of one message, and nothing else.

One plain transaction: the message that came in, the turn, the reply, the conversation, the receipt;
row-level security on, nothing read, nothing thought.
"""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count

import psycopg
from psycopg.rows import TupleRow

from coccinelle.bench.customers import phones
from coccinelle.main import Installation
from coccinelle.store import contacts, conversations

CONNECTIONS = 8
SECONDS = 3.0  # of each measure
SAID = "Oui, la robe fleurie bleue est disponible en 38. Souhaitez-vous que je la mette de côté ?"


@dataclass(frozen=True, slots=True)
class Floor:
    """Transactions a second."""

    serial_per_s: float
    eight_per_s: float


def measure_floor(place: Installation, business_id: int) -> Floor:
    """Leaves its rows in the business it is given: one that nothing else measures."""
    ids = [_conversation(place, business_id, phone) for phone in phones(9000, CONNECTIONS)]
    return Floor(_rate(place, business_id, ids[:1]), _rate(place, business_id, ids))


def _conversation(place: Installation, business_id: int, phone: str) -> tuple[int, int]:
    """A conversation and its channel."""
    with place.database.transaction(business_id) as connection:
        address = contacts.address_for(connection, "sms", phone)
        row = connection.execute("select id from channel").fetchone()
        assert row is not None
        conversation = conversations.open_for(
            connection, contact_id=address.contact_id, channel_id=row[0], address_id=address.id,
            kind="sms", thread="", at=datetime.now(UTC),
        )  # fmt: skip
        return conversation, row[0]


def _rate(place: Installation, business_id: int, places: list[tuple[int, int]]) -> float:
    started = time.perf_counter()
    with ThreadPoolExecutor(len(places)) as pool:
        done = pool.map(lambda at: _write(place.database.url, business_id, *at), places)
        total = sum(done)
    return total / (time.perf_counter() - started)


def _write(url: str, business_id: int, conversation_id: int, channel_id: int) -> int:
    """How many transactions one connection committed."""
    ends_at = time.perf_counter() + SECONDS
    values = {"conversation": conversation_id, "channel": channel_id, "said": SAID}
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("select set_config('app.business_id', %s, false)", (str(business_id),))
        for done in count(1):
            _write_one(connection, values)
            if time.perf_counter() > ends_at:
                return done
    raise AssertionError("count never ends")


def _write_one(connection: psycopg.Connection[TupleRow], values: dict[str, object]) -> None:
    with connection.transaction():
        (values["seq"],) = connection.execute(_CONVERSATION, values).fetchone() or (0,)
        connection.execute(_MESSAGE_IN, values)
        (values["turn"],) = connection.execute(_TURN, values).fetchone() or (0,)
        (values["out"],) = connection.execute(_MESSAGE_OUT, values).fetchone() or (0,)
        connection.execute(_RECEIPT, values)


_CONVERSATION = (
    "update conversation set last_seq = last_seq + 2, last_at = now() where id = %(conversation)s"
    " returning last_seq"
)
_MESSAGE_IN = (
    "insert into message (conversation_id, channel_id, seq, direction, author, text, at, state)"
    " values (%(conversation)s, %(channel)s, %(seq)s - 1, 'inbound', 'contact', %(said)s, now(),"
    " 'answered')"
)
_TURN = (
    "insert into turn (conversation_id, lane, reading, decision, facts, timings, at)"
    " values (%(conversation)s, 'answer', '{}', '{}', '[]', '{}', now()) returning id"
)
_MESSAGE_OUT = (
    "insert into message (conversation_id, channel_id, seq, direction, author, text, at, state,"
    " turn_id) values (%(conversation)s, %(channel)s, %(seq)s, 'outbound', 'assistant', %(said)s,"
    " now(), 'to_send', %(turn)s) returning id"
)
_RECEIPT = "update message set state = 'sent', sent_at = now() where id = %(out)s"
