"""The pages we keep ourselves: a shop has a few dozen questions, so they are all weighed."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from coccinelle.core.knowledge import Entry, Found, best
from coccinelle.core.page_search import Pages, surely
from coccinelle.store import knowledge
from coccinelle.store.database import Connection

Transaction = Callable[[], AbstractContextManager[Connection]]
LONGEST_ASKED = 1000  # characters: more is not one question


class BuiltinKnowledge:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def answer(self, text: str, topics: Sequence[str]) -> Found | None:
        return best(self._entries(), text[:LONGEST_ASKED], topics)

    def find(self, text: str) -> Found | None:
        return surely(self._entries(), text[:LONGEST_ASKED])

    def find_each(self, texts: Sequence[str]) -> list[Found | None]:
        pages = Pages(self._entries())
        return [pages.surely(text[:LONGEST_ASKED]) for text in texts]

    def _entries(self) -> list[Entry]:
        with self._transaction() as connection:
            return knowledge.entries(connection)
