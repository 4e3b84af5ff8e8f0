"""A shop of this module's own, and an installation where there is none yet."""

from collections.abc import Iterator

import psycopg
import pytest

from coccinelle.store.database import Database
from coccinelle.store.postgres import SUPERUSER, Address
from coccinelle.store.upgrade import upgrade
from tests.web.conftest import Shop, open_shop


@pytest.fixture(scope="module")
def shop(shared_database: Database) -> Shop:
    return open_shop(shared_database)


@pytest.fixture(scope="session")
def pristine(server: Address) -> str:
    """The name of a database with this version's tables and nothing else, to be copied."""
    _make(server, "pristine", "template1")
    upgrade(server.url(SUPERUSER, "pristine"), embedded=True)
    return "pristine"


@pytest.fixture
def empty(server: Address, pristine: str) -> Iterator[Database]:
    _make(server, "empty", pristine)
    database = Database(server.url("coccinelle_app", "empty")).open()
    yield database
    database.close()


def _make(server: Address, name: str, template: str) -> None:
    with psycopg.connect(server.url(SUPERUSER, "postgres"), autocommit=True) as connection:
        connection.execute(f"drop database if exists {name} with (force)".encode())
        connection.execute(f"create database {name} template {template}".encode())
