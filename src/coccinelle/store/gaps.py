"""What was asked and no page of the business answers."""

from dataclasses import dataclass
from datetime import datetime

from psycopg.rows import class_row

from coccinelle.store.database import Connection

READ = 3000


@dataclass(frozen=True, slots=True)
class GapRow:
    question: str
    conversation_id: int | None
    at: datetime
    is_aside: bool


def record(
    connection: Connection, question: str, *, conversation_id: int, turn_id: int, at: datetime
) -> None:
    connection.execute(
        "insert into knowledge_gap (question, conversation_id, turn_id, at)"
        " values (%s, %s, %s, %s)",
        (question, conversation_id, turn_id, at),
    )


def close(connection: Connection, questions: list[str], *, at: datetime) -> None:
    connection.execute(
        "update knowledge_gap set answered_at = %s"
        " where answered_at is null and question = any(%s)",
        (at, questions),
    )


def put_aside(connection: Connection, questions: list[str], *, at: datetime | None) -> None:
    """at: None to take them up again."""
    connection.execute(
        "update knowledge_gap set aside_at = %s where answered_at is null and question = any(%s)",
        (at, questions),
    )


def open_ones(connection: Connection) -> list[GapRow]:
    """The newest few thousand of those that wait, and as many put aside, newest first; of a person
    who was erased nothing is left to read."""
    with connection.cursor(row_factory=class_row(GapRow)) as cursor:
        waiting = cursor.execute(_NEWEST.format("null"), (READ,)).fetchall()
        return waiting + cursor.execute(_NEWEST.format("not null"), (READ,)).fetchall()


_NEWEST = (
    "select question, conversation_id, at, aside_at is not null as is_aside from knowledge_gap"
    " where answered_at is null and question <> '' and aside_at is {} order by id desc limit %s"
)
