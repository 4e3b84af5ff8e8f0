"""What members set on the screen: one row a setting, which wins over the imported one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from coccinelle.store.database import Connection

_SAVE = """
insert into setting (key, value, set_by, set_at) values (%s, %s, %s, %s)
on conflict (business_id, key) do update set value = excluded.value, set_by = excluded.set_by,
    set_at = excluded.set_at
"""


@dataclass(frozen=True, slots=True)
class SettingRow:
    key: str
    value: Any
    set_by: str
    set_at: datetime


def lock(connection: Connection) -> None:
    """One change at a time: each is judged together with all the others."""
    connection.execute("select from business for no key update")


def all_of(connection: Connection) -> dict[str, SettingRow]:
    with connection.cursor(row_factory=class_row(SettingRow)) as cursor:
        rows = cursor.execute("select key, value, set_by, set_at from setting").fetchall()
    return {row.key: row for row in rows}


def one_of(connection: Connection, key: str) -> SettingRow | None:
    with connection.cursor(row_factory=class_row(SettingRow)) as cursor:
        return cursor.execute(
            "select key, value, set_by, set_at from setting where key = %s", (key,)
        ).fetchone()


def put(connection: Connection, values: Mapping[str, Any], *, by: str, at: datetime) -> None:
    for key, value in values.items():
        connection.execute(_SAVE, (key, Jsonb(value), by, at))


def take_back(connection: Connection, keys: Iterable[str]) -> None:
    """What was imported counts again."""
    connection.execute("delete from setting where key = any(%s)", (list(keys),))
