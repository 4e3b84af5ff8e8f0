"""What the business answers to usual questions, page by page."""

from dataclasses import dataclass
from datetime import datetime

from psycopg.errors import UniqueViolation
from psycopg.rows import class_row

from coccinelle.core.knowledge import Entry
from coccinelle.store.database import Connection


@dataclass(frozen=True, slots=True)
class KnowledgeRow:
    """by_member: who wrote or changed it last, "" for what the file says."""

    id: int
    page: str
    question: str
    answer: str
    by_member: str
    edited_at: datetime | None


_COLUMNS = "id, page, question, answer, by_member, edited_at"


def entries(connection: Connection) -> list[Entry]:
    """In the order of the pages."""
    with connection.cursor(row_factory=class_row(Entry)) as cursor:
        return cursor.execute(
            "select page, question, answer from knowledge where removed_at is null order by id"
        ).fetchall()


def all_of(connection: Connection) -> list[KnowledgeRow]:
    with connection.cursor(row_factory=class_row(KnowledgeRow)) as cursor:
        return cursor.execute(
            f"select {_COLUMNS} from knowledge where removed_at is null order by page, id"
        ).fetchall()


def load(connection: Connection, knowledge_id: int) -> KnowledgeRow | None:
    with connection.cursor(row_factory=class_row(KnowledgeRow)) as cursor:
        return cursor.execute(
            f"select {_COLUMNS} from knowledge where id = %s", (knowledge_id,)
        ).fetchone()


def add(
    connection: Connection, *, page: str, question: str, answer: str, by: str, at: datetime
) -> bool:
    """False when the page answers this question otherwise already; what was taken out comes back,
    in the new words."""
    return (
        connection.execute(
            "insert into knowledge (page, question, answer, by_member, edited_at)"
            " values (%s, %s, %s, %s, %s) on conflict (business_id, page, question) do update"
            " set answer = excluded.answer, by_member = excluded.by_member,"
            " edited_at = excluded.edited_at, removed_at = null"
            " where knowledge.removed_at is not null or knowledge.answer = excluded.answer",
            (page, question, answer, by, at),
        ).rowcount
        == 1
    )


def change(
    connection: Connection, knowledge_id: int, *, page: str, question: str, answer: str, by: str,
    at: datetime,
) -> bool:  # fmt: skip
    """False when another entry of this page asks the same, or this one is gone."""
    try:
        with connection.transaction():
            changed = connection.execute(
                f"update knowledge set {_OF_THE_FILE}, page = %s, question = %s, answer = %s,"
                " by_member = %s, edited_at = %s where id = %s",
                (page, question, answer, by, at, knowledge_id),
            )
    except UniqueViolation:
        return False
    return changed.rowcount == 1


def remove(connection: Connection, knowledge_id: int, *, by: str, at: datetime) -> None:
    """For good when a member wrote it; what the file says is kept as taken out."""
    connection.execute(
        "delete from knowledge where id = %s and edited_at is not null and file_page is null",
        (knowledge_id,),
    )
    connection.execute(
        f"update knowledge set {_OF_THE_FILE}, answer = '', by_member = %s, edited_at = %s,"
        " removed_at = %s where id = %s",
        (by, at, at, knowledge_id),
    )


# Before a member touches it the first time, an entry bears the file's own page and question.
_OF_THE_FILE = (
    "file_page = case when edited_at is null then page else file_page end,"
    " file_question = case when edited_at is null then question else file_question end"
)
