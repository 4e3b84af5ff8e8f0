"""Turns: the trace a member can open, and the actions they decided."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg.rows import class_row

from coccinelle.store.database import Connection


@dataclass(frozen=True, slots=True)
class TurnRow:
    id: int
    conversation_id: int
    lane: str
    reading: dict[str, Any]
    decision: dict[str, Any]
    facts: list[dict[str, Any]]
    reply: list[dict[str, Any]]
    memory_before: dict[str, Any]
    timings: dict[str, float]
    at: datetime


def add(
    connection: Connection, conversation_id: int, *, lane: str, reading: dict[str, Any],
    decision: dict[str, Any], facts: list[dict[str, Any]], reply: list[dict[str, Any]],
    memory_before: dict[str, Any], timings: dict[str, float], at: datetime,
) -> int:  # fmt: skip
    row = connection.execute(
        "insert into turn (conversation_id, lane, reading, decision, facts, reply,"
        " memory_before, timings, at) values (%s, %s, %s, %s, %s, %s, %s, %s, %s)"
        " returning id",
        (conversation_id, lane, json.dumps(reading), json.dumps(decision), json.dumps(facts),
         json.dumps(reply), json.dumps(memory_before), json.dumps(timings), at),
    ).fetchone()  # fmt: skip
    assert row is not None
    return int(row[0])


def load(connection: Connection, turn_id: int) -> TurnRow | None:
    rows = _many(connection, "id = %s", (turn_id,))
    return rows[0] if rows else None


def of_conversation(connection: Connection, conversation_id: int) -> list[TurnRow]:
    return _many(connection, "conversation_id = %s order by id", (conversation_id,))


def all_of(connection: Connection, ids: list[int]) -> list[TurnRow]:
    return _many(connection, "id = any(%s) order by id", (ids,))


def _many(connection: Connection, where: str, values: tuple[object, ...]) -> list[TurnRow]:
    with connection.cursor(row_factory=class_row(TurnRow)) as cursor:
        return cursor.execute(
            "select id, conversation_id, lane, reading, decision, facts, reply,"
            f" memory_before, timings, at from turn where {where}",
            values,
        ).fetchall()
