"""The files that came with messages; those we do not keep leave their name and the reason."""

from dataclasses import dataclass, field

from psycopg.rows import class_row

from coccinelle.core.messages import Attachment
from coccinelle.store.database import Connection


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """size: in bytes, 0 when the content is not kept."""

    id: int
    message_id: int
    name: str
    media_type: str
    refused_reason: str
    size: int


@dataclass(frozen=True, slots=True)
class FileRow:
    name: str
    media_type: str
    content: bytes = field(repr=False)


def add(connection: Connection, message_id: int, attachment: Attachment) -> None:
    connection.execute(
        "insert into attachment (message_id, name, media_type, content, refused_reason)"
        " values (%s, %s, %s, %s, %s)",
        (message_id, attachment.name, attachment.media_type, attachment.content or None,
         attachment.refused_reason),
    )  # fmt: skip


def of_messages(connection: Connection, message_ids: list[int]) -> list[AttachmentRow]:
    """Without their contents."""
    with connection.cursor(row_factory=class_row(AttachmentRow)) as cursor:
        return cursor.execute(
            "select id, message_id, name, media_type, refused_reason,"
            " coalesce(length(content), 0) as size from attachment"
            " where message_id = any(%s) order by id",
            (message_ids,),
        ).fetchall()


def came_with(connection: Connection, message_ids: list[int]) -> bool:
    """A picture or a file came with one of them."""
    row = connection.execute(
        "select exists (select from message m where m.id = any(%s) and (cardinality(m.media) > 0"
        " or exists (select from attachment a where a.message_id = m.id"
        " and a.refused_reason = '')))",
        (message_ids,),
    ).fetchone()
    return bool(row and row[0])


def load(connection: Connection, attachment_id: int) -> FileRow | None:
    """None when there is no such file, or its content is not kept."""
    with connection.cursor(row_factory=class_row(FileRow)) as cursor:
        return cursor.execute(
            "select name, media_type, content from attachment"
            " where id = %s and content is not null",
            (attachment_id,),
        ).fetchone()
