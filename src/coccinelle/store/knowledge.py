"""What the business answers to usual questions, page by page."""

from psycopg.rows import class_row

from coccinelle.core.knowledge import Entry
from coccinelle.store.database import Connection


def entries(connection: Connection) -> list[Entry]:
    """In the order of the pages."""
    with connection.cursor(row_factory=class_row(Entry)) as cursor:
        return cursor.execute("select page, question, answer from knowledge order by id").fetchall()
