"""Row-level security: every table is behind it, and what would pierce it is refused."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import psycopg
import pytest
from psycopg import errors, sql

from coccinelle.core.errors import PermanentError
from coccinelle.store.database import Database
from coccinelle.store.health import LINT
from coccinelle.store.roles import faults_of_caller
from tests.worlds import new_business


def test_the_lint_of_the_doctor_finds_no_fault(database: Database) -> None:
    """Tables, policies, views, functions, keys; each breach has its own test beside the doctor."""
    with database.routing() as connection:
        faults = {claim: look(connection) for claim, look in LINT}
    assert {claim: found for claim, found in faults.items() if found} == {}


def test_an_unset_business_is_an_error_not_an_empty_answer(database: Database) -> None:
    with (
        database.routing() as connection,
        pytest.raises((errors.UndefinedObject, errors.InvalidTextRepresentation)),
    ):
        connection.execute("select * from contact")


def test_another_business_sees_nothing(database: Database) -> None:
    alice, charlie = new_business(database), new_business(database)
    with database.transaction(alice) as connection:
        connection.execute("insert into contact (first_name) values ('Bob')")
    with database.transaction(charlie) as connection:
        assert connection.execute("select * from contact").fetchall() == []


def test_a_row_cannot_be_written_for_another_business(database: Database) -> None:
    alice, charlie = new_business(database), new_business(database)
    with (
        database.transaction(charlie) as connection,
        pytest.raises(errors.InsufficientPrivilege),
    ):
        connection.execute("insert into contact (business_id) values (%s)", (alice,))


def test_the_scope_dies_with_its_transaction(database: Database) -> None:
    with database.transaction(new_business(database)):
        pass
    with database.routing() as connection:
        row = connection.execute("select current_setting('app.business_id', true)").fetchone()
    assert row is not None
    assert not row[0]


def test_a_scope_set_for_the_whole_session_does_not_reach_the_next_borrower(
    app_url: str, database: Database
) -> None:
    narrow = Database(app_url, size=1).open()
    alice = new_business(database)
    with narrow.transaction(alice) as connection:
        connection.execute("select set_config('app.business_id', %s, false)", (str(alice),))
    with narrow.routing() as connection, pytest.raises(psycopg.Error):
        connection.execute("select * from contact")
    narrow.close()


def test_a_failed_transaction_leaves_no_scope_either(app_url: str, database: Database) -> None:
    narrow = Database(app_url, size=1).open()
    with pytest.raises(ZeroDivisionError), narrow.transaction(new_business(database)):
        raise ZeroDivisionError
    with narrow.routing() as connection, pytest.raises(psycopg.Error):
        connection.execute("select * from contact")
    narrow.close()


def test_many_businesses_at_once_on_few_connections_never_mix(
    app_url: str, database: Database
) -> None:
    narrow = Database(app_url, size=3).open()
    shops = [new_business(database) for _ in range(6)]

    def visit(turn: int) -> set[int]:
        own = shops[turn % 6]
        with suppress(ZeroDivisionError), narrow.transaction(own) as connection:
            connection.execute("insert into contact (first_name) values (%s)", (str(own),))
            seen = {row[0] for row in connection.execute("select business_id from contact")}
            with suppress(psycopg.Error), connection.transaction():
                connection.execute("select 1 / 0")
            seen |= {int(row[0]) for row in connection.execute("select first_name from contact")}
            if turn % 5 == 0:
                raise ZeroDivisionError
            return seen - {own}
        return set()

    with ThreadPoolExecutor(8) as pool:
        strangers = set().union(*pool.map(visit, range(600)))
    narrow.close()
    assert strangers == set()


def test_rows_cannot_be_copied_in_around_the_policies(database: Database) -> None:
    with (
        database.transaction(new_business(database)) as connection,
        pytest.raises(errors.FeatureNotSupported),
        connection.cursor().copy("copy contact (first_name) from stdin") as copy,
    ):
        copy.write_row(("Bob",))


def test_what_is_unique_in_one_business_says_nothing_of_another(database: Database) -> None:
    """The same provider's number, reference or phone in two shops: no conflict, so no oracle."""
    for business in (new_business(database), new_business(database)):
        with database.transaction(business) as connection:
            connection.execute(
                "with c as (insert into contact (ref) values ('C1') returning id)"
                " insert into address (contact_id, kind, value)"
                " select id, 'phone', '+33639980001' from c"
            )
            row = connection.execute("select count(*) from address").fetchone()
            assert row == (1,)


def test_another_businesss_row_cannot_be_pointed_to(database: Database) -> None:
    with database.transaction(new_business(database)) as connection:
        row = connection.execute("insert into contact default values returning id").fetchone()
    assert row is not None
    with (
        database.transaction(new_business(database)) as connection,
        pytest.raises(errors.ForeignKeyViolation),
    ):
        connection.execute(
            "insert into address (contact_id, kind, value) values (%s, 'phone', 'x')", (row[0],)
        )


@pytest.mark.parametrize(
    "statement",
    [
        "set role coccinelle_owner",
        "alter table contact no force row level security",
        "drop policy tenant on contact",
        "truncate contact",
        "create table mine (id int)",
        "create temporary table mine (id int)",
        "copy contact to '/tmp/contact'",
    ],
)
def test_the_program_cannot_lift_its_own_security(database: Database, statement: str) -> None:
    with (
        database.transaction(new_business(database)) as connection,
        pytest.raises(psycopg.Error),
    ):
        connection.execute(statement.encode())


def test_turning_security_off_is_an_error_not_a_way_in(database: Database) -> None:
    with database.transaction(new_business(database)) as connection:
        connection.execute("set local row_security = off")
        with pytest.raises(errors.InsufficientPrivilege):
            connection.execute("select * from contact")


def test_the_program_refuses_to_start_as_a_role_security_does_not_bind(admin_url: str) -> None:
    database = Database(admin_url, size=2)
    with pytest.raises(PermanentError, match="superuser"):
        database.open()
    database.close()


def test_the_owner_of_the_tables_is_refused_too(server: object, admin_url: str) -> None:
    with psycopg.connect(admin_url) as connection:
        connection.execute("set role coccinelle_owner")
        assert faults_of_caller(connection) == ["the database role owns tables"]


def test_the_router_can_read_and_never_write(admin: psycopg.Connection) -> None:
    with admin.transaction():
        admin.execute("set local role coccinelle_router")
        for verb in ("insert", "update", "delete"):
            row = admin.execute(
                sql.SQL("select has_table_privilege('message', {})").format(sql.Literal(verb))
            ).fetchone()
            assert row == (False,)
