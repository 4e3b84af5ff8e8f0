"""Actions: every write decided for a contact, journaled under a key that happens once."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg.rows import class_row

from coccinelle.core.proposal import PlannedAction
from coccinelle.store.database import Connection

_COLUMNS = (
    "id, turn_id, conversation_id, contact_id, kind, state, params, result, summary, at,"
    " attempts, called_at"
)


def add(
    connection: Connection, action: PlannedAction, *, turn_id: int | None, conversation_id: int,
    contact_id: int, at: datetime,
) -> int | None:  # fmt: skip
    """The action's id in state `planned`; None when this very wish was already carried out."""
    row = connection.execute(
        "insert into action (turn_id, conversation_id, contact_id, kind, key, state, params,"
        " summary, at) values (%s, %s, %s, %s, %s, 'planned', %s, %s, %s)"
        " on conflict (business_id, key) do nothing returning id",
        (turn_id, conversation_id, contact_id, action.kind, action.key, json.dumps(action.params),
         action.summary, at),
    ).fetchone()  # fmt: skip
    return int(row[0]) if row else None


def done(connection: Connection, action_id: int, result: dict[str, Any]) -> None:
    connection.execute(
        "update action set state = 'done', result = %s where id = %s",
        (json.dumps(result), action_id),
    )


@dataclass(frozen=True, slots=True)
class ActionRow:
    """attempts: calls of an outside system that ended without effect; called_at: the last one."""

    id: int
    turn_id: int | None
    conversation_id: int | None
    contact_id: int | None
    kind: str
    state: str
    params: dict[str, Any]
    result: dict[str, Any]
    summary: str
    at: datetime
    attempts: int
    called_at: datetime | None


def lock(connection: Connection, action_id: int) -> ActionRow | None:
    return _one(connection, "id = %s for update", action_id)


def load(connection: Connection, action_id: int) -> ActionRow | None:
    return _one(connection, "id = %s", action_id)


def result_of(connection: Connection, key: str) -> dict[str, Any] | None:
    """Of the action this key names, once done; None while it is not."""
    row = connection.execute(
        "select result from action where key = %s and state = 'done'", (key,)
    ).fetchone()
    return row[0] if row else None


def undone(connection: Connection, action_id: int) -> None:
    connection.execute("update action set state = 'undone' where id = %s", (action_id,))


def next_outside(
    connection: Connection, conversation_id: int, kinds: list[str]
) -> ActionRow | None:
    """The oldest act that may be called now, locked."""
    with connection.cursor(row_factory=class_row(ActionRow)) as cursor:
        return cursor.execute(
            f"select {_COLUMNS} from action where conversation_id = %s and kind = any(%s)"
            " and state = 'planned' and called_at is null order by id limit 1"
            " for update skip locked",
            (conversation_id, kinds),
        ).fetchone()


def awaited(connection: Connection, turn_id: int) -> int | None:
    """The act of this turn that a reply has to wait for: planned, not called yet."""
    row = connection.execute(
        "select max(id) from action where turn_id = %s and state = 'planned'", (turn_id,)
    ).fetchone()
    return row[0] if row else None


def count_since(
    connection: Connection, kind: str, since: datetime, contact_id: int | None = None
) -> int:
    """Acts of this kind that were done, or will be; of one contact, or of all."""
    row = connection.execute(
        "select count(*) from action where kind = %s and at >= %s"
        " and state in ('planned', 'calling', 'done', 'unknown')"
        " and contact_id = coalesce(%s, contact_id)",
        (kind, since, contact_id),
    ).fetchone()
    assert row is not None
    return int(row[0])


def lock_kind(connection: Connection, kind: str) -> None:
    """Nobody else counts acts of this kind until this transaction ends."""
    connection.execute(
        "select pg_advisory_xact_lock(hashtextextended(%s, business_id)) from business", (kind,)
    )


def calling(connection: Connection, action_id: int, *, at: datetime) -> None:
    connection.execute(
        "update action set state = 'calling', called_at = %s where id = %s", (at, action_id)
    )


def planned_again(connection: Connection, action_id: int) -> None:
    """The call had no effect; it is not made again before `call_again`."""
    connection.execute(
        "update action set state = 'planned', attempts = attempts + 1 where id = %s", (action_id,)
    )


def call_again(connection: Connection, action_id: int) -> None:
    connection.execute("update action set called_at = null where id = %s", (action_id,))


def plan_anew(connection: Connection, action_id: int) -> None:
    """As if it had been called once in vain: what comes of it is told apart from the reply."""
    connection.execute(
        "update action set state = 'planned', attempts = 1, called_at = null, result = '{}'"
        " where id = %s",
        (action_id,),
    )


def ended(connection: Connection, action_id: int, state: str, result: dict[str, Any]) -> None:
    """Not done, or nobody knows: it is never called again."""
    connection.execute(
        "update action set state = %s, result = %s where id = %s",
        (state, json.dumps(result), action_id),
    )


def of_turns(connection: Connection, turn_ids: list[int]) -> list[ActionRow]:
    with connection.cursor(row_factory=class_row(ActionRow)) as cursor:
        return cursor.execute(
            f"select {_COLUMNS} from action where turn_id = any(%s) order by id", (turn_ids,)
        ).fetchall()


def _one(connection: Connection, where: str, action_id: int) -> ActionRow | None:
    with connection.cursor(row_factory=class_row(ActionRow)) as cursor:
        return cursor.execute(
            f"select {_COLUMNS} from action where {where}", (action_id,)
        ).fetchone()
