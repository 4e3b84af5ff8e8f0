"""The channels a business has opened, with their settings and sealed secrets."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from psycopg.rows import class_row

from coccinelle.store.database import Connection, Database
from coccinelle.store.live import RING

_COLUMNS = (
    "id, kind, adapter, key, address, settings, secrets, stopped_reason, removed_at, paused_at,"
    " paused_by, heard_at, refused_at"
)


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """key: the unguessable part of the webhook's URL; secrets: sealed bytes. heard_at: the first
    call the provider signed well since the keys were written; refused_at: the last that was not."""

    id: int
    kind: str
    adapter: str
    key: str
    address: str
    settings: dict[str, Any]
    secrets: bytes | None = field(repr=False)
    stopped_reason: str | None
    removed_at: datetime | None
    paused_at: datetime | None
    paused_by: str
    heard_at: datetime | None
    refused_at: datetime | None

    @property
    def is_running(self) -> bool:
        return not self.stopped_reason and self.removed_at is None


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


def is_removed(connection: Connection, channel_id: int) -> bool:
    row = by_id(connection, channel_id)
    return row is not None and row.removed_at is not None


def of_kind(connection: Connection, kind: str) -> ChannelRow | None:
    """The one we write first by; None when the business has none that works."""
    return next((row for row in all_of(connection) if row.kind == kind and row.is_running), None)


def all_of(connection: Connection) -> list[ChannelRow]:
    """None that was taken away."""
    return [row for row in ever(connection) if row.removed_at is None]


def ever(connection: Connection) -> list[ChannelRow]:
    """Those that were taken away too."""
    with connection.cursor(row_factory=class_row(ChannelRow)) as cursor:
        return cursor.execute(f"select {_COLUMNS} from channel order by id").fetchall()


def is_ours(connection: Connection, kind: str, address: str) -> bool:
    row = connection.execute(
        "select exists (select from channel where kind = %s and address = %s"
        " and removed_at is null)",
        (kind, address),
    ).fetchone()
    return bool(row and row[0])


def lock(connection: Connection) -> None:
    """One change at a time: no two have the same address."""
    connection.execute("select from business for no key update")


def of_address(connection: Connection, adapter: str, address: str) -> ChannelRow | None:
    """One that was taken away too, unless another one has its address now."""
    with connection.cursor(row_factory=class_row(ChannelRow)) as cursor:
        return cursor.execute(
            f"select {_COLUMNS} from channel where adapter = %s and address = %s"
            " order by removed_at desc nulls first, id limit 1",
            (adapter, address),
        ).fetchone()


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


def put(
    connection: Connection, *, kind: str, adapter: str, key: str, address: str,
    settings: dict[str, Any], secrets: bytes | None,
) -> ChannelRow:  # fmt: skip
    """The one that has this address takes the new keys, taken away or not; key: of a new one."""
    lock(connection)
    known = of_address(connection, adapter, address)
    if known is None:
        channel_id = add(
            connection, kind=kind, adapter=adapter, key=key, address=address, settings=settings,
            secrets=secrets,
        )  # fmt: skip
    else:
        channel_id = known.id
        replace_settings(
            connection, channel_id, address=address, settings=settings, secrets=secrets
        )
    row = by_id(connection, channel_id)
    assert row is not None, "just written"
    return row


def replace_settings(
    connection: Connection, channel_id: int, *, address: str, settings: dict[str, Any],
    secrets: bytes | None,
) -> None:  # fmt: skip
    """It runs anew, behind the same address to paste, even if it had been taken away."""
    connection.execute(
        "update channel set address = %s, settings = %s, secrets = %s, stopped_reason = null,"
        " removed_at = null, removed_by = '', heard_at = null, refused_at = null where id = %s",
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


def remove(connection: Connection, channel_id: int, *, at: datetime, by: str) -> bool:
    """Its keys are forgotten, and what came by it stays. False when it was taken away already."""
    changed = connection.execute(
        "update channel set removed_at = %s, removed_by = %s, settings = '{}', secrets = null,"
        " stopped_reason = null, paused_at = null, paused_by = ''"
        " where id = %s and removed_at is null",
        (at, by, channel_id),
    )
    return changed.rowcount == 1


def set_pause(connection: Connection, channel_id: int, at: datetime | None, by: str) -> bool:
    """at: None ends it. False when it was so already."""
    changed = connection.execute(
        "update channel set paused_at = %s, paused_by = %s where id = %s and removed_at is null"
        " and (paused_at is null) = (%s::timestamptz is not null)",
        (at, by, channel_id, at),
    )
    return changed.rowcount == 1


def heard(connection: Connection, channel_id: int, at: datetime) -> None:
    connection.execute(
        f"update channel set heard_at = %s where id = %s and heard_at is null returning {RING}",
        (at, channel_id),
    )


def refused(connection: Connection, channel_id: int, at: datetime) -> None:
    """Once a minute at most: whoever knows the address may call as often as they like."""
    connection.execute(
        "update channel set refused_at = %(at)s where id = %(id)s and (refused_at is null or"
        f" refused_at < %(at)s - interval '1 minute') returning {RING}",
        {"at": at, "id": channel_id},
    )


def leaving(connection: Connection, channel_id: int) -> list[int]:
    """The conversations where a message of ours has not left yet."""
    rows = connection.execute(
        "select distinct conversation_id from message where channel_id = %s"
        " and direction = 'outbound' and state in ('to_send', 'sending') order by 1",
        (channel_id,),
    ).fetchall()
    return [row[0] for row in rows]


@dataclass(frozen=True, slots=True)
class Hanging:
    """What lives by a channel: open conversations, drafts that wait, messages not gone yet."""

    conversations: int
    drafts: int
    leaving: int


def hanging(connection: Connection, channel_id: int) -> Hanging | None:
    with connection.cursor(row_factory=class_row(Hanging)) as cursor:
        return cursor.execute(
            "select (select count(*) from conversation where channel_id = h.id and state = 'open')"
            " as conversations, (select count(*) from draft d join conversation c"
            "  on c.id = d.conversation_id where c.channel_id = h.id and d.status = 'waiting')"
            " as drafts, (select count(*) from message where channel_id = h.id and direction ="
            "  'outbound' and state in ('to_send', 'sending')) as leaving from channel h"
            " where h.id = %s",
            (channel_id,),
        ).fetchone()
