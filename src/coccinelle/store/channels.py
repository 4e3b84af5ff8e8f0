"""The channels a business has opened, with their settings and sealed secrets."""

import json
from dataclasses import dataclass, field
from typing import Any

from psycopg.rows import class_row

from coccinelle.store.database import Connection, Database

_COLUMNS = "id, kind, adapter, key, address, settings, secrets, stopped_reason"


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """key: the unguessable part of the webhook's URL; secrets: sealed bytes."""

    id: int
    kind: str
    adapter: str
    key: str
    address: str
    settings: dict[str, Any]
    secrets: bytes | None = field(repr=False)
    stopped_reason: str | None


def business_of(database: Database, adapter: str, key: str) -> int | None:
    """Asked with whatever a stranger writes in a URL: no database takes a null character."""
    if "\0" in adapter + key:
        return None
    with database.routing() as connection:
        row = connection.execute("select business_of_channel(%s, %s)", (adapter, key)).fetchone()
    return row[0] if row else None


def by_key(connection: Connection, key: str) -> ChannelRow | None:
    with connection.cursor(row_factory=class_row(ChannelRow)) as cursor:
        return cursor.execute(f"select {_COLUMNS} from channel where key = %s", (key,)).fetchone()


def by_id(connection: Connection, channel_id: int) -> ChannelRow | None:
    with connection.cursor(row_factory=class_row(ChannelRow)) as cursor:
        return cursor.execute(
            f"select {_COLUMNS} from channel where id = %s", (channel_id,)
        ).fetchone()


def of_kind(connection: Connection, kind: str) -> ChannelRow | None:
    """The one we write first by; None when the business has none that works."""
    return next(
        (row for row in all_of(connection) if row.kind == kind and not row.stopped_reason), None
    )


def all_of(connection: Connection) -> list[ChannelRow]:
    with connection.cursor(row_factory=class_row(ChannelRow)) as cursor:
        return cursor.execute(f"select {_COLUMNS} from channel order by id").fetchall()


def add(
    connection: Connection, *, kind: str, adapter: str, key: str, address: str,
    settings: dict[str, Any], secrets: bytes | None,
) -> int:  # fmt: skip
    row = connection.execute(
        "insert into channel (kind, adapter, key, address, settings, secrets)"
        " values (%s, %s, %s, %s, %s, %s) returning id",
        (kind, adapter, key, address, json.dumps(settings), secrets),
    ).fetchone()
    assert row is not None
    return int(row[0])


def replace_settings(
    connection: Connection, channel_id: int, *, address: str, settings: dict[str, Any],
    secrets: bytes | None,
) -> None:  # fmt: skip
    """It runs anew, behind the same address to paste."""
    connection.execute(
        "update channel set address = %s, settings = %s, secrets = %s, stopped_reason = null"
        " where id = %s",
        (address, json.dumps(settings), secrets, channel_id),
    )


def replace_secrets(connection: Connection, channel_id: int, old: bytes, new: bytes) -> int:
    """The same secrets under another key; 0 when they were changed meanwhile."""
    return connection.execute(
        "update channel set secrets = %s where id = %s and secrets = %s", (new, channel_id, old)
    ).rowcount


def stop(connection: Connection, channel_id: int, reason: str) -> bool:
    """True when it was running until now."""
    changed = connection.execute(
        "update channel set stopped_reason = %s where id = %s and stopped_reason is null",
        (reason, channel_id),
    )
    return changed.rowcount == 1
