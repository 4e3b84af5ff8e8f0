"""The embedded server in ordinary days: start, attach, settings, removal."""

import os
import signal
import stat
import subprocess
import threading
from pathlib import Path
from typing import Any

import psycopg
import pytest

from coccinelle.kit.file_lock import FileLock
from coccinelle.store.postgres import (
    SUPERUSER,
    EmbeddedServer,
    PostgresError,
    attach_or_start,
    home,
    remove,
    running,
    throwaway,
    tools,
)
from coccinelle.store.postgres.__main__ import main

DEBIAN_15 = Path("/usr/lib/postgresql/15/bin")
root_only = pytest.mark.skipif(os.geteuid() != 0, reason="what only root meets")


def test_a_first_start_makes_a_checked_utf8_database(server: EmbeddedServer, ask: Any) -> None:
    assert ask(server, "show data_checksums") == [("on",)]
    assert ask(server, "show server_encoding") == [("UTF8",)]
    assert ask(server, "select datname from pg_database where datname = current_database()")
    assert ask(server, "select upper('é'), 'a' < 'B'") == [("É", False)]


def test_a_second_start_finds_what_the_first_wrote(var: Path, ask: Any) -> None:
    with EmbeddedServer(var) as server:
        ask(server, "create table kept as select 7 as id")
    with EmbeddedServer(var) as server:
        assert ask(server, "select id from kept") == [(7,)]
        assert ask(server, "show fsync") == [("on",)]


def test_the_server_is_our_direct_child_and_never_root(server: EmbeddedServer) -> None:
    status = Path(f"/proc/{server.pid}/status").read_text()
    assert f"PPid:\t{os.getpid()}\n" in status
    assert "Uid:\t0\t" not in status
    assert Path(f"/proc/{server.pid}/comm").read_text() == "postgres\n"


def test_nothing_listens_on_the_network_and_the_socket_is_private(
    server: EmbeddedServer, ask: Any
) -> None:
    assert ask(server, "show listen_addresses") == [("",)]
    folder = server.address.directory
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert len(os.fsencode(server.address.socket)) <= 100


def test_each_role_is_checked_by_the_system_and_no_other_gets_in(
    server: EmbeddedServer, ask: Any
) -> None:
    ask(server, "create role coccinelle_app login; create role stranger login superuser")
    with psycopg.connect(server.address.url("coccinelle_app")) as connection:
        assert connection.execute("select current_user").fetchone() == ("coccinelle_app",)
    with pytest.raises(psycopg.OperationalError, match=r"no pg_hba\.conf entry"):
        psycopg.connect(server.address.url("stranger"))
    assert ask(server, "select distinct auth_method from pg_hba_file_rules") == [("peer",)]


def test_an_error_leaves_no_customer_text_in_the_log(server: EmbeddedServer, ask: Any) -> None:
    ask(server, "create table t (id text primary key); insert into t values ('06 39 98 00 01')")
    with pytest.raises(psycopg.errors.UniqueViolation):
        ask(server, "insert into t values ('06 39 98 00 01')")
    log = (server.address.directory.parent / "postgres.log").read_text()
    assert "duplicate key" in log
    assert "39 98" not in log


def test_a_second_process_attaches_and_leaves_the_server_up(var: Path, start: Any) -> None:
    with EmbeddedServer(var, durable=False) as server:
        other = start("with attach_or_start(var) as address: print(address.url('x'))")
        assert other.communicate()[0].strip() == server.address.url("x")
        assert running(var) == server.address
    assert running(var) is None


def test_two_processes_that_start_at_once_share_one_server(var: Path, start: Any) -> None:
    lines = "with attach_or_start(var) as address: print(address, flush=True); input()"
    both = [start(lines), start(lines)]
    said = {process.stdout.readline() for process in both if process.stdout}
    assert len(said) == 1
    assert "Address" in said.pop()


def test_attaching_starts_a_server_for_the_block_when_none_runs(var: Path) -> None:
    with attach_or_start(var) as address:
        with psycopg.connect(address.url(SUPERUSER)) as connection:
            assert connection.execute("select 1").fetchone() == (1,)
    assert running(var) is None


def test_a_server_that_died_can_be_started_again(var: Path, ask: Any) -> None:
    with EmbeddedServer(var, durable=False) as server:
        os.kill(server.pid, signal.SIGKILL)
        while server.is_alive:
            pass
        assert running(var) is None
        server.start()
        assert ask(server, "select 1") == [(1,)]


def test_ctrl_c_on_the_whole_group_spares_the_server(var: Path, start: Any) -> None:
    process = start(
        "signal.signal(signal.SIGINT, lambda *_: print('heard', flush=True))\n"
        "with EmbeddedServer(var, durable=False): print('up', flush=True); input()"
    )
    assert process.stdout
    assert process.stdout.readline() == "up\n"
    os.killpg(process.pid, signal.SIGINT)
    assert process.stdout.readline() == "heard\n"
    assert running(var) is not None


def test_a_start_outside_the_main_thread_is_refused(var: Path) -> None:
    refused: list[str] = []

    def try_it() -> None:
        with pytest.raises(PostgresError) as caught:
            EmbeddedServer(var).start()
        refused.append(str(caught.value))

    thread = threading.Thread(target=try_it)
    thread.start()
    thread.join()
    assert "main thread" in refused[0]


def test_a_long_or_odd_path_gets_a_short_socket(tmp_path: Path, ask: Any) -> None:
    tmp_path.chmod(0o755)
    with throwaway() as address:
        assert address.directory.is_dir()
    var = tmp_path / ("très, long " * 12)
    with EmbeddedServer(var, durable=False) as server:
        assert ask(server, "select 1") == [(1,)]
        assert len(os.fsencode(server.address.socket)) <= 100
    remove(var)


def test_a_throw_away_server_leaves_nothing() -> None:
    with throwaway() as address, psycopg.connect(address.url(SUPERUSER)) as connection:
        assert connection.execute("show fsync").fetchone() == ("off",)
    assert not address.directory.parent.exists()


def test_local_settings_win(var: Path, ask: Any) -> None:
    with EmbeddedServer(var, durable=False):
        pass
    (var.resolve() / "postgres" / "local.conf").write_text("work_mem = '9MB'\n")
    (var.resolve() / "postgres" / "local.conf").chmod(0o644)
    with EmbeddedServer(var, durable=False) as server:
        assert ask(server, "show work_mem") == [("9MB",)]


def test_the_tools_that_fit_the_data_are_found(var: Path) -> None:
    with EmbeddedServer(var, durable=False) as server:
        dump = [tools(var) / "pg_dump", "--schema-only", "-d", server.address.url(SUPERUSER)]
        done = subprocess.run(dump, capture_output=True, text=True, check=True)
    assert "PostgreSQL database dump complete" in done.stdout


@pytest.mark.skipif(not DEBIAN_15.is_dir(), reason="PostgreSQL 15 of the system is absent")
def test_programs_of_another_version_can_be_named(var: Path, ask: Any) -> None:
    with EmbeddedServer(var, binaries=DEBIAN_15, durable=False) as server:
        assert ask(server, "select current_setting('server_version_num')::int / 10000") == [(15,)]
        assert ask(server, "select 'a' < 'B'") == [(False,)]
    with pytest.raises(PostgresError, match=r"written by PostgreSQL 15.*this is PostgreSQL 18"):
        EmbeddedServer(var).start()


@root_only
def test_root_keeps_the_data_elsewhere_behind_a_link(var: Path, shelter: Path) -> None:
    with EmbeddedServer(var, durable=False) as server:
        assert var.readlink().parent == shelter
        assert stat.S_IMODE(var.parent.stat().st_mode) == 0o700
        assert Path(f"/proc/{server.pid}/exe").readlink().is_relative_to(shelter)


@root_only
def test_a_damaged_copy_of_the_programs_is_made_again(var: Path, shelter: Path, ask: Any) -> None:
    with EmbeddedServer(var, durable=False):
        pass
    library = next(shelter.glob("postgres-18-*/*.libs/libpq*.18"))
    library.write_bytes(b"cut")
    with EmbeddedServer(var, durable=False) as server:
        assert ask(server, "select 1") == [(1,)]


def test_an_ordinary_user_keeps_the_data_in_place(as_nobody: Any, public: Path) -> None:
    said = as_nobody(
        "with EmbeddedServer(var, durable=False) as server:\n"
        "    with __import__('psycopg').connect(server.address.url('coccinelle_super')) as c:\n"
        "        print(c.execute('select current_user').fetchone()[0], server.address.directory)",
        public / "var",
    )
    assert said == f"coccinelle_super {public}/var/postgres/socket"
    assert (public / "var" / "postgres" / "data" / "PG_VERSION").exists()


def test_nothing_is_removed_while_the_server_runs(var: Path, ask: Any) -> None:
    with EmbeddedServer(var, durable=False) as server:
        with pytest.raises(PostgresError, match="is running"):
            remove(var)
        assert ask(server, "select 1") == [(1,)]


def test_removal_leaves_no_trace(var: Path, public: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(home, "SHELTER", public / "shelter")
    with EmbeddedServer(var, durable=False):
        pass
    assert main(["remove", str(var)]) == 0
    assert not os.path.lexists(var)
    assert not (public / "shelter").exists()


def test_the_programs_stay_while_another_folder_needs_them(
    public: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(home, "SHELTER", public)
    (public / "postgres-18-a").mkdir()
    (public / "0123456789abcdef").mkdir()
    remove(public / "never-used")
    assert (public / "postgres-18-a").is_dir()


def test_a_lock_is_free_again_once_its_holder_lets_go(tmp_path: Path) -> None:
    first, second = FileLock(tmp_path / "lock"), FileLock(tmp_path / "lock")
    assert first.take()
    assert not second.take()
    first.free()
    assert second.take()
    second.free()
