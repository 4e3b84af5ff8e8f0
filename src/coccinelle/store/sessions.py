"""Sessions of members: the hash of a cookie, whose it is, and when it was last seen."""

from dataclasses import dataclass
from datetime import datetime

from psycopg.rows import class_row

from coccinelle.store.database import Connection, Database
from coccinelle.store.live import SESSIONS_ENDED
from coccinelle.store.members import Member


@dataclass(frozen=True, slots=True)
class SessionRow:
    """is_own: the one the list is asked by."""

    id: int
    browser: str
    created_at: datetime
    seen_at: datetime
    is_own: bool


def business_of(database: Database, token_hash: bytes) -> int | None:
    with database.routing() as connection:
        row = connection.execute("select business_of_session(%s)", (token_hash,)).fetchone()
    return row[0] if row else None


def add(
    connection: Connection, member_id: int, token_hash: bytes, *, browser: str, at: datetime
) -> None:
    connection.execute(
        "insert into session (member_id, token_hash, browser, created_at, seen_at)"
        " values (%s, %s, %s, %s, %s)",
        (member_id, token_hash, browser, at, at),
    )


def member_of(
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
            "select m.business_id, m.id, m.name, m.email, m.role, m.language"
            " from session s join member m"
            " on (m.business_id, m.id) = (s.business_id, s.member_id)"
            " where s.token_hash = %s and s.seen_at >= %s and s.created_at >= %s",
            (token_hash, idle_since, born_since),
        ).fetchone()


def of_member(
    connection: Connection, member_id: int, token_hash: bytes, *, idle_since: datetime,
    born_since: datetime,
) -> list[SessionRow]:  # fmt: skip
    """Those still alive, the newest seen first."""
    with connection.cursor(row_factory=class_row(SessionRow)) as cursor:
        return cursor.execute(
            "select id, browser, created_at, seen_at, token_hash = %s as is_own from session"
            " where member_id = %s and seen_at >= %s and created_at >= %s order by seen_at desc",
            (token_hash, member_id, idle_since, born_since),
        ).fetchall()


def close(connection: Connection, token_hash: bytes) -> None:
    connection.execute("delete from session where token_hash = %s", (token_hash,))


def close_one(connection: Connection, member_id: int, session_id: int) -> bool:
    """Of this member; False when there is none such."""
    closed = connection.execute(
        "delete from session where member_id = %s and id = %s", (member_id, session_id)
    ).rowcount
    connection.execute(SESSIONS_ENDED)
    return bool(closed)


def close_others(connection: Connection, member_id: int, token_hash: bytes) -> int:
    closed = connection.execute(
        "delete from session where member_id = %s and token_hash <> %s", (member_id, token_hash)
    ).rowcount
    connection.execute(SESSIONS_ENDED)
    return closed


def purge(connection: Connection, before: datetime) -> int:
    """Those opened before; none that old still opens a door."""
    return connection.execute("delete from session where created_at < %s", (before,)).rowcount
