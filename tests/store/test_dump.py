"""A backup put back: of an earlier version, torn, with or without what came after it."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from coccinelle.core.errors import PermanentError
from coccinelle.main import backup, installation, restore
from coccinelle.settings import Settings
from coccinelle.store import dump, roles
from coccinelle.store.postgres import SUPERUSER, EmbeddedServer, remove, tools
from coccinelle.store.upgrade import migrate
from tests.store.test_upgrade import SHOP
from tests.worlds import new_business


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Settings, str]]:
    """This version, and a free database beside it."""
    var = tmp_path_factory.mktemp("dump") / "var"
    with EmbeddedServer(var, durable=False) as server:
        url = server.address.url(SUPERUSER, "postgres")
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("create database earlier")
        yield Settings(var=var), server.address.url(SUPERUSER, "earlier")
    remove(var)


@pytest.mark.parametrize("revision", ["0008", "0014"])
def test_a_backup_of_an_earlier_version_is_put_back_and_upgraded(
    installed: tuple[Settings, str], tmp_path: Path, revision: str
) -> None:
    settings, earlier = installed
    with psycopg.connect(earlier, autocommit=True) as admin:
        admin.execute("drop schema public cascade")
        admin.execute("create schema public authorization pg_database_owner")
        admin.execute("grant usage on schema public to public")
        roles.ensure_roles(admin, login=True)
        migrate(admin, revision)
    with psycopg.connect(earlier) as connection:
        connection.execute(SHOP)
    dump.dump(tools(settings.var), earlier, tmp_path / "old.dump", role=None)
    assert restore(settings, tmp_path / "old.dump", replace=True) == 1
    with installation(settings) as place, place.database.transaction(1) as connection:
        found = connection.execute("select name, language from business").fetchone()
        said = connection.execute("select count(*) from message").fetchone()
        assert connection.execute("select count(*) from parcel_back").fetchone() == (0,)
    assert (found, said) == (("Chez Alice", "fr"), (3,))


def test_a_torn_backup_changes_nothing(installed: tuple[Settings, str], tmp_path: Path) -> None:
    settings, _ = installed
    file = tmp_path / "torn.dump"
    with installation(settings) as place:
        business = new_business(place.database)
    backup(settings, file)
    file.write_bytes(file.read_bytes()[: file.stat().st_size * 2 // 3])
    with pytest.raises(PermanentError, match="pg_restore failed"):
        restore(settings, file, replace=True)
    with installation(settings) as place:
        assert place.desk(business).business.name == "Élégance Paris"
