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


def open_ones(connection: Connection) -> list[GapRow]:
    """The newest few thousand, newest first; of a person who was erased nothing is left to read."""
    with connection.cursor(row_factory=class_row(GapRow)) as cursor:
        return cursor.execute(
            "select question, conversation_id, at from knowledge_gap"
            " where answered_at is null and question <> '' order by id desc limit %s",
            (READ,),
        ).fetchall()
