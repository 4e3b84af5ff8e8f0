"""A page asks a fixed number of questions, however many customers there are."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest

from coccinelle.store import cases
from tests.web.conftest import Caller, Shop

_phones = itertools.count(900)
PAGES = [
    "/", "/liste", "/barre", "/a-valider", "/urgences", "/actions", "/engagements",
    "/mises-de-cote", "/?filtre=unread", "/?q=bonjour",
]  # fmt: skip


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    said: list[str] = []
    usual = psycopg.Cursor.execute

    def execute(self: Any, query: Any, *values: Any, **options: Any) -> Any:
        said.append(str(query))
        return usual(self, query, *values, **options)

    with monkeypatch.context() as patch:
        patch.setattr(psycopg.Cursor, "execute", execute)
        yield said


def questions(monkeypatch: pytest.MonkeyPatch, caller: Caller, path: str) -> int:
    """Twice: the first time also sees what was new."""
    assert caller.get(path).status_code == 200
    with counted(monkeypatch) as said:
        caller.get(path)
    return len(said)


def crowd(shop: Shop, size: int) -> int:
    """Customers of whom each waits for something; the conversation of the last."""
    for _ in range(size):
        conversation = shop.hears("ok", f"+33639981{next(_phones):03d}")
        shop.drafts(conversation, "Bonjour")
        shop.notifies("Bonjour", conversation_id=conversation)
        with shop.desk.transaction() as connection:
            cases.add_escalation(
                connection, conversation, turn_id=None, reason="x", urgency="high", deadline=None,
                at=shop.desk.now(),
            )  # fmt: skip
    return conversation


def test_more_customers_are_not_more_questions(
    shop: Shop, alice: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = crowd(shop, 1)
    pages = [*PAGES, f"/conversations/{one}", f"/conversations/{one}/fil"]
    before = {path: questions(monkeypatch, alice, path) for path in pages}
    crowd(shop, 6)
    for _ in range(5):
        shop.hears("encore", f"+33639981{900:03d}")
    assert {path: questions(monkeypatch, alice, path) for path in pages} == before
    assert max(before.values()) < 45, before
