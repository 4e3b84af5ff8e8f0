"""Killed without warning, the embedded server or its parent: nothing acknowledged is lost."""

import os
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import psycopg
import pytest

from coccinelle.kit.child import PARENT_GONE, launch_command
from coccinelle.store.postgres import SUPERUSER, EmbeddedServer, running
from coccinelle.store.postgres.account import server_account
from coccinelle.store.postgres.home import home_of
from coccinelle.store.postgres.leftovers import settle, survivors
from coccinelle.store.postgres.running import answers

# Writes rows for ever; prints each id once its transaction is committed.
WRITER = """
import psycopg
with EmbeddedServer(var) as server:
    print(server.pid, flush=True)
    with psycopg.connect(server.address.url("coccinelle_super"), autocommit=True) as connection:
        connection.execute("create table if not exists written (id bigserial primary key)")
        while True:
            row = connection.execute("insert into written default values returning id").fetchone()
            print(row[0], flush=True)
"""


@pytest.mark.parametrize("victim", ["parent", "server"])
def test_acknowledged_rows_outlive_kill_9(var: Path, start: Any, ask: Any, victim: str) -> None:
    acknowledged: set[int] = set()
    for _ in range(3):
        acknowledged |= _write_then_kill(start(WRITER), victim)
    with EmbeddedServer(var) as server:
        kept = {row[0] for row in ask(server, "select id from written")}
    assert len(acknowledged) > 30
    assert acknowledged <= kept


def _write_then_kill(writer: subprocess.Popen[str], victim: str) -> set[int]:
    server_pid = int(writer.stdout.readline())
    seen = {int(writer.stdout.readline()) for _ in range(20)}
    os.kill(writer.pid if victim == "parent" else server_pid, signal.SIGKILL)
    rest, _ = writer.communicate()
    whole = rest[: rest.rfind("\n") + 1]  # the kill may cut the last line
    return seen | {int(line) for line in whole.splitlines()}


def test_the_server_ends_with_its_parent(var: Path, start: Any) -> None:
    parent = start("with EmbeddedServer(var): print('up', flush=True); input()")
    parent.stdout.readline()
    address = running(var)
    assert address is not None
    parent.kill()
    _until(lambda: not answers(address))
    _until(lambda: not survivors(home_of(var), server_account(None)))


def test_a_kill_during_the_first_start_leaves_no_half_database(
    var: Path, start: Any, ask: Any
) -> None:
    for seconds in (0.05, 0.2, 0.4):
        first = start("print('go', flush=True)\nEmbeddedServer(var).start()")
        first.stdout.readline()
        time.sleep(seconds)
        first.kill()
        first.wait()
    with EmbeddedServer(var) as server:
        assert ask(server, "select datname from pg_database where datname = 'coccinelle'")
    with EmbeddedServer(var):
        assert not list((var.resolve() / "postgres").glob("data.new*"))


def test_a_backend_that_hangs_on_after_its_server_is_ended(var: Path, ask: Any) -> None:
    with EmbeddedServer(var, durable=False) as server:
        connection = psycopg.connect(server.address.url(SUPERUSER))
        os.kill(connection.info.backend_pid, signal.SIGSTOP)
        os.kill(server.pid, signal.SIGKILL)
        _until(lambda: not server.is_alive)
        settle(home_of(var), server_account(None), patience_seconds=0.3)
        connection.close()
        server.start()
        assert ask(server, "select 1") == [(1,)]


def test_a_process_id_taken_over_by_another_program_does_not_block(var: Path, ask: Any) -> None:
    account = server_account(None)
    with (
        EmbeddedServer(var, durable=False) as server,
        subprocess.Popen(["sleep", "60"], user=account.uid) as stranger,
    ):
        os.kill(server.pid, signal.SIGKILL)
        _until(lambda: not server.is_alive)
        for left in (home_of(var).data / "postmaster.pid", _socket_lock(server)):
            left.write_text(left.read_text().replace(str(server.pid), str(stranger.pid), 1))
        server.start()
        assert ask(server, "select 1") == [(1,)]
        assert stranger.poll() is None
        stranger.kill()


def test_a_launcher_whose_parent_is_gone_starts_nothing() -> None:
    command = launch_command(["/bin/echo", "started"], on_parent_death=signal.SIGKILL)
    command[4] = "1"  # the parent's process id
    done = subprocess.run(["/bin/sh", "-c", '"$@"; exit $?', "sh", *command], capture_output=True)
    assert (done.returncode, done.stdout) == (PARENT_GONE, b"")


def _socket_lock(server: EmbeddedServer) -> Path:
    return server.address.directory / f"{server.address.socket.name}.lock"


def _until(met: Any, seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not met():
        assert time.monotonic() < deadline
        time.sleep(0.02)
