"""Messages a provider announced: each is fetched once, by whoever claims it when it is due."""

from dataclasses import dataclass
from datetime import datetime

from psycopg.rows import class_row

from coccinelle.store.database import Connection


@dataclass(frozen=True, slots=True)
class IncomingRow:
    """attempts: how often it was claimed, this time included."""

    id: int
    channel_id: int
    provider_id: str
    at: datetime
    attempts: int


def add(connection: Connection, channel_id: int, provider_id: str, at: datetime) -> bool:
    """False when it was announced before."""
    added = connection.execute(
        "insert into incoming (channel_id, provider_id, at, due_at) values (%s, %s, %s, %s)"
        " on conflict (business_id, channel_id, provider_id) do nothing",
        (channel_id, provider_id, at, at),
    )
    return added.rowcount == 1


def is_known(connection: Connection, adapter: str, provider_id: str) -> bool:
    """By any channel of this adapter: an e-mail to two mailboxes of ours is one."""
    row = connection.execute(
        "select exists (select from incoming i join channel c on c.id = i.channel_id"
        " where c.adapter = %s and i.provider_id = %s)",
        (adapter, provider_id),
    ).fetchone()
    return bool(row and row[0])


def claim_due(connection: Connection, now: datetime, retry_at: datetime) -> IncomingRow | None:
    """The oldest one that is due; it falls due again at `retry_at` unless it is settled before."""
    with connection.cursor(row_factory=class_row(IncomingRow)) as cursor:
        return cursor.execute(
            "update incoming set attempts = attempts + 1, due_at = %s where id = ("
            "  select id from incoming where due_at <= %s order by due_at, id limit 1"
            "  for update skip locked)"
            " returning id, channel_id, provider_id, at, attempts",
            (retry_at, now),
        ).fetchone()


def postpone(connection: Connection, incoming_id: int, due_at: datetime) -> None:
    connection.execute("update incoming set due_at = %s where id = %s", (due_at, incoming_id))


def settle(connection: Connection, incoming_id: int, fetched_at: datetime | None) -> None:
    """fetched_at: None when it could not be had and is given up."""
    connection.execute(
        "update incoming set due_at = null, fetched_at = %s where id = %s",
        (fetched_at, incoming_id),
    )
