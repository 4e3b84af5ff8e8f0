"""What every test may use: a real database, and no network but this machine's."""

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import httpx
import psycopg
import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from coccinelle.sandbox import resend as resend_double
from coccinelle.sandbox.twilio import create_app
from coccinelle.store.database import Database
from coccinelle.store.postgres import SUPERUSER, Address, throwaway
from coccinelle.store.upgrade import upgrade
from tests.loopback import ACCOUNT, TOKEN, Answer, Double, served
from tests.mailbox import API_KEY, ResendDouble


@pytest.fixture(autouse=True, scope="session")
def _only_this_machine() -> Iterator[None]:
    """A test that would leave the machine fails at its first connection."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and address[0] not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"a test tried to reach {address[0]}")
        connect(self, address)

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", guarded)
    yield
    patch.undo()


@pytest.fixture(scope="session")
def server() -> Iterator[Address]:
    """A PostgreSQL server of this test run's own."""
    with throwaway() as address:
        yield address


@pytest.fixture(scope="session")
def admin_url(server: Address) -> str:
    """The superuser's URL of a database that has this version's tables."""
    with psycopg.connect(server.url(SUPERUSER, "postgres"), autocommit=True) as connection:
        connection.execute("create database tests")
    url = server.url(SUPERUSER, "tests")
    upgrade(url, embedded=True)
    return url


@pytest.fixture
def admin(admin_url: str) -> Iterator[psycopg.Connection]:
    """The superuser: no row is hidden from it."""
    with psycopg.connect(admin_url, autocommit=True) as connection:
        yield connection


@pytest.fixture(scope="session")
def app_url(server: Address, admin_url: str) -> str:
    """The program's URL: a role that row-level security binds."""
    return server.url("coccinelle_app", "tests")


@pytest.fixture(scope="session")
def shared_database(app_url: str) -> Iterator[Database]:
    opened = Database(app_url, size=24).open()
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def pristine(server: Address) -> str:
    """The name of a database with this version's tables and nothing else, to be copied."""
    _make(server, "pristine", "template1")
    upgrade(server.url(SUPERUSER, "pristine"), embedded=True)
    return "pristine"


@pytest.fixture
def empty(server: Address, pristine: str) -> Iterator[Database]:
    """An installation where there is no shop yet."""
    _make(server, "empty", pristine)
    database = Database(server.url("coccinelle_app", "empty")).open()
    yield database
    database.close()


def _make(server: Address, name: str, template: str) -> None:
    with psycopg.connect(server.url(SUPERUSER, "postgres"), autocommit=True) as connection:
        connection.execute(f"drop database if exists {name} with (force)".encode())
        connection.execute(f"create database {name} template {template}".encode())


@pytest.fixture
def database(shared_database: Database) -> Database:
    """One database for all tests: each test has businesses of its own, which see nothing else."""
    return shared_database


@pytest.fixture(scope="session")
def double_server() -> Iterator[Double]:
    app = create_app(ACCOUNT, TOKEN, api_keys={"SK" + "a" * 32: "secret" * 4}, step_seconds=0.01)
    for base_url in served(app):
        with httpx.Client(base_url=base_url, trust_env=False, verify=False, timeout=30) as client:
            yield Double(client)


@pytest.fixture(scope="session")
def resend_server() -> Iterator[ResendDouble]:
    for base_url in served(resend_double.create_app(API_KEY, step_seconds=0.01)):
        with httpx.Client(base_url=base_url, trust_env=False, verify=False, timeout=30) as client:
            yield ResendDouble(client)


@pytest.fixture
def resend(resend_server: ResendDouble) -> ResendDouble:
    resend_server.forget()
    resend_server.listen()
    return resend_server


@pytest.fixture
def twilio(double_server: Double) -> Double:
    double_server.forget()
    return double_server


@pytest.fixture
def answering() -> Iterator[Callable[[Answer], str]]:
    """Serves one answer to every call, for what a provider should never say."""
    with ExitStack() as servers:

        def serve(answer: Answer) -> str:
            app = Starlette(routes=[Route("/{path:path}", answer, methods=["GET", "POST"])])
            return servers.enter_context(contextmanager(served)(app))

        yield serve
