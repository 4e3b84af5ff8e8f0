"""One-time links to a new password: the hash of each, until it is used or too old."""

from datetime import datetime

from coccinelle.store.database import Connection


def add(connection: Connection, member_id: int, *, token_hash: bytes, expires_at: datetime) -> None:
    """In place of those asked for before: the newest link is the only one."""
    connection.execute("delete from password_reset where member_id = %s", (member_id,))
    connection.execute(
        "insert into password_reset (member_id, token_hash, expires_at) values (%s, %s, %s)",
        (member_id, token_hash, expires_at),
    )


def is_open(connection: Connection, token_hash: bytes, now: datetime) -> bool:
    row = connection.execute(
        "select exists (select from password_reset where token_hash = %s"
        " and used_at is null and expires_at > %s)",
        (token_hash, now),
    ).fetchone()
    return bool(row and row[0])


def use(connection: Connection, token_hash: bytes, now: datetime) -> int | None:
    """Whose password it opens, once."""
    row = connection.execute(
        "update password_reset set used_at = %s where token_hash = %s and used_at is null"
        " and expires_at > %s returning member_id",
        (now, token_hash, now),
    ).fetchone()
    return int(row[0]) if row else None
