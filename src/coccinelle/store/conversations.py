"""Conversations: one open at a time per address and channel; their bell and their memory."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg.rows import class_row

from coccinelle.store.database import Connection
from coccinelle.store.live import RING

_COLUMNS = (
    "id, contact_id, channel_id, address_id, kind, state, memory, last_seq, answer_at, attempts,"
    " paused_at, paused_by, disclosed_at, last_at, thread, token, assigned_to, snoozed_until,"
    " closed_at, closed_by, last_inbound_seq, read_seq"
)


@dataclass(frozen=True, slots=True)
class ConversationRow:
    """answer_at: when the waiting messages are to be answered; disclosed_at: when the contact was
    told on this channel that an assistant answers; token: known to who received our e-mails."""

    id: int
    contact_id: int
    channel_id: int
    address_id: int
    kind: str
    state: str
    memory: dict[str, Any]
    last_seq: int
    answer_at: datetime | None
    attempts: int
    paused_at: datetime | None
    paused_by: str
    disclosed_at: datetime | None
    last_at: datetime
    thread: str
    token: str
    assigned_to: int | None
    snoozed_until: datetime | None
    closed_at: datetime | None
    closed_by: str
    last_inbound_seq: int
    read_seq: int

    @property
    def is_unread(self) -> bool:
        return self.state == "open" and self.last_inbound_seq > self.read_seq


def open_for(
    connection: Connection, *, contact_id: int, channel_id: int, address_id: int, kind: str,
    thread: str, at: datetime,
) -> int:  # fmt: skip
    """The open conversation, made if needed and locked until the end of the transaction."""
    row = connection.execute(
        "insert into conversation"
        " (contact_id, channel_id, address_id, kind, thread, last_at, disclosed_at)"
        " values (%(contact)s, %(channel)s, %(address)s, %(kind)s, %(thread)s, %(at)s,"
        "  (select max(disclosed_at) from conversation"
        "   where contact_id = %(contact)s and channel_id = %(channel)s))"
        " on conflict (business_id, channel_id, address_id, thread) where state = 'open'"
        " do update set last_at = greatest(conversation.last_at, excluded.last_at) returning id",
        {"contact": contact_id, "channel": channel_id, "address": address_id, "kind": kind,
         "thread": thread, "at": at},
    ).fetchone()  # fmt: skip
    assert row is not None
    return int(row[0])


def load(connection: Connection, conversation_id: int) -> ConversationRow | None:
    return _load(connection, conversation_id, "")


def of_contact(connection: Connection, contact_id: int) -> list[ConversationRow]:
    """Newest first, open ones before."""
    with connection.cursor(row_factory=class_row(ConversationRow)) as cursor:
        return cursor.execute(
            f"select {_COLUMNS} from conversation where contact_id = %s"
            " order by state = 'open' desc, last_at desc, id desc",
            (contact_id,),
        ).fetchall()


def lock(connection: Connection, conversation_id: int) -> ConversationRow | None:
    return _load(connection, conversation_id, " for update")


def answer_later(connection: Connection, conversation_id: int, at: datetime | None) -> None:
    connection.execute(
        "update conversation set answer_at = %s where id = %s", (at, conversation_id)
    )


def answered(
    connection: Connection, conversation_id: int, *, memory: dict[str, Any], at: datetime,
    disclosed: bool,
) -> None:  # fmt: skip
    connection.execute(
        "update conversation set answer_at = null, attempts = 0, memory = %s, last_at = %s,"
        " disclosed_at = case when %s then coalesce(disclosed_at, %s) else disclosed_at end"
        " where id = %s",
        (json.dumps(memory), at, disclosed, at, conversation_id),
    )


def remember(connection: Connection, conversation_id: int, memory: dict[str, Any]) -> None:
    """In place of what it held: as it was before a reply that never left, or with what is asked."""
    connection.execute(
        "update conversation set memory = %s where id = %s",
        (json.dumps(memory), conversation_id),
    )


def stumbled(connection: Connection, conversation_id: int, retry_at: datetime) -> int:
    """How many times in a row the conversation could not be answered."""
    row = connection.execute(
        "update conversation set attempts = attempts + 1, answer_at = %s where id = %s"
        " returning attempts",
        (retry_at, conversation_id),
    ).fetchone()
    return int(row[0]) if row else 0


def steadied(connection: Connection, conversation_id: int) -> None:
    """What it stumbled on is out of the way."""
    connection.execute("update conversation set attempts = 0 where id = %s", (conversation_id,))


def pause(connection: Connection, conversation_id: int, *, by: str, at: datetime) -> None:
    """The assistant is silent until a member hands the conversation back."""
    connection.execute(
        "with done as (update conversation set paused_at = %s, paused_by = %s, answer_at = null"
        "  where id = %s returning id) select " + RING + " from done",
        (at, by, conversation_id),
    )


def resume(connection: Connection, conversation_id: int) -> None:
    connection.execute(
        "with done as (update conversation set paused_at = null, paused_by = ''"
        "  where id = %s returning id) select " + RING + " from done",
        (conversation_id,),
    )


def last_of_member(connection: Connection, conversation_id: int) -> datetime | None:
    """When a member last wrote here."""
    row = connection.execute(
        "select max(at) from message where conversation_id = %s and direction = 'outbound'"
        " and author = 'member'",
        (conversation_id,),
    ).fetchone()
    return row[0] if row else None


def wait_again(connection: Connection, conversation_id: int, since: datetime) -> bool:
    """What was left to a member since then and came after her last message waits for an answer."""
    return bool(
        connection.execute(
            "update message set state = 'received' where conversation_id = %(id)s"
            " and direction = 'inbound' and automatic = '' and at >= %(since)s"
            " and turn_id is null and seq > (select coalesce(max(seq), 0) from message"
            "  where conversation_id = %(id)s and direction = 'outbound' and author = 'member')",
            {"id": conversation_id, "since": since},
        ).rowcount
    )


def waits_for_nobody(connection: Connection, conversation_id: int) -> None:
    """They only took leave: what they wrote last counts as answered."""
    connection.execute(
        "update conversation set last_outbound_seq = last_inbound_seq"
        " where id = %s and last_outbound_seq < last_inbound_seq",
        (conversation_id,),
    )


def close_idle(connection: Connection, before: datetime) -> int:
    """Closes what has been silent since, unless something still waits in it."""
    return connection.execute(
        "update conversation c set state = 'closed' where state = 'open' and last_at < %s"
        " and answer_at is null and not exists (select from commitment k"
        "  where k.conversation_id = c.id and k.status = 'pending')"
        " and not exists (select from draft d"
        "  where d.conversation_id = c.id and d.status = 'waiting')"
        " and not exists (select from escalation e"
        "  where e.conversation_id = c.id and e.status = 'open')"
        " and snoozed_until is null and failed_seq is null",
        (before,),
    ).rowcount


def next_seq(connection: Connection, conversation_id: int) -> int:
    """The next place in the conversation; takes its row lock, so that order is total."""
    row = connection.execute(
        "update conversation set last_seq = last_seq + 1 where id = %s returning last_seq",
        (conversation_id,),
    ).fetchone()
    assert row is not None
    return int(row[0])


def next_outbound_seq(connection: Connection, conversation_id: int, at: datetime) -> int:
    """The same, for words of ours: whatever had failed before is answered by them."""
    row = connection.execute(
        "update conversation set last_seq = last_seq + 1, last_outbound_seq = last_seq + 1,"
        " failed_seq = null, last_at = greatest(last_at, %s) where id = %s returning last_seq",
        (at, conversation_id),
    ).fetchone()
    assert row is not None
    return int(row[0])


def _load(connection: Connection, conversation_id: int, locking: str) -> ConversationRow | None:
    with connection.cursor(row_factory=class_row(ConversationRow)) as cursor:
        return cursor.execute(
            f"select {_COLUMNS} from conversation where id = %s{locking}",
            (conversation_id,),
        ).fetchone()
