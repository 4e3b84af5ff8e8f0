"""How many statements something takes."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg

from coccinelle.store.database import Connection
from tests.web.conftest import Shop


@contextmanager
def counting(shop: Shop) -> Iterator[tuple[Connection, list[str]]]:
    """A transaction, and what was said in it."""
    said: list[str] = []

    class Counting(psycopg.Cursor[Any]):
        def execute(self, query: Any, *values: Any, **options: Any) -> Any:
            said.append(str(query))
            return super().execute(query, *values, **options)

    with shop.desk.transaction() as connection:
        usual, connection.cursor_factory = connection.cursor_factory, Counting
        try:
            yield connection, said
        finally:
            connection.cursor_factory = usual
