"""What members did, line after line: each bound to the one before it, none ever changed.

The program's role may add and read; an erasure has nothing to take here, since a line holds the
names of members and numbers of rows, never a customer's word.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from coccinelle.store.database import Connection

Values = Mapping[str, int | str | bool | None]
_COLUMNS = "business_id, id, at, member, what, about, before, after"


@dataclass(frozen=True, slots=True)
class AuditLine:
    """what: the route or the command; about: the row it concerns; before and after: numbers and
    words of ours."""

    member: str
    what: str
    about: str = ""
    before: Values = field(default_factory=dict)
    after: Values = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AuditRow:
    business_id: int
    id: int
    at: datetime
    member: str
    what: str
    about: str
    before: Values
    after: Values
    hash: bytes = field(repr=False)


def write(connection: Connection, line: AuditLine, at: datetime) -> None:
    """One at a time in a business: the next line has to know this one."""
    own = connection.execute(
        "select pg_advisory_xact_lock(hashtextextended('audit', b)), b"
        " from (select current_setting('app.business_id')::bigint as b) s"
    ).fetchone()
    assert own is not None
    newest = head(connection)
    before, number = (newest.hash, newest.id) if newest else (b"", 0)
    row = AuditRow(
        own[1], number + 1, at, line.member, line.what, line.about, line.before, line.after, b""
    )
    connection.execute(
        "insert into audit (id, at, member, what, about, before, after, hash)"
        " values (%s, %s, %s, %s, %s, %s, %s, %s)",
        (row.id, at, row.member, row.what, row.about, Jsonb(row.before), Jsonb(row.after),
         _bound(before, row)),
    )  # fmt: skip


def has_written(connection: Connection) -> bool:
    """This transaction, so far."""
    row = connection.execute("select pg_current_xact_id_if_assigned() is not null").fetchone()
    return bool(row and row[0])


def head(connection: Connection) -> AuditRow | None:
    return next(iter(recent(connection, limit=1)), None)


def recent(connection: Connection, *, limit: int) -> list[AuditRow]:
    """The newest first."""
    with connection.cursor(row_factory=class_row(AuditRow)) as cursor:
        return cursor.execute(
            f"select {_COLUMNS}, hash from audit order by id desc limit %s", (limit,)
        ).fetchall()


def first_bad(connection: Connection) -> int | None:
    """The number of the first line that is not as it was written, or of one that is missing."""
    expected, before = 1, b""
    with connection.cursor(row_factory=class_row(AuditRow)) as cursor:
        rows = cursor.stream(f"select {_COLUMNS}, hash from audit order by id")
        for row in rows:
            if row.id != expected or row.hash != _bound(before, row):
                return expected
            expected, before = expected + 1, row.hash
    return None


def _bound(before: bytes, row: AuditRow) -> bytes:
    written = json.dumps(
        [row.business_id, row.id, row.at.astimezone(UTC).isoformat(), row.member, row.what,
         row.about, dict(row.before), dict(row.after)],
        sort_keys=True, ensure_ascii=False, separators=(",", ":"),
    )  # fmt: skip
    return hashlib.sha256(before + written.encode()).digest()
