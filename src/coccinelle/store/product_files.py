"""The table of products a member brought, between its arrival and its import: one at a time."""

from dataclasses import dataclass
from datetime import datetime

from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from coccinelle.store.database import Connection


@dataclass(frozen=True, slots=True)
class ProductFileRow:
    """lines: number in the file and cells, the names of columns first; columns: what we call one
    to its place in the lines."""

    name: str
    lines: list[tuple[int, list[str]]]
    columns: dict[str, int]
    brought_by: str
    brought_at: datetime


def put(connection: Connection, row: ProductFileRow) -> None:
    """In the place of the former one."""
    connection.execute(
        "insert into product_file (name, lines, columns, brought_by, brought_at)"
        " values (%s, %s, %s, %s, %s) on conflict (business_id) do update set name = excluded.name,"
        " lines = excluded.lines, columns = excluded.columns, brought_by = excluded.brought_by,"
        " brought_at = excluded.brought_at",
        (row.name, Jsonb(row.lines), Jsonb(row.columns), row.brought_by, row.brought_at),
    )


def load(connection: Connection) -> ProductFileRow | None:
    with connection.cursor(row_factory=class_row(ProductFileRow)) as cursor:
        return cursor.execute(
            "select name, lines, columns, brought_by, brought_at from product_file"
        ).fetchone()


def match(connection: Connection, columns: dict[str, int]) -> bool:
    """False when no file waits."""
    changed = connection.execute("update product_file set columns = %s", (Jsonb(columns),))
    return changed.rowcount == 1


def purge(connection: Connection, before: datetime) -> None:
    """One that was brought before, and left there."""
    connection.execute("delete from product_file where brought_at < %s", (before,))


def drop(connection: Connection) -> None:
    connection.execute("delete from product_file")
