"""What the channels of a copy sent, as whoever received it reads it."""

from collections.abc import Sequence
from dataclasses import dataclass

from psycopg.rows import class_row

from coccinelle.store.database import Connection


@dataclass(frozen=True, slots=True)
class SentRow:
    message_id: int
    subject: str
    text: str


def add(connection: Connection, message_id: int, *, subject: str, text: str) -> None:
    """Sent again, it is what it was."""
    connection.execute(
        "insert into trial_sent (message_id, subject, text) values (%s, %s, %s)"
        " on conflict (business_id, message_id) do nothing",
        (message_id, subject, text),
    )


def of_messages(connection: Connection, message_ids: Sequence[int]) -> dict[int, SentRow]:
    with connection.cursor(row_factory=class_row(SentRow)) as cursor:
        rows = cursor.execute(
            "select message_id, subject, text from trial_sent where message_id = any(%s)",
            (list(message_ids),),
        ).fetchall()
    return {row.message_id: row for row in rows}


def numbers(connection: Connection) -> list[int]:
    """Of the messages that were sent."""
    return [number for (number,) in connection.execute("select message_id from trial_sent")]


def lately(connection: Connection) -> list[str]:
    """The last texts, members' alerts included, oldest first."""
    rows = connection.execute(
        "select text from (select message_id, text from trial_sent order by message_id desc"
        " limit 100) as last order by message_id"
    )
    return [text for (text,) in rows]
