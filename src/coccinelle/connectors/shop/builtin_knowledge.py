"""The pages we keep ourselves: a shop has a few dozen questions, so they are all weighed."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from coccinelle.core.knowledge import Found, best
from coccinelle.store import knowledge
from coccinelle.store.database import Connection

Transaction = Callable[[], AbstractContextManager[Connection]]
LONGEST_ASKED = 1000  # characters: more is not one question


class BuiltinKnowledge:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def answer(self, text: str, topics: Sequence[str]) -> Found | None:
        with self._transaction() as connection:
            entries = knowledge.entries(connection)
        return best(entries, text[:LONGEST_ASKED], topics)
