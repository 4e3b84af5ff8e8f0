"""Row-level security: every table is behind it, and what would pierce it is refused."""

from collections.abc import Iterator

import psycopg
import pytest
from psycopg import errors, sql

from coccinelle.core.errors import PermanentError
from coccinelle.store.database import Database
from coccinelle.store.roles import faults_of_caller
from tests.worlds import new_business

TABLES = (
    "select c.oid, relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
    " where nspname = 'public' and relkind = 'r' and relname not like 'procrastinate%'"
    " and relname <> 'alembic_version' order by relname"
)


@pytest.fixture
def admin(admin_url: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(admin_url, autocommit=True) as connection:
        yield connection


def test_every_table_is_behind_forced_security_with_its_two_policies(
    admin: psycopg.Connection,
) -> None:
    tables = admin.execute(TABLES).fetchall()
    assert len(tables) > 20
    for oid, name in tables:
        secured = admin.execute(
            "select relrowsecurity and relforcerowsecurity, pg_get_userbyid(relowner),"
            " (select array_agg(polname::text) from pg_policy where polrelid = c.oid)"
            " from pg_class c where oid = %s",
            (oid,),
        ).fetchone()
        assert secured is not None
        assert (name, *secured[:2]) == (name, True, "coccinelle_owner")
        assert {"tenant", "backup"} <= set(secured[2]), name


def test_every_foreign_key_names_the_business(admin: psycopg.Connection) -> None:
    """Foreign key checks bypass row-level security: a key without the business is an open door."""
    loose = admin.execute(
        "select conrelid::regclass::text, conname from pg_constraint k"
        " join pg_class c on c.oid = k.conrelid"
        " where contype = 'f' and conrelid::regclass::text not like 'procrastinate%%'"
        " and not exists (select from pg_attribute a where a.attrelid = k.conrelid"
        "  and a.attnum = any(k.conkey) and a.attname = 'business_id')"
    ).fetchall()
    assert loose == []


def test_no_view_and_no_unknown_definer_function(admin: psycopg.Connection) -> None:
    views = admin.execute(
        "select relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
        " where nspname = 'public' and relkind in ('v', 'm')"
    ).fetchall()
    definers = admin.execute(
        "select proname, pg_get_userbyid(proowner) from pg_proc p"
        " join pg_namespace n on n.oid = p.pronamespace where nspname = 'public' and prosecdef"
    ).fetchall()
    assert views == []
    assert {owner for _, owner in definers} == {"coccinelle_router"}


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


@pytest.mark.parametrize(
    "statement",
    [
        "set role coccinelle_owner",
        "alter table contact no force row level security",
        "drop policy tenant on contact",
        "truncate contact",
        "create table mine (id int)",
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
