"""Members: who may enter, and by which password."""

from dataclasses import dataclass
from datetime import datetime
from typing import LiteralString

from psycopg.rows import class_row

from coccinelle.store.database import Connection, Database
from coccinelle.store.live import SESSIONS_ENDED


@dataclass(frozen=True, slots=True)
class Member:
    business_id: int
    id: int
    name: str
    email: str
    role: str
    language: str = "fr"


def businesses_of(database: Database, email: str) -> list[int]:
    """Where someone with this e-mail is a member."""
    with database.routing() as connection:
        rows = connection.execute("select businesses_of_member(%s)", (email,)).fetchall()
    return [row[0] for row in rows]


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


def all_of(connection: Connection) -> list[Member]:
    """Owners first."""
    return _many(connection, "true order by role, name, id")


def not_in_yet(connection: Connection, no_password: str) -> set[int]:
    """Those who have chosen no password since they were added."""
    rows = connection.execute("select id from member where password_hash = %s", (no_password,))
    return {row[0] for row in rows.fetchall()}


def of_email(connection: Connection, email: str) -> Member | None:
    return next(iter(_many(connection, "email = %s", email)), None)


def told_by_email(connection: Connection, email: str) -> list[Member]:
    """Whose address is known to be theirs: the code that was sent to it came back, or it is the one
    the business gives for its alerts. Owners first."""
    return _many(
        connection, "email_proven_at is not null or email = %s order by role, name, id", email
    )


def prove_email(connection: Connection, member_id: int, at: datetime) -> None:
    connection.execute("update member set email_proven_at = %s where id = %s", (at, member_id))


def of_id(connection: Connection, member_id: int) -> Member | None:
    return next(iter(_many(connection, "id = %s", member_id)), None)


def lock(connection: Connection) -> None:
    """One change at a time: the last owner is told by looking at all of them."""
    connection.execute("select from business for no key update")


def set_role(connection: Connection, member_id: int, role: str) -> None:
    connection.execute("update member set role = %s where id = %s", (role, member_id))


def set_password(connection: Connection, member_id: int, password_hash: str) -> None:
    """Whoever entered with the old one is out."""
    connection.execute(
        "update member set password_hash = %s where id = %s", (password_hash, member_id)
    )
    connection.execute("delete from session where member_id = %s", (member_id,))
    connection.execute(SESSIONS_ENDED)


def speak(connection: Connection, member_id: int, language: str) -> None:
    connection.execute("update member set language = %s where id = %s", (language, member_id))


def remove(connection: Connection, member_id: int) -> None:
    """Their sessions and codes end with them; what they did keeps their name, what was theirs to
    do is anybody's again. Writing from now on, they are a customer."""
    connection.execute(
        "update conversation set assigned_to = null where assigned_to = %s", (member_id,)
    )
    connection.execute(
        "update contact set is_team = false where id in (select a.contact_id from address a"
        " join member m on (a.kind, a.value) in (('phone', m.phone), ('email', m.email))"
        " where m.id = %s)",
        (member_id,),
    )
    connection.execute("delete from member where id = %s", (member_id,))
    connection.execute(SESSIONS_ENDED)


def _many(connection: Connection, which: LiteralString, *values: object) -> list[Member]:
    with connection.cursor(row_factory=class_row(Member)) as cursor:
        query = "select business_id, id, name, email, role, language from member where " + which
        return cursor.execute(query, values).fetchall()
