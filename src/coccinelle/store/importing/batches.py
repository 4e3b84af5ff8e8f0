"""Many rows in few statements; COPY is refused under row-level security."""

from collections.abc import Sequence
from typing import Any, LiteralString

from psycopg import sql

from coccinelle.store.database import Connection
from coccinelle.store.importing.folder import Progress

BATCH = 5_000


def write(
    connection: Connection,
    statement: LiteralString | sql.Composed,
    rows: Sequence[tuple[Any, ...]],
    *,
    progress: Progress,
    label: str,
) -> int:
    """Runs the statement with one array per column, a batch of rows at a time.

    The statement holds one `%s::type[]` per column, in the rows' order. Returns the rows touched.
    """
    touched = 0
    for start in range(0, len(rows), BATCH):
        columns = [list(column) for column in zip(*rows[start : start + BATCH], strict=True)]
        touched += connection.execute(statement, columns).rowcount
        progress(min(start + BATCH, len(rows)), len(rows), label)
    return touched


def silent(done: int, total: int, label: str) -> None:
    """The progress of who does not look."""
