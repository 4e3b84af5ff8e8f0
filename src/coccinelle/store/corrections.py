"""What members said was wrong in automatic messages."""

from dataclasses import dataclass
from datetime import datetime

from coccinelle.store.database import Connection


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """note: what they said more of it, in their words."""

    kind: str
    note: str
    by_member: str


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


def of_turns(connection: Connection, turn_ids: list[int]) -> dict[int, CorrectionRow]:
    """What was said of each of these turns; nothing for those nobody called wrong."""
    rows = connection.execute(
        "select turn_id, kind, note, by_member from correction where turn_id = any(%s) order by id",
        (turn_ids,),
    ).fetchall()
    return {int(turn_id): CorrectionRow(*told) for turn_id, *told in rows}
