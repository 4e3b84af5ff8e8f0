"""The audit log: lines are added, bound to each other, and never changed."""

from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from psycopg import errors

from coccinelle.store import audit
from coccinelle.store.audit import AuditLine
from coccinelle.store.database import Database
from tests.worlds import NOW, new_business


def written(database: Database, count: int = 4) -> int:
    business = new_business(database)
    for number in range(count):
        line = AuditLine("Alice", "POST /stock", f"sku {number}", {"on_hand": 1}, {"on_hand": 2})
        with database.transaction(business) as connection:
            audit.write(connection, line, NOW)
    return business


def first_bad(database: Database, business: int) -> int | None:
    with database.transaction(business) as connection:
        return audit.first_bad(connection)


@pytest.mark.parametrize("statement", ["update audit set member = 'Bob'", "delete from audit"])
def test_the_program_may_neither_change_nor_take_away_a_line(
    database: Database, statement: str
) -> None:
    business = written(database)
    with (
        database.transaction(business) as connection,
        pytest.raises(errors.InsufficientPrivilege) as refused,
    ):
        connection.execute(statement.encode())
    assert refused.value.sqlstate == "42501"


@pytest.mark.parametrize(
    "change",
    [
        "update audit set member = 'Bob'", "update audit set after = '{\"on_hand\": 3}'",
        "update audit set at = at + interval '1 second'", "update audit set hash = 'x'",
        "delete from audit",
    ],
)  # fmt: skip
def test_a_line_that_was_changed_or_taken_away_is_found(
    database: Database, admin_url: str, change: str
) -> None:
    business = written(database)
    assert first_bad(database, business) is None
    with psycopg.connect(admin_url, autocommit=True) as admin:
        admin.execute(f"{change} where business_id = {business} and id = 2".encode())
    assert first_bad(database, business) == 2


def test_lines_written_at_once_are_one_chain(database: Database) -> None:
    business = new_business(database)

    def write(number: int) -> None:
        with database.transaction(business) as connection:
            audit.write(connection, AuditLine("Alice", "POST /stock", str(number)), NOW)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(write, range(30)))
    assert first_bad(database, business) is None
    with database.transaction(business) as connection:
        newest = audit.head(connection)
    assert newest is not None
    assert newest.id == 30
