"""What members said was wrong in automatic messages."""

from datetime import datetime

from coccinelle.store.database import Connection


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


def kinds_of(connection: Connection, turn_ids: list[int]) -> dict[int, str]:
    """What was said of each of these turns; nothing for those nobody called wrong."""
    rows = connection.execute(
        "select turn_id, kind from correction where turn_id = any(%s) order by id", (turn_ids,)
    ).fetchall()
    return {int(turn_id): str(kind) for turn_id, kind in rows}
