"""The connectors a business has opened, with their settings and sealed secrets."""

import json
from dataclasses import dataclass, field
from typing import Any

from psycopg.rows import class_row

from coccinelle.store.database import Connection

_COLUMNS = "id, kind, adapter, settings, secrets, stopped_reason"


@dataclass(frozen=True, slots=True)
class ConnectorRow:
    """secrets: sealed bytes."""

    id: int
    kind: str
    adapter: str
    settings: dict[str, Any]
    secrets: bytes | None = field(repr=False)
    stopped_reason: str | None


def all_of(connection: Connection, kind: str | None = None) -> list[ConnectorRow]:
    """In the order they were opened."""
    with connection.cursor(row_factory=class_row(ConnectorRow)) as cursor:
        return cursor.execute(
            f"select {_COLUMNS} from connector where %s::text is null or kind = %s order by id",
            (kind, kind),
        ).fetchall()


def put(
    connection: Connection, *, kind: str, adapter: str, settings: dict[str, Any],
    secrets: bytes | None,
) -> int:  # fmt: skip
    """Opened again, it takes the new keys and runs anew."""
    row = connection.execute(
        "insert into connector (kind, adapter, settings, secrets) values (%s, %s, %s, %s)"
        " on conflict (business_id, kind, adapter) do update set settings = excluded.settings,"
        " secrets = excluded.secrets, stopped_reason = null returning id",
        (kind, adapter, json.dumps(settings), secrets),
    ).fetchone()
    assert row is not None
    return int(row[0])


def remove(connection: Connection, adapter: str) -> bool:
    """False when there was none."""
    gone = connection.execute("delete from connector where adapter = %s", (adapter,))
    return gone.rowcount > 0


def replace_secrets(connection: Connection, connector_id: int, old: bytes, new: bytes) -> int:
    """The same secrets under another key; 0 when they were changed meanwhile."""
    return connection.execute(
        "update connector set secrets = %s where id = %s and secrets = %s",
        (new, connector_id, old),
    ).rowcount
