"""All that is known when a turn begins: read in one short transaction, then nothing is open."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from pydantic import TypeAdapter

from coccinelle.core.business import Contact
from coccinelle.core.identity import CodeSaid, Identity, unnamed
from coccinelle.core.loops import SAME_AT_MOST, loop_reason
from coccinelle.core.memory import Memory
from coccinelle.core.promised import SOURCE, MemberPromise, known
from coccinelle.core.reading import Reading
from coccinelle.core.turn import Said
from coccinelle.engine.desk import Desk
from coccinelle.engine.turn.identify import identify
from coccinelle.store import (
    attachments,
    commitments,
    contacts,
    conversations,
    messages,
    pauses,
    team,
    waited_for,
)  # fmt: skip
from coccinelle.store.conversations import ConversationRow
from coccinelle.store.database import Connection
from coccinelle.store.messages import MessageRow

MEMORY = TypeAdapter(Memory)
READING = TypeAdapter(Reading)
ANSWER_DUE = "answer_due"  # the promise that a member answers
SAME_EXCHANGE = timedelta(hours=6)  # nobody says bonjour again within an afternoon


@dataclass(frozen=True, slots=True)
class Case:
    """answers_seq: the last inbound message taken into account; has_opted_out: they said STOP.

    identity: whose orders they may see; a contact in doubt has no name here. asked: the messages
    that a right one-time code lets us answer at last, in place of the code's own. loop: why another
    machine may be writing, None for a person. promised_at: when they were told a member answers.
    is_all_paused: the assistant answers nobody, or nobody on this channel.
    promised: by a member in her own words, and still to be kept.
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
    asked: tuple[MessageRow, ...] = ()
    has_files: bool = False
    loop: str | None = None
    is_team: bool = False
    promised_at: datetime | None = None
    is_all_paused: bool = False
    promised: tuple[MemberPromise, ...] = ()

    @property
    def said(self) -> tuple[Said, ...]:
        return tuple(
            Said(m.text, m.at.astimezone(self.now.tzinfo), m.subject)
            for m in self.asked or self.waiting
        )

    @property
    def open_memory(self) -> Memory:
        """Without the question that a code has just answered."""
        is_over = self.identity.code == "right"
        return replace(self.memory, question=None) if is_over else self.memory

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
        return case_of(desk, connection, conversation, tuple(waiting), now)


def case_of(
    desk: Desk,
    connection: Connection,
    conversation: ConversationRow,
    waiting: tuple[MessageRow, ...],
    now: datetime,
    *,
    code: CodeSaid = "",
) -> Case:
    """code: what a one-time code said in these messages was worth."""
    address = contacts.address(connection, conversation.address_id)
    vip_orders = desk.business.policy.vip_orders
    contact = contacts.load(
        connection, conversation.contact_id, conversation.kind, address.value, vip_orders
    )
    who = identify(connection, conversation, waiting, now, code=code)
    is_with_a_member = waited_for.since(connection, conversation.id) is not None
    return Case(
        conversation=conversation,
        contact=unnamed(contact) if who.is_doubted else contact,
        waiting=waiting,
        memory=MEMORY.validate_python(conversation.memory).at(now),
        now=now,
        answers_seq=waiting[-1].seq if waiting else 0,
        has_opted_out=contacts.has_opted_out(connection, address.id, conversation.kind),
        is_with_a_member=is_with_a_member,
        is_running=messages.was_answered_since(connection, conversation.id, now - SAME_EXCHANGE),
        identity=who,
        has_files=attachments.came_with(connection, [message.id for message in waiting]),
        loop=_loop(desk, connection, conversation, now),
        is_team=team.is_member(
            connection, conversation.contact_id, conversation.kind, address.value
        ),
        promised_at=_promised_at(connection, conversation) if is_with_a_member else None,
        is_all_paused=pauses.is_paused(connection, conversation.channel_id),
        promised=_promised(connection, conversation),
    )


def _promised_at(connection: Connection, conversation: ConversationRow) -> datetime | None:
    running = commitments.running(connection, conversation.id, ANSWER_DUE)
    return running.due_at if running else None


def _promised(connection: Connection, conversation: ConversationRow) -> tuple[MemberPromise, ...]:
    rows = commitments.from_source(connection, conversation.id, SOURCE)
    return tuple(known(row.params) for row in rows)


def _loop(
    desk: Desk, connection: Connection, conversation: ConversationRow, now: datetime
) -> str | None:
    """Most conversations are too short for one: they cost no look."""
    if conversation.last_seq < SAME_AT_MOST:
        return None
    policy = desk.business.policy
    per_hour, per_day = policy.messages_per_hour, policy.messages_per_day
    is_long = conversation.last_seq >= per_day
    look_at = max(per_hour, SAME_AT_MOST, per_day if is_long else 0)
    said = messages.latest_inbound(connection, conversation.id, look_at)
    return loop_reason(said, now=now, per_hour=per_hour, per_day=per_day)
