"""Files behind links: made, filled, read by who holds the link, called back."""

from dataclasses import dataclass, field
from datetime import datetime

from psycopg.rows import class_row

from coccinelle.store.database import Connection

_COLUMNS = "id, kind, name, content, expires_at, revoked_at"


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """content: None while it is being made."""

    id: int
    kind: str
    name: str
    content: bytes | None = field(repr=False)
    expires_at: datetime
    revoked_at: datetime | None


def add(
    connection: Connection, *, kind: str, name: str, contact_id: int | None,
    conversation_id: int | None, token_hash: bytes, at: datetime, expires_at: datetime,
) -> int:  # fmt: skip
    row = connection.execute(
        "insert into document (kind, name, contact_id, conversation_id, token_hash, created_at,"
        " expires_at) values (%s, %s, %s, %s, %s, %s, %s) returning id",
        (kind, name, contact_id, conversation_id, token_hash, at, expires_at),
    ).fetchone()
    assert row is not None
    return int(row[0])


def by_token(connection: Connection, token_hash: bytes) -> DocumentRow | None:
    return _one(connection, "token_hash = %s", token_hash)


def load(connection: Connection, document_id: int) -> DocumentRow | None:
    return _one(connection, "id = %s", document_id)


def fill(connection: Connection, document_id: int, content: bytes) -> None:
    connection.execute("update document set content = %s where id = %s", (content, document_id))


def revoke(connection: Connection, document_id: int, *, at: datetime) -> None:
    connection.execute(
        "update document set revoked_at = %s where id = %s and revoked_at is null",
        (at, document_id),
    )


def reopen(connection: Connection, document_id: int, *, expires_at: datetime) -> None:
    connection.execute(
        "update document set revoked_at = null, expires_at = %s where id = %s",
        (expires_at, document_id),
    )


def _one(connection: Connection, where: str, value: bytes | int) -> DocumentRow | None:
    with connection.cursor(row_factory=class_row(DocumentRow)) as cursor:
        return cursor.execute(f"select {_COLUMNS} from document where {where}", (value,)).fetchone()
