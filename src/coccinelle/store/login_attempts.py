"""Attempts to log in, counted for every process of the program; of no business, by hash alone."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from coccinelle.store.database import Connection, Database


@dataclass(frozen=True, slots=True)
class Strikes:
    """free_at: before then no attempt is looked at."""

    count: int
    last_at: datetime
    free_at: datetime


@dataclass(frozen=True, slots=True)
class Counted:
    """The counts of these keys, nobody else's to change until the end."""

    connection: Connection
    by_key: dict[bytes, Strikes]

    def put(self, key_hash: bytes, strikes: Strikes) -> None:
        self.connection.execute(
            "update login_attempt set count = %s, last_at = %s, free_at = %s where key_hash = %s",
            (strikes.count, strikes.last_at, strikes.free_at, key_hash),
        )


@contextmanager
def counted(database: Database, keys: Sequence[bytes], now: datetime) -> Iterator[Counted]:
    """Locked in one order, so that two attempts at once wait for each other and both count."""
    with database.routing() as connection, connection.transaction():
        rows = connection.execute(
            "insert into login_attempt (key_hash, count, last_at, free_at)"
            " select k, 0, %s, %s from unnest(%s::bytea[]) k order by k"
            " on conflict (key_hash) do update set count = login_attempt.count"
            " returning key_hash, count, last_at, free_at",
            (now, now, list(keys)),
        ).fetchall()
        yield Counted(connection, {bytes(row[0]): Strikes(*row[1:]) for row in rows})


def forget(database: Database, before: datetime) -> None:
    """Those calm since."""
    with database.routing() as connection:
        connection.execute(
            "delete from login_attempt where greatest(last_at, free_at) < %s", (before,)
        )
