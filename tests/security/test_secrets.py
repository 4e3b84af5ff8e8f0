"""Secrets at rest: sealed for their place, opened by the right key only, renewed on demand."""

import secrets
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from coccinelle.core.errors import PermanentError
from coccinelle.kit.seal import CannotUnseal, Seal, parse_keys
from coccinelle.main import Installation, installation
from coccinelle.packs import demo_folder
from coccinelle.settings import Settings
from coccinelle.store import channels, sealed
from coccinelle.store.postgres import SUPERUSER, EmbeddedServer, remove
from tests.journeys.conftest import World
from tests.loopback import ACCOUNT, TOKEN

OLD, NEW = b"o" * 32, b"n" * 32


def test_secrets_copied_to_another_business_do_not_open(open_world: Callable[..., World]) -> None:
    one, other = open_world(), open_world()
    with other.desk.transaction() as connection:
        (stolen,) = channels.all_of(connection)
    with one.desk.transaction() as connection:
        (row,) = channels.all_of(connection)
        connection.execute("update channel set secrets = %s", (stolen.secrets,))
    with one.desk.transaction() as connection:
        (row,) = channels.all_of(connection)
    with pytest.raises(PermanentError, match="altered or moved"):
        one.place.channel(one.business_id, row)


@pytest.mark.parametrize("at", [0, 4, 16, -1])
def test_one_altered_byte_is_enough_to_refuse(at: int) -> None:
    kept = bytearray(Seal((OLD,)).seal(b"token", "here"))
    kept[at] ^= 1
    with pytest.raises(CannotUnseal):
        Seal((OLD,)).open(bytes(kept), "here")


def test_a_seal_never_looks_the_same_twice() -> None:
    seal = Seal((OLD,))
    assert len({seal.seal(b"token", "here") for _ in range(50)}) == 50


def test_a_key_is_renewed_and_the_old_one_may_go(world: World) -> None:
    def opens(*keys: bytes) -> bool:
        with world.desk.transaction() as connection:
            return not sealed.closed(connection, Seal(keys), world.business_id)

    def reseal(*keys: bytes) -> int:
        with world.desk.transaction() as connection:
            return sealed.reseal(connection, Seal(keys), world.business_id)

    current = b"k" * 32  # of the journeys' installation
    assert reseal(NEW, current) == 1
    assert (opens(NEW), opens(current)) == (True, False)
    assert reseal(NEW, current) == 0
    with pytest.raises(CannotUnseal):
        reseal(OLD)
    assert reseal(current, NEW) == 1


def test_no_secret_is_in_the_clear_anywhere_in_the_database(world: World, admin_url: str) -> None:
    with psycopg.connect(admin_url) as admin:
        for (table,) in admin.execute(
            "select tablename from pg_tables where schemaname = 'public'"
        ).fetchall():
            row = admin.execute(
                f"select count(*) from {table} t where t::text like %s".encode(), (f"%{TOKEN}%",)
            ).fetchone()
            assert row == (0,), table


def test_a_row_and_its_settings_do_not_show_their_secret(world: World) -> None:
    with world.desk.transaction() as connection:
        (row,) = channels.all_of(connection)
    assert "secrets" not in repr(row)
    assert TOKEN not in f"{row}{world.place.channel(world.business_id, row)!r}"


@pytest.mark.parametrize("text", ["abc", "zz" * 32, "ab" * 31, "ab" * 32 + ",x"])
def test_a_key_that_is_none_is_refused_without_being_repeated(text: str) -> None:
    with pytest.raises(ValueError) as refusal:  # noqa: PT011 - the text is looked at below
        parse_keys(text)
    assert text not in str(refusal.value)


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An installation with one channel."""
    folder = tmp_path_factory.mktemp("secrets") / "var"
    with EmbeddedServer(folder, durable=False):
        yield folder
    remove(folder)


def opened(var: Path, **more: str) -> Installation:
    with installation(Settings(var=var, **more)) as place:  # type: ignore[arg-type]
        return place


def test_a_lost_key_file_stops_the_program_rather_than_lose_what_it_sealed(
    var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from coccinelle.main import adapters
    from tests.worlds import new_business

    with installation(Settings(var=var)) as place:
        business = new_business(place.database, demo_folder())
        settings = adapters()["sms_twilio"].SETTINGS(
            account_sid=ACCOUNT, auth_token=TOKEN, number="+33939980000"
        )
        place.open_channel(business, settings)
    key = (var / "secret.key").read_text()
    (var / "secret.key").unlink()
    with pytest.raises(PermanentError, match=r"secret\.key is missing"):
        opened(var)
    assert not (var / "secret.key").exists()
    (var / "secret.key").write_text(key)
    assert opened(var)


@pytest.mark.parametrize("key", ["nonsense", "ab" * 31, ","])
def test_a_key_that_cannot_be_used_is_said_in_a_sentence(var: Path, key: str) -> None:
    with pytest.raises(PermanentError, match="secret key cannot be used"):
        opened(var, secret_key=key)


def test_an_external_database_wants_its_key_from_the_environment(
    var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with EmbeddedServerUrl(var) as url:
        monkeypatch.setenv("DATABASE_URL", url)
        with pytest.raises(PermanentError, match="COCCINELLE_SECRET_KEY"):
            opened(var)


class EmbeddedServerUrl:
    """The running server, as if it were somebody else's."""

    def __init__(self, var: Path) -> None:
        self._var = var

    def __enter__(self) -> str:
        from coccinelle.store.postgres import attach_or_start

        self._attached = attach_or_start(self._var)
        return self._attached.__enter__().url(SUPERUSER)

    def __exit__(self, *fault: object) -> None:
        self._attached.__exit__(None, None, None)


def test_keys_are_rotated_from_the_command_line(var: Path) -> None:
    import sys

    from tests.cli.conftest import environment

    old = (var / "secret.key").read_text().strip()
    new = secrets.token_hex(32)

    def run(command: str, keys: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "coccinelle", command],
            env=environment(var, COCCINELLE_SECRET_KEY=keys),
            capture_output=True, text=True, timeout=110, check=False,
        )  # fmt: skip

    assert "1 secrets sealed" in run("rotate-keys", f"{new},{old}").stdout
    unwell, well = run("doctor", old), run("doctor", new)
    assert (unwell.returncode, well.returncode) == (1, 0), well.stdout + well.stderr
    assert "✗ The secret key opens every sealed secret" in unwell.stdout
    assert old not in unwell.stdout
    assert run("rotate-keys", f"{old},{new}").returncode == 0
