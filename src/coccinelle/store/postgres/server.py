"""The embedded server itself: a PostgreSQL process that is our direct child."""

import os
import signal
import subprocess
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from coccinelle.kit.file_lock import FileLock
from coccinelle.store.postgres.account import Account, server_account
from coccinelle.store.postgres.address import Address
from coccinelle.store.postgres.binaries import Binaries, find_binaries
from coccinelle.store.postgres.cluster import ensure_cluster
from coccinelle.store.postgres.conf import write_conf
from coccinelle.store.postgres.faults import AlreadyServed, PostgresError, explain
from coccinelle.store.postgres.home import Home, explained, open_home
from coccinelle.store.postgres.leftovers import settle
from coccinelle.store.postgres.running import answers, ready_address
from coccinelle.store.postgres.socket_folder import socket_folder
from coccinelle.store.postgres.spawn import serve

READY_SECONDS = 300.0  # a long recovery after a crash
RETRY_SECONDS = 20.0  # memory still held by the dying backends of a killed server
STILL_HELD = ("pre-existing shared memory block", 'lock file "postmaster.pid" already exists')
BIGGEST_LOG = 5_000_000
# A throw-away server: nothing is promised to survive, so nothing waits for the disk.
FORGETFUL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class EmbeddedServer:
    """Starts on `with` or `start()`, in the main thread; lives no longer than this process.

    `binaries` is a folder of PostgreSQL programs (COCCINELLE_POSTGRES_BIN), `service_user` the
    user who runs the server when we are root. Not `durable`: for tests, lost on a crash.
    """

    def __init__(
        self,
        var: Path,
        *,
        binaries: Path | None = None,
        service_user: str | None = None,
        durable: bool = True,
    ) -> None:
        self._var, self._named, self._service_user = var, binaries, service_user
        self._durable = durable
        self._lock: FileLock | None = None
        self._child: subprocess.Popen[bytes] | None = None
        self._address: Address | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def address(self) -> Address:
        if self._address is None:
            raise PostgresError("The database is not started.")
        return self._address

    @property
    def pid(self) -> int:
        if self._child is None:
            raise PostgresError("The database is not started.")
        return self._child.pid

    @property
    def is_alive(self) -> bool:
        return self._child is not None and self._child.poll() is None

    def start(self) -> None:
        """Also starts again a server that died. Raises PostgresError; AlreadyServed: attach."""
        if self.is_alive:
            return
        if threading.current_thread() is not threading.main_thread():
            # The system would stop the server when this thread ends, not when the process does.
            raise PostgresError("The database must be started from the main thread.")
        try:
            self._start()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """A fast, clean shutdown: open transactions are rolled back; harder if it hangs."""
        if self._child is not None:
            _end(self._child)
            self._child = None
        if self._lock is not None:
            self._lock.free()
            self._lock = None
        self._address = None

    def _start(self) -> None:
        account = server_account(self._service_user)
        home = open_home(self._var, account)
        self._take_lock(home)
        binaries = find_binaries(self._named, account)
        settle(home, account)
        with explained(home.path):
            ensure_cluster(home, binaries, account, durable=self._durable)
            write_conf(home, account, socket_folder(home, account))
            self._launch(home, binaries, account)

    def _take_lock(self, home: Home) -> None:
        self._lock = self._lock or FileLock(home.lock)
        with explained(home.lock):
            for _ in range(25):  # someone may be probing it, for an instant
                if self._lock.take():
                    return
                time.sleep(0.02)
        raise AlreadyServed(f"Another process already runs the database of {home.path}.")

    def _launch(self, home: Home, binaries: Binaries, account: Account) -> None:
        deadline = time.monotonic() + RETRY_SECONDS
        command = _command(home, binaries, durable=self._durable)
        while True:
            said_before = _open_log_size(home)
            with home.log.open("ab") as log:
                self._child = serve(command, account, log)
            self._address = _wait_ready(self._child, home)
            if self._address is not None:
                return
            said = home.log.read_bytes()[said_before:].decode(errors="replace")
            if time.monotonic() > deadline or not any(words in said for words in STILL_HELD):
                raise explain(said, home.path)
            time.sleep(0.1)


def _command(home: Home, binaries: Binaries, *, durable: bool) -> list[str]:
    settings = [f"config_file={home.settings}", f"cluster_name={home.cluster_name}"]
    if not durable:
        settings += FORGETFUL
    options = [part for setting in settings for part in ("-c", setting)]
    return [binaries.program("postgres"), "-D", str(home.data), *options]


def _open_log_size(home: Home) -> int:
    """Bytes in the log, private to us and set aside when it has grown."""
    descriptor = os.open(home.log, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
    size = os.fstat(descriptor).st_size
    os.close(descriptor)
    if size < BIGGEST_LOG:
        return size
    home.log.rename(home.log.with_suffix(".log.1"))
    return 0


def _wait_ready(child: subprocess.Popen[bytes], home: Home) -> Address | None:
    """Its address once it takes connections, None if it ended instead."""
    deadline = time.monotonic() + READY_SECONDS
    while child.poll() is None:
        address = ready_address(home, child.pid)
        if address is not None and answers(address):
            return address
        if time.monotonic() > deadline:
            raise PostgresError(f"The database in {home.path} takes too long to start.")
        time.sleep(0.01)
    return None


def _end(child: subprocess.Popen[bytes]) -> None:
    for harder, seconds in ((signal.SIGINT, 30), (signal.SIGQUIT, 10), (signal.SIGKILL, 10)):
        child.send_signal(harder)  # does nothing to a child that already ended
        try:
            child.wait(seconds)
        except subprocess.TimeoutExpired:
            continue
        return
