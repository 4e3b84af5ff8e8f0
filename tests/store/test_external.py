"""Somebody else's PostgreSQL: over TCP, with a password, without a superuser."""

import secrets
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from coccinelle.demo.processes import free_ports
from coccinelle.main import backup, installation, restore
from coccinelle.settings import Settings
from coccinelle.store import businesses
from coccinelle.store.postgres import SUPERUSER, EmbeddedServer, remove
from tests.worlds import new_business


@pytest.fixture(scope="module")
def managed_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A second server that listens on TCP and knows a role that may create roles, no more."""
    var = tmp_path_factory.mktemp("managed") / "var"
    password = secrets.token_hex(8)
    port = free_ports(0)[0]
    with EmbeddedServer(var, durable=False) as server:
        with psycopg.connect(server.address.url(SUPERUSER), autocommit=True) as admin:
            admin.execute(
                sql.SQL("create role manager login createrole password {}").format(
                    sql.Literal(password)
                )
            )
            admin.execute("create database shops owner manager")
            hba = admin.execute("show hba_file").fetchone()
        assert hba is not None
    rules = Path(hba[0]).read_text() + "\nhost shops manager 127.0.0.1/32 scram-sha-256\n"
    home = var.resolve() / "postgres"
    (home / "tcp_hba.conf").write_text(rules)
    (home / "tcp_hba.conf").chmod(0o644)
    with (home / "local.conf").open("a") as conf:
        conf.write(f"listen_addresses = '127.0.0.1'\nport = {port}\n")
        conf.write(f"hba_file = '{home / 'tcp_hba.conf'}'\n")
    (home / "local.conf").chmod(0o644)
    with EmbeddedServer(var, durable=False):
        yield f"postgresql://manager:{password}@127.0.0.1:{port}/shops"
    remove(var)


@pytest.fixture
def settings(managed_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("DATABASE_URL", managed_url)
    monkeypatch.setenv("COCCINELLE_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("COCCINELLE_SECRET_KEY", "ab" * 32)
    return Settings()


def test_a_role_without_superpowers_is_enough(settings: Settings) -> None:
    with installation(settings) as place:
        business_id = new_business(place.database)
        assert place.desk(business_id).business.name == "Élégance Paris"
        with place.database.transaction(business_id) as connection:
            assert connection.execute("select current_user").fetchone() == ("coccinelle_app",)


def test_a_second_start_finds_everything(settings: Settings) -> None:
    with installation(settings) as place:
        before = businesses.known(place.database)
    with installation(settings) as place:
        assert businesses.known(place.database) == before


def test_a_backup_holds_every_business_and_is_put_back(settings: Settings, tmp_path: Path) -> None:
    with installation(settings) as place:
        business_id = new_business(place.database)
        count = len(businesses.known(place.database))
    backup(settings, tmp_path / "shops.dump")
    with installation(settings) as place, place.database.transaction(business_id) as connection:
        connection.execute("update business set name = 'Chez Bob'")
    assert restore(settings, tmp_path / "shops.dump", replace=True) == count
    with installation(settings) as place:
        assert place.desk(business_id).business.name == "Élégance Paris"
