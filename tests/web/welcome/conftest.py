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


@pytest.fixture
def empty(server: Address) -> Iterator[Database]:
    with psycopg.connect(server.url(SUPERUSER, "postgres"), autocommit=True) as connection:
        connection.execute("drop database if exists empty with (force)")
        connection.execute("create database empty")
    upgrade(server.url(SUPERUSER, "empty"), embedded=True)
    database = Database(server.url("coccinelle_app", "empty")).open()
    yield database
    database.close()
