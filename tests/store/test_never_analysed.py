"""The figures of tables that were just filled: the server knows nothing of what is in them yet."""

from collections.abc import Iterator
from datetime import timedelta

import psycopg
import pytest

from coccinelle.bench.years import fill_turns
from coccinelle.core.day_count import midnight
from coccinelle.engine.business.figures import figures
from coccinelle.store.database import Database
from coccinelle.store.postgres import SUPERUSER, Address
from coccinelle.store.upgrade import upgrade
from tests.web.conftest import Shop, open_shop

TURNS, DAYS = 5_000, 7


@pytest.fixture
def filled(server: Address) -> Iterator[Shop]:
    with psycopg.connect(server.url(SUPERUSER, "postgres"), autocommit=True) as connection:
        connection.execute("drop database if exists filled")
        connection.execute("create database filled")
    upgrade(server.url(SUPERUSER, "filled"), embedded=True)
    with psycopg.connect(server.url(SUPERUSER, "filled"), autocommit=True) as admin:
        for table in ("turn", "message", "draft", "action", "hold", "contact", "conversation"):
            admin.execute(f"alter table {table} set (autovacuum_enabled = off)".encode())
    database = Database(server.url("coccinelle_app", "filled")).open()
    shop = open_shop(database, full=True)
    today = midnight(shop.desk.now().date(), shop.desk.business.zone)
    fill_turns(database, shop.id, turns=TURNS, days=DAYS, until=today)
    yield shop
    database.close()


def test_a_full_week_is_counted_before_the_tables_were_ever_looked_at(filled: Shop) -> None:
    """A statement that takes five seconds is cut off."""
    end = midnight(filled.desk.now().date(), filled.desk.business.zone)
    found = figures(filled.desk, end - timedelta(days=DAYS), end)
    known = filled.execute("select reltuples from pg_class where relname in ('turn', 'message')")
    assert known == [(-1,), (-1,)]
    assert (found.received, found.involvement.of) == (TURNS, TURNS)
    assert {way: share.count for way, share in found.lanes.items()} == {
        "automatic": 3500, "validated": 1000, "by_hand": 500,
    }  # fmt: skip
