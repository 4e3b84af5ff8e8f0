"""What was made to happen on a copy: news of carriers, counts, outages that last a while."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg.rows import class_row

from coccinelle.store.database import Connection
from coccinelle.store.live import RING


@dataclass(frozen=True, slots=True)
class TrialEvent:
    """event: a turn of a script, without its time."""

    at: datetime
    event: dict[str, Any]


def add(connection: Connection, event: dict[str, Any], *, at: datetime, once: str) -> None:
    """The same one is told once."""
    connection.execute(
        "insert into trial_event (at, event, once) values (%s, %s, %s)"
        f" on conflict (business_id, once) do nothing returning {RING}",
        (at, json.dumps(event), once),
    )


def all_of(connection: Connection) -> list[TrialEvent]:
    """Oldest first."""
    with connection.cursor(row_factory=class_row(TrialEvent)) as cursor:
        return cursor.execute("select at, event from trial_event order by at, id").fetchall()
