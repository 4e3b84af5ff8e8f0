"""Members and their sessions."""

from dataclasses import dataclass
from datetime import datetime

from psycopg.rows import class_row

from coccinelle.store.database import Connection, Database


@dataclass(frozen=True, slots=True)
class Member:
    business_id: int
    id: int
    name: str
    email: str
    role: str


def businesses_of(database: Database, email: str) -> list[int]:
    """Where someone with this e-mail is a member."""
    with database.routing() as connection:
        rows = connection.execute("select businesses_of_member(%s)", (email,)).fetchall()
    return [row[0] for row in rows]


def business_of_session(database: Database, token_hash: bytes) -> int | None:
    with database.routing() as connection:
        row = connection.execute("select business_of_session(%s)", (token_hash,)).fetchone()
    return row[0] if row else None


def add(connection: Connection, *, name: str, email: str, role: str, password_hash: str) -> int:
    """A known e-mail gets the new name, role and password, and must log in again."""
    row = connection.execute(
        "insert into member (name, email, role, password_hash) values (%s, %s, %s, %s)"
        " on conflict (business_id, email) do update set name = excluded.name,"
        " role = excluded.role, password_hash = excluded.password_hash returning id",
        (name, email, role, password_hash),
    ).fetchone()
    assert row is not None
    connection.execute("delete from session where member_id = %s", (row[0],))
    return int(row[0])


def password_of(connection: Connection, email: str) -> tuple[int, str] | None:
    """The member's id and password hash."""
    row = connection.execute(
        "select id, password_hash from member where email = %s", (email,)
    ).fetchone()
    return (row[0], row[1]) if row else None


def open_session(connection: Connection, member_id: int, token_hash: bytes, at: datetime) -> None:
    connection.execute(
        "insert into session (member_id, token_hash, created_at, seen_at) values (%s, %s, %s, %s)",
        (member_id, token_hash, at, at),
    )


def of_session(
    connection: Connection, token_hash: bytes, *, idle_since: datetime, born_since: datetime,
    now: datetime,
) -> Member | None:  # fmt: skip
    """The member of a session still alive; being seen keeps it alive."""
    connection.execute(
        "update session set seen_at = %s where token_hash = %s and seen_at >= %s"
        " and seen_at < %s - interval '1 minute' and created_at >= %s",
        (now, token_hash, idle_since, now, born_since),
    )
    with connection.cursor(row_factory=class_row(Member)) as cursor:
        return cursor.execute(
            "select m.business_id, m.id, m.name, m.email, m.role from session s join member m"
            " on (m.business_id, m.id) = (s.business_id, s.member_id)"
            " where s.token_hash = %s and s.seen_at >= %s and s.created_at >= %s",
            (token_hash, idle_since, born_since),
        ).fetchone()


def close_session(connection: Connection, token_hash: bytes) -> None:
    connection.execute("delete from session where token_hash = %s", (token_hash,))


def purge_sessions(connection: Connection, before: datetime) -> int:
    """Those opened before; none that old still opens a door."""
    return connection.execute("delete from session where created_at < %s", (before,)).rowcount
