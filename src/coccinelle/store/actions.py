"""Actions: every write decided for a contact, journaled under a key that happens once."""

import json
from datetime import datetime
from typing import Any

from coccinelle.core.proposal import PlannedAction
from coccinelle.store.database import Connection


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
