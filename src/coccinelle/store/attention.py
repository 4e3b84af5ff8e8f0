"""A customer's open conversations as members see them, as one: assigned, put off, closed, read."""

from datetime import datetime

from coccinelle.store.database import Connection
from coccinelle.store.live import RING


def lock_open(connection: Connection, conversation_id: int) -> list[int]:
    """Those of this conversation's customer, locked in one order: what two members do is done one
    after the other. Empty when all are closed."""
    rows = connection.execute(
        "select id from conversation where state = 'open' and contact_id ="
        " (select contact_id from conversation where id = %s) order by id for update",
        (conversation_id,),
    )
    return [row[0] for row in rows]


def lock_open_of(connection: Connection, contact_id: int) -> list[int]:
    """The same, of a customer who may have none."""
    rows = connection.execute(
        "select id from conversation where state = 'open' and contact_id = %s order by id"
        " for update",
        (contact_id,),
    )
    return [row[0] for row in rows]


def assign(connection: Connection, ids: list[int], member_id: int | None) -> bool:
    """False when it changes nothing."""
    return _changed(
        connection,
        "assigned_to = %(to)s where id = any(%(ids)s) and assigned_to is distinct from %(to)s",
        {"to": member_id, "ids": ids},
    )


def snooze(connection: Connection, ids: list[int], until: datetime) -> bool:
    return _changed(
        connection,
        "snoozed_until = %(at)s, read_seq = last_seq where id = any(%(ids)s)"
        " and snoozed_until is distinct from %(at)s",
        {"at": until, "ids": ids},
    )


def wake(connection: Connection, ids: list[int], due: datetime | None = None) -> bool:
    """Back in the list, unread. due: only what was put off until then or before."""
    return _changed(
        connection,
        "snoozed_until = null, read_seq = last_inbound_seq - 1 where id = any(%(ids)s)"
        " and snoozed_until is not null and snoozed_until <= coalesce(%(due)s, snoozed_until)",
        {"due": due, "ids": ids},
    )


def due(connection: Connection, now: datetime) -> list[int]:
    """The newest conversation of each customer whose moment has come."""
    rows = connection.execute(
        "select max(id) from conversation where snoozed_until <= %s and state = 'open'"
        " group by contact_id order by 1",
        (now,),
    )
    return [row[0] for row in rows]


def close(connection: Connection, ids: list[int], *, by: str, at: datetime) -> bool:
    """What was in a member's hands is the assistant's again when the customer writes next."""
    return _changed(
        connection,
        "state = 'closed', closed_at = %(at)s, closed_by = %(by)s, snoozed_until = null,"
        " failed_seq = null, paused_at = null, paused_by = '', read_seq = last_seq"
        " where id = any(%(ids)s) and state = 'open'",
        {"at": at, "by": by, "ids": ids},
    )


def reopen(connection: Connection, conversation_id: int) -> bool:
    """False when it is open, another one took its place, or its address left this customer."""
    return _changed(
        connection,
        "state = 'open', closed_at = null, closed_by = '' where id = %(id)s and state = 'closed'"
        " and contact_id = (select contact_id from address where id = conversation.address_id)"
        " and not exists (select from conversation o where o.state = 'open'"
        "  and (o.channel_id, o.address_id, o.thread) ="
        "  (conversation.channel_id, conversation.address_id, conversation.thread))",
        {"id": conversation_id},
    )


def customer_writes(
    connection: Connection, *, channel_id: int, address_id: int, thread: str, since: datetime
) -> None:
    """What was put off is back; what a member closed since goes on where it was."""
    connection.execute(
        "update conversation c set snoozed_until = null, state = 'open', closed_at = null,"
        " closed_by = '' where c.contact_id = (select contact_id from address where id = %(a)s)"
        " and (c.snoozed_until is not null and c.state = 'open' or c.id = (select max(l.id)"
        "  from conversation l where l.contact_id = c.contact_id and l.channel_id = %(c)s"
        "  and l.address_id = %(a)s and l.thread = %(t)s having bool_and(l.state = 'closed')"
        "  and max(l.closed_at) >= %(since)s and max(l.emptied_at) is null)"
        "  and c.state = 'closed' and c.closed_at >= %(since)s)",
        {"c": channel_id, "a": address_id, "t": thread, "since": since},
    )


def read(connection: Connection, conversation_id: int) -> bool:
    """By a member, in all of this customer's conversations."""
    return _changed(
        connection,
        "read_seq = last_seq where contact_id ="
        " (select contact_id from conversation where id = %(id)s)"
        " and last_inbound_seq > read_seq",
        {"id": conversation_id},
    )


def unread(connection: Connection, conversation_id: int) -> bool:
    return _changed(
        connection,
        "read_seq = last_inbound_seq - 1 where id = %(id)s and state = 'open'"
        " and last_inbound_seq <= read_seq",
        {"id": conversation_id},
    )


def waits_for_an_answer(connection: Connection, ids: list[int]) -> bool:
    """The assistant is about to answer in one of them."""
    row = connection.execute(
        "select exists (select from conversation where id = any(%s) and answer_at is not null)",
        (ids,),
    ).fetchone()
    return bool(row and row[0])


def failure_handled(connection: Connection, conversation_id: int) -> None:
    connection.execute(
        "update conversation set failed_seq = null where id = %s", (conversation_id,)
    )


def _changed(connection: Connection, changes: str, values: dict[str, object]) -> bool:
    row = connection.execute(
        f"with done as (update conversation set {changes} returning id)"
        f" select count(*), {RING} from done having count(*) > 0".encode(),
        values,
    ).fetchone()
    return row is not None
