"""Whoever watches the program is told the truth, and is not kept waiting for it."""

import time
from collections.abc import Iterator
from contextlib import ExitStack

import httpx
import psycopg
import pytest

from coccinelle.kit.seal import Seal
from coccinelle.main import Installation
from coccinelle.settings import Settings
from coccinelle.store import roles
from coccinelle.store.database import WAIT_SECONDS, Database
from coccinelle.store.postgres import SUPERUSER, throwaway
from coccinelle.web.health import PATIENCE
from tests.web.conftest import Eventually, Shop, serving, web_app


@pytest.fixture
def running() -> Iterator[ExitStack]:
    """Closed, it stops the database."""
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def http(running: ExitStack) -> Iterator[httpx.Client]:
    address = running.enter_context(throwaway())
    with psycopg.connect(address.url(SUPERUSER, "postgres"), autocommit=True) as admin:
        roles.ensure_roles(admin, login=True)
    database = Database(address.url("coccinelle_app", "postgres"), size=2).open()
    place = Installation(Settings(), database, Seal((bytes(32),)))
    with serving(web_app(Shop(place, 0, []))) as client:
        yield client
    database.close()


def test_a_database_that_stopped_is_told_long_before_a_page_would_give_up(
    http: httpx.Client, running: ExitStack, eventually: Eventually
) -> None:
    eventually(lambda: http.get("/healthz").status_code == 200)
    running.close()
    for _ in range(3):
        began = time.monotonic()
        assert http.get("/healthz").status_code == 503
        assert time.monotonic() - began < WAIT_SECONDS - 2


def test_whoever_watches_is_answered_within_a_second() -> None:
    assert PATIENCE < 1
