"""What members said was wrong in automatic messages."""

from dataclasses import dataclass
from datetime import datetime

from psycopg.rows import class_row

from coccinelle.store.database import Connection


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    id: int
    turn_id: int
    conversation_id: int
    skill: str
    kind: str
    note: str
    by_member: str
    at: datetime


def add(
    connection: Connection, *, turn_id: int, conversation_id: int, skill: str, kind: str,
    note: str, by: str, at: datetime,
) -> bool:  # fmt: skip
    """False when this turn of this skill was called wrong already."""
    return (
        connection.execute(
            "insert into correction (turn_id, conversation_id, skill, kind, note, by_member, at)"
            " values (%s, %s, %s, %s, %s, %s, %s) on conflict do nothing",
            (turn_id, conversation_id, skill, kind, note, by, at),
        ).rowcount
        == 1
    )


def of_conversation(connection: Connection, conversation_id: int) -> list[CorrectionRow]:
    with connection.cursor(row_factory=class_row(CorrectionRow)) as cursor:
        return cursor.execute(
            "select id, turn_id, conversation_id, skill, kind, note, by_member, at"
            " from correction where conversation_id = %s order by id",
            (conversation_id,),
        ).fetchall()


def kinds_of(connection: Connection, turn_ids: list[int]) -> dict[int, str]:
    """What was said of each of these turns; nothing for those nobody called wrong."""
    rows = connection.execute(
        "select turn_id, kind from correction where turn_id = any(%s) order by id", (turn_ids,)
    ).fetchall()
    return {int(turn_id): str(kind) for turn_id, kind in rows}
