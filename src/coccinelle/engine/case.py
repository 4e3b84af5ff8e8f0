"""All that is known when a turn begins: read in one short transaction, then nothing is open."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from pydantic import TypeAdapter

from coccinelle.core.business import Contact
from coccinelle.core.identity import Identity
from coccinelle.core.loops import SAME_AT_MOST, loop_reason
from coccinelle.core.memory import Memory
from coccinelle.core.turn import Said
from coccinelle.engine.desk import Desk
from coccinelle.engine.identify import identify
from coccinelle.store import cases, contacts, conversations, messages
from coccinelle.store.conversations import ConversationRow
from coccinelle.store.database import Connection
from coccinelle.store.messages import MessageRow

MEMORY = TypeAdapter(Memory)
SAME_EXCHANGE = timedelta(hours=6)  # nobody says bonjour again within an afternoon


@dataclass(frozen=True, slots=True)
class Case:
    """answers_seq: the last inbound message taken into account; has_opted_out: they said STOP.

    identity: whose orders they may see. loop: why another machine may be writing, None for a
    person.
    """

    conversation: ConversationRow
    contact: Contact
    waiting: tuple[MessageRow, ...]
    memory: Memory
    now: datetime
    answers_seq: int
    has_opted_out: bool
    is_with_a_member: bool
    is_running: bool
    identity: Identity
    loop: str | None = None

    @property
    def said(self) -> tuple[Said, ...]:
        return tuple(
            Said(m.text, m.at.astimezone(self.now.tzinfo), m.subject) for m in self.waiting
        )

    @property
    def waiting_ids(self) -> list[int]:
        return [message.id for message in self.waiting]

    @property
    def turn_key(self) -> str:
        return f"{self.conversation.id}:{self.answers_seq}"


def open_case(desk: Desk, conversation_id: int) -> Case | None:
    """None when nobody waits for an answer, or not yet: a burst is still coming in."""
    now = desk.now()
    with desk.transaction() as connection:
        conversation = conversations.load(connection, conversation_id)
        if conversation is None or conversation.answer_at is None or conversation.answer_at > now:
            return None
        waiting = messages.unanswered(connection, conversation_id)
        return _case(desk, connection, conversation, tuple(waiting), now)


def _case(
    desk: Desk,
    connection: Connection,
    conversation: ConversationRow,
    waiting: tuple[MessageRow, ...],
    now: datetime,
) -> Case:
    address = contacts.address(connection, conversation.address_id)
    vip_orders = desk.business.policy.vip_orders
    return Case(
        conversation=conversation,
        contact=contacts.load(
            connection, conversation.contact_id, conversation.kind, address.value, vip_orders
        ),
        waiting=waiting,
        memory=MEMORY.validate_python(conversation.memory).at(now),
        now=now,
        answers_seq=waiting[-1].seq if waiting else 0,
        has_opted_out=contacts.has_opted_out(connection, address.id, conversation.kind),
        is_with_a_member=cases.has_open_escalation(connection, conversation.id),
        is_running=messages.was_answered_since(connection, conversation.id, now - SAME_EXCHANGE),
        identity=identify(connection, conversation, waiting, now),
        loop=_loop(desk, connection, conversation, now),
    )


def _loop(
    desk: Desk, connection: Connection, conversation: ConversationRow, now: datetime
) -> str | None:
    """Most conversations are too short for one: they cost no look."""
    if conversation.last_seq < SAME_AT_MOST:
        return None
    per_hour = desk.business.policy.messages_per_hour
    said = messages.latest_inbound(connection, conversation.id, max(per_hour, SAME_AT_MOST))
    return loop_reason(said, now=now, per_hour=per_hour)
