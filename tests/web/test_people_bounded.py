"""Lists and cards ask the database as many questions for sixty rows as for a few."""

from typing import Any

import psycopg
import pytest

from tests.web.conftest import Caller, Shop

MANY = (
    "insert into contact (first_name, last_name) select 'Alice', 'Wyx' || n"
    " from generate_series(1, 60) n",
    "insert into address (contact_id, kind, value) select id, 'email', last_name || '@example.org'"
    " from contact where last_name ~ '^Wyx'",
    "insert into orders (number, contact_id, status, ordered_at) select 'W' || n,"
    " (select contact_id from orders where number = '2847'), 'shipped', now()"
    " from generate_series(1, 60) n",
    "insert into order_line (order_id, position, variant_id, quantity, unit_price_cents)"
    " select o.id, 1, (select min(id) from variant), 1, 100 from orders o where number ~ '^W'",
    "insert into knowledge (page, question, answer) select 'Wyx', 'Wyx ' || n, 'x'"
    " from generate_series(1, 60) n",
    "insert into knowledge_gap (question, at) select 'Wyx mot' || n || ' autre' || n, now()"
    " from generate_series(1, 60) n",
    "insert into post (network, ref, published_at, caption) select 'web', 'W' || n, now(), 'robe'"
    " from generate_series(1, 60) n",
)


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every statement of this process, the server's too."""
    heard: list[str] = []
    execute = psycopg.Cursor.execute

    def listening(self: Any, query: Any, *values: Any, **options: Any) -> Any:
        heard.append(str(query))
        return execute(self, query, *values, **options)

    monkeypatch.setattr(psycopg.Cursor, "execute", listening)
    return heard


def test_as_many_questions_whatever_the_number_of_rows(
    alice: Caller, shop: Shop, said: list[str]
) -> None:
    ((her, order),) = shop.execute("select contact_id, id from orders where number = '2847'")
    paths = ("/clients", f"/clients/{her}", "/commandes", f"/commandes/{order}",
             "/publications", "/connaissances")  # fmt: skip

    def questions() -> dict[str, int]:
        found = {}
        for path in paths:
            said.clear()
            assert alice.get(path).status_code == 200
            found[path] = len(said)
        return found

    shop.execute("insert into knowledge_gap (question, at) values ('Wyx seul', now())")
    questions()  # what is read once a version of the catalogue is read
    few = questions()
    for statement in MANY:
        shop.execute(statement)
    assert questions() == few
    assert max(few.values()) < 60
