"""What is played on a copy: a row that a worker takes, tells its progress in, and ends."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from psycopg.rows import class_row

from coccinelle.store.database import Connection, Database
from coccinelle.store.live import RING

_COLUMNS = (
    "id, kind, title, script, replies, trial_script_id, turn, turns, tries, conversation_id,"
    " from_at, started_at, is_over, told, changes"
)


@dataclass(frozen=True, slots=True)
class NewPlay:
    """kind: clock, scenario, script, again. replies: what is compared with what is said, if any.

    from_at: the copy's time; started_at: real time.
    """

    kind: str
    title: str
    script: str
    turns: int
    from_at: datetime
    started_at: datetime
    replies: Sequence[str] | None = None
    trial_script_id: int | None = None


@dataclass(frozen=True, slots=True)
class PlayRow:
    """turn: how many are played. told: why it ended early. changes: pairs of before and after."""

    id: int
    kind: str
    title: str
    script: str
    replies: list[str] | None
    trial_script_id: int | None
    turn: int
    turns: int
    tries: int
    conversation_id: int | None
    from_at: datetime
    started_at: datetime
    is_over: bool
    told: str
    changes: list[list[str]]


def waiting(database: Database, at: datetime) -> list[int]:
    """Copies whose play nobody is at, the longest waiting first; at: real time."""
    with database.routing() as connection:
        rows = connection.execute("select plays(%s)", (at,)).fetchall()
    return [int(row[0]) for row in rows]


def put(connection: Connection, new: NewPlay) -> bool:
    """In the place of what was played before; False while something is being played."""
    row = connection.execute(
        _PUT,
        (new.kind, new.title, new.script, new.turns, new.from_at, new.started_at,
         None if new.replies is None else list(new.replies), new.trial_script_id),
    ).fetchone()  # fmt: skip
    if row is None:
        return False
    connection.execute("update business set play_at = %s", (new.started_at,))
    return True


def current(connection: Connection) -> PlayRow | None:
    """What is played there, or was last."""
    with connection.cursor(row_factory=class_row(PlayRow)) as cursor:
        return cursor.execute(f"select {_COLUMNS} from trial_play").fetchone()


def claim(connection: Connection, at: datetime, until: datetime) -> PlayRow | None:
    """None when another worker was faster. until: when this one would be thought dead."""
    won = connection.execute(
        "update business set play_at = %s where play_at <= %s returning business_id", (until, at)
    ).fetchone()
    if won is None:
        return None
    with connection.cursor(row_factory=class_row(PlayRow)) as cursor:
        return cursor.execute(
            f"update trial_play set tries = tries + 1 where not is_over returning {_COLUMNS}"
        ).fetchone()


def keep(connection: Connection, play_id: int, until: datetime) -> bool:
    """Still at it; False when it was stopped, or the copy was made again."""
    row = connection.execute(
        "update business set play_at = %s where exists"
        " (select from trial_play where id = %s and not is_over) returning business_id",
        (until, play_id),
    ).fetchone()
    return row is not None


def played(connection: Connection, play_id: int, *, turn: int, conversation_id: int | None) -> None:
    connection.execute(
        "update trial_play set turn = %s, conversation_id = %s, tries = 0"
        f" where id = %s and not is_over returning {RING}",
        (turn, conversation_id, play_id),
    )


def end(
    connection: Connection, play_id: int, *, told: str = "", pairs: Sequence[Sequence[str]] = ()
) -> bool:
    """False when it had ended before. told: why it ends early."""
    row = connection.execute(
        "update trial_play set is_over = true, told = %s, changes = %s"
        f" where id = %s and not is_over returning {RING}",
        (told, json.dumps([list(pair) for pair in pairs]), play_id),
    ).fetchone()
    if row is not None:
        connection.execute("update business set play_at = null")
    return row is not None


_PUT = """
insert into trial_play (kind, title, script, turns, from_at, started_at, replies, trial_script_id)
values (%s, %s, %s, %s, %s, %s, %s, %s)
on conflict (business_id) do update set id = default, kind = excluded.kind, title = excluded.title,
    script = excluded.script, turns = excluded.turns, from_at = excluded.from_at,
    started_at = excluded.started_at, replies = excluded.replies,
    trial_script_id = excluded.trial_script_id, turn = 0, tries = 0, conversation_id = null,
    is_over = false, told = '', changes = '[]'
where trial_play.is_over returning id
"""
