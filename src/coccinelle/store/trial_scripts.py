"""Scripts that members kept from what they tried, with what was answered then."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from psycopg.rows import class_row

from coccinelle.store.database import Connection

_COLUMNS = "id, name, script, replies, by_member, made_at, run_at, changes"


@dataclass(frozen=True, slots=True)
class TrialScript:
    """script: as `coccinelle simulate` reads it. replies: what was answered, in order.

    changes: pairs of before and after, of the last run.
    """

    id: int
    name: str
    script: str
    replies: list[str]
    by_member: str
    made_at: datetime
    run_at: datetime | None
    changes: list[list[str]]


def add(
    connection: Connection, *, name: str, script: str, replies: Sequence[str], by: str, at: datetime
) -> int:
    row = connection.execute(
        "insert into trial_script (name, script, replies, by_member, made_at)"
        " values (%s, %s, %s, %s, %s) returning id",
        (name, script, list(replies), by, at),
    ).fetchone()
    assert row is not None
    return int(row[0])


def all_of(connection: Connection) -> list[TrialScript]:
    """The newest first."""
    with connection.cursor(row_factory=class_row(TrialScript)) as cursor:
        return cursor.execute(
            f"select {_COLUMNS} from trial_script order by id desc limit 50"
        ).fetchall()


def load(connection: Connection, trial_script_id: int) -> TrialScript | None:
    with connection.cursor(row_factory=class_row(TrialScript)) as cursor:
        return cursor.execute(
            f"select {_COLUMNS} from trial_script where id = %s", (trial_script_id,)
        ).fetchone()


def ran(
    connection: Connection, trial_script_id: int, *, at: datetime, pairs: Sequence[Sequence[str]]
) -> None:
    connection.execute(
        "update trial_script set run_at = %s, changes = %s where id = %s",
        (at, json.dumps([list(pair) for pair in pairs]), trial_script_id),
    )


def remove(connection: Connection, trial_script_id: int) -> None:
    connection.execute("delete from trial_script where id = %s", (trial_script_id,))
