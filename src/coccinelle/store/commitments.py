"""Commitments: promises with a deadline; each dies with its reason."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg.rows import class_row

from coccinelle.store.database import Connection

_COLUMNS = (
    "id, kind, conversation_id, contact_id, hold_id, params, reason, due_at, status, attempts,"
    " ended_at, ended_because"
)


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    id: int
    kind: str
    conversation_id: int | None
    contact_id: int | None
    hold_id: int | None
    params: dict[str, Any]
    reason: str
    due_at: datetime
    status: str
    attempts: int
    ended_at: datetime | None
    ended_because: str | None


def add(
    connection: Connection, *, kind: str, due_at: datetime, reason: str, at: datetime,
    conversation_id: int | None = None, contact_id: int | None = None, hold_id: int | None = None,
    params: dict[str, Any] | None = None,
) -> int:  # fmt: skip
    row = connection.execute(
        "insert into commitment (kind, due_at, reason, created_at, conversation_id, contact_id,"
        " hold_id, params) values (%s, %s, %s, %s, %s, %s, %s, %s) returning id",
        (kind, due_at, reason, at, conversation_id, contact_id, hold_id,
         json.dumps(params or {})),
    ).fetchone()  # fmt: skip
    assert row is not None
    return int(row[0])


def next_due(
    connection: Connection, conversation_id: int, now: datetime, besides: list[int]
) -> CommitmentRow | None:
    """The oldest one that is due, but those in `besides`; conversation 0 is the business itself."""
    rows = _many(
        connection,
        "coalesce(conversation_id, 0) = %s and status = 'pending' and due_at <= %s"
        " and id <> all(%s) order by due_at, id limit 1",
        (conversation_id, now, besides),
    )
    return rows[0] if rows else None


def due(connection: Connection, conversation_id: int, now: datetime) -> list[CommitmentRow]:
    """All that are due, locked."""
    return _many(
        connection,
        "coalesce(conversation_id, 0) = %s and status = 'pending' and due_at <= %s"
        " order by due_at, id for update skip locked",
        (conversation_id, now),
    )


def claim(connection: Connection, commitment_id: int, now: datetime) -> CommitmentRow | None:
    """Locked, if it is still to be kept and still due; None when someone else has it in hand."""
    rows = _many(
        connection,
        "id = %s and status = 'pending' and due_at <= %s for update skip locked",
        (commitment_id, now),
    )
    return rows[0] if rows else None


def load(connection: Connection, commitment_id: int) -> CommitmentRow | None:
    rows = _many(connection, "id = %s", (commitment_id,))
    return rows[0] if rows else None


def lock(connection: Connection, commitment_id: int) -> CommitmentRow | None:
    """Waits for whoever has it in hand."""
    rows = _many(connection, "id = %s for update", (commitment_id,))
    return rows[0] if rows else None


def end(
    connection: Connection,
    commitment_id: int,
    *,
    status: str,
    because: str,
    at: datetime,
) -> None:
    connection.execute(
        "update commitment set status = %s, ended_because = %s, ended_at = %s where id = %s",
        (status, because, at, commitment_id),
    )


def end_of_hold(
    connection: Connection,
    hold_id: int,
    *,
    because: str,
    at: datetime,
    kind: str | None = None,
) -> None:
    """Everything that hangs on a hold ends with it; `kind` ends only one sort."""
    connection.execute(
        "update commitment set status = 'cancelled', ended_because = %s, ended_at = %s"
        " where hold_id = %s and status = 'pending' and (%s::text is null or kind = %s)",
        (because, at, hold_id, kind, kind),
    )


def end_of_parcel(connection: Connection, parcel_id: int, *, because: str, at: datetime) -> None:
    """Everything that hangs on a parcel that came back ends with it."""
    connection.execute(
        "update commitment set status = 'cancelled', ended_because = %s, ended_at = %s"
        " where status = 'pending' and params ? 'parcel_id'"
        " and (params ->> 'parcel_id')::bigint = %s",
        (because, at, parcel_id),
    )


def end_of_action(
    connection: Connection, action_id: int, *, status: str, because: str, at: datetime
) -> None:
    """What watched over an outside act ends with it."""
    connection.execute(
        "update commitment set status = %s, ended_because = %s, ended_at = %s"
        " where status = 'pending' and (params ->> 'action_id')::bigint = %s",
        (status, because, at, action_id),
    )


def postpone_action(connection: Connection, action_id: int, due_at: datetime) -> None:
    connection.execute(
        "update commitment set due_at = %s, attempts = attempts + 1"
        " where status = 'pending' and (params ->> 'action_id')::bigint = %s",
        (due_at, action_id),
    )


def fail_due(connection: Connection, conversation_id: int, *, because: str, at: datetime) -> None:
    """Promises that could not be kept however often it was tried: they fall due no more."""
    connection.execute(
        "update commitment set status = 'failed', ended_because = %s, ended_at = %s"
        " where conversation_id = %s and status = 'pending' and due_at <= %s",
        (because, at, conversation_id, at),
    )


def postpone(connection: Connection, commitment_id: int, due_at: datetime) -> None:
    """After a try in vain: they are counted."""
    connection.execute(
        "update commitment set due_at = %s, attempts = attempts + 1 where id = %s",
        (due_at, commitment_id),
    )


def reword(connection: Connection, commitment_id: int, reason: str) -> None:
    connection.execute("update commitment set reason = %s where id = %s", (reason, commitment_id))


def put_off(
    connection: Connection, commitment_id: int, due_at: datetime,
    params: dict[str, Any] | None = None,
) -> None:  # fmt: skip
    """All is well, it is only later; earlier tries no longer count. params: None keeps them."""
    connection.execute(
        "update commitment set due_at = %s, attempts = 0, params = coalesce(%s, params)"
        " where id = %s",
        (due_at, None if params is None else json.dumps(params), commitment_id),
    )


def all_of(connection: Connection, *, pending_only: bool = False) -> list[CommitmentRow]:
    where = "status = 'pending'" if pending_only else "true"
    return _many(connection, where + " order by due_at, id", ())


def next_to_keep(connection: Connection, limit: int) -> list[CommitmentRow]:
    return _many(connection, "status = 'pending' order by due_at, id limit %s", (limit,))


def last_ended(connection: Connection, limit: int) -> list[CommitmentRow]:
    """Kept or not, the newest end first."""
    where = "status <> 'pending' order by ended_at desc nulls last, id desc limit %s"
    return _many(connection, where, (limit,))


def of_order(connection: Connection, order: str, kinds: tuple[str, ...]) -> list[CommitmentRow]:
    """Those of these kinds that are still to be kept for an order."""
    return _many(
        connection,
        "params ->> 'order' = %s and kind = any(%s) and status = 'pending' order by id",
        (order, list(kinds)),
    )


def running(connection: Connection, conversation_id: int, kind: str) -> CommitmentRow | None:
    """The soonest of this kind still to be kept here; conversation 0 is the business itself."""
    rows = _many(
        connection,
        "coalesce(conversation_id, 0) = %s and kind = %s and status = 'pending'"
        " order by due_at, id limit 1",
        (conversation_id, kind),
    )
    return rows[0] if rows else None


def share(connection: Connection, kind: str) -> bool:
    """Whether one of this kind still runs; it cannot end before this transaction does."""
    row = connection.execute(
        "select id from commitment where kind = %s and status = 'pending' limit 1 for share",
        (kind,),
    ).fetchone()
    return row is not None


def end_all(
    connection: Connection, conversation_id: int, kind: str, *, status: str, because: str,
    at: datetime,
) -> None:  # fmt: skip
    """Every promise of this kind in a conversation, but one that is being kept right now."""
    connection.execute(
        "update commitment set status = %s, ended_because = %s, ended_at = %s"
        " where id in (select id from commitment where conversation_id = %s and kind = %s"
        "  and status = 'pending' for update skip locked)",
        (status, because, at, conversation_id, kind),
    )


def from_source(connection: Connection, conversation_id: int, source: str) -> list[CommitmentRow]:
    """Those still to be kept in a conversation that come from there."""
    return _many(
        connection,
        "conversation_id = %s and status = 'pending' and params ->> 'source' = %s order by id",
        (conversation_id, source),
    )


def of_parcels(connection: Connection, parcel_ids: list[int]) -> list[CommitmentRow]:
    """What hangs on parcels that came back, kept or not, oldest first."""
    return _many(
        connection,
        "params ? 'parcel_id' and (params ->> 'parcel_id')::bigint = any(%s) order by id",
        (parcel_ids,),
    )


def of_conversation(connection: Connection, conversation_id: int) -> list[CommitmentRow]:
    return _many(connection, "conversation_id = %s order by due_at, id", (conversation_id,))


def of_contact(connection: Connection, contact_id: int, limit: int) -> list[CommitmentRow]:
    """Of all the contact's conversations: those to be kept first, then the newest."""
    return _many(
        connection,
        "conversation_id in (select id from conversation where contact_id = %s)"
        " order by status = 'pending' desc, due_at desc, id desc limit %s",
        (contact_id, limit),
    )


def _many(connection: Connection, where: str, values: tuple[object, ...]) -> list[CommitmentRow]:
    with connection.cursor(row_factory=class_row(CommitmentRow)) as cursor:
        return cursor.execute(f"select {_COLUMNS} from commitment where {where}", values).fetchall()
