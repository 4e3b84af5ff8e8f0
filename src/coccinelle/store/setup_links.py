"""The link by which the first business of an empty installation is made: used once."""

from datetime import datetime

from coccinelle.store.database import Connection, Database


def add(database: Database, token_hash: bytes, expires_at: datetime) -> None:
    """The former ones are of no use any more."""
    with database.routing() as connection, connection.transaction():
        connection.execute("delete from setup_link")
        connection.execute(
            "insert into setup_link (token_hash, expires_at) values (%s, %s)",
            (token_hash, expires_at),
        )


def is_open(database: Database, token_hash: bytes, now: datetime) -> bool:
    with database.routing() as connection:
        row = connection.execute(
            "select from setup_link where token_hash = %s and used_at is null and expires_at > %s",
            (token_hash, now),
        ).fetchone()
    return row is not None


def use(connection: Connection, token_hash: bytes, now: datetime) -> bool:
    """True once, in the transaction that makes the business."""
    changed = connection.execute(
        "update setup_link set used_at = %s where token_hash = %s and used_at is null"
        " and expires_at > %s",
        (now, token_hash, now),
    )
    return changed.rowcount == 1
