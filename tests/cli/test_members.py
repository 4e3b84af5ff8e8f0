"""Members from the command line, and the line that each command leaves."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from coccinelle.packs import demo_folder
from coccinelle.store.postgres import SUPERUSER, attach_or_start
from tests.cli.conftest import Run


@pytest.fixture(scope="module")
def imported(run: Run) -> str:
    done = run("import", str(demo_folder()))
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def admin(var: Path) -> Iterator[psycopg.Connection]:
    with (
        attach_or_start(var, binaries=None, service_user=None) as address,
        psycopg.connect(address.url(SUPERUSER), autocommit=True) as connection,
    ):
        yield connection


def add(run: Run, name: str, *more: str) -> None:
    options = ("--name", name, "--password", "coquelicot et bleuet", *more)
    done = run("member", "add", f"{name.lower()}@example.org", *options)
    assert done.returncode == 0, done.stderr


def test_members_are_added_listed_and_removed(run: Run, imported: str) -> None:
    add(run, "Alice")
    add(run, "Bob", "--staff")
    assert "bob@example.org" in run("member", "list").stdout
    assert run("member", "remove", "bob@example.org").returncode == 0
    assert "bob@example.org" not in run("member", "list").stdout


def test_the_last_owner_stays(run: Run, imported: str) -> None:
    add(run, "Alice")
    done = run("member", "remove", "alice@example.org")
    assert done.returncode == 1
    assert "seul propriétaire" in done.stderr


def test_a_link_to_a_new_password_is_printed_for_a_member_alone(run: Run, imported: str) -> None:
    add(run, "Alice")
    assert (
        "http://127.0.0.1:8000/mot-de-passe/"
        in run("member", "reset-password", "alice@example.org").stdout
    )
    assert run("member", "reset-password", "personne@example.org").returncode == 1


def test_a_command_that_changes_something_leaves_a_line(
    run: Run, imported: str, admin: psycopg.Connection
) -> None:
    add(run, "Bob", "--staff")
    assert run("member", "list").returncode == 0
    assert run("stock", "set", "RF-2847-38", "3").returncode == 0
    lines = admin.execute("select what, about from audit order by id desc limit 2").fetchall()
    assert lines == [
        ("stock set", "on_hand 3, sku RF-2847-38"),
        ("member add", "email bob@example.org, staff True"),
    ]
    assert admin.execute("select what from audit order by id limit 1").fetchall() == [("import",)]


def test_doctor_names_the_first_line_that_was_changed(
    run: Run, imported: str, admin: psycopg.Connection
) -> None:
    add(run, "Bob", "--staff")
    claim = "Every line of the audit log is as it was written"
    assert f"✓ {claim}" in run("doctor").stdout
    admin.execute("update audit set about = 'email x' where id = 2")
    told = run("doctor").stdout
    assert f"✗ {claim}" in told
    assert "elegance-paris: line 2 was changed, or is missing" in told
