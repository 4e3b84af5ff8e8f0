"""A throw-away installation with the disk's promises kept: server, processes, one shop."""

import os
import secrets
import shutil
import socket
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import Popen

import httpx

from coccinelle.core.errors import PermanentError
from coccinelle.kit.keep_running import start, stop
from coccinelle.settings import Settings
from coccinelle.store.postgres import EmbeddedServer

READY_WITHIN = 60.0  # seconds, on a busy machine
SHOP_PHONE = "+33639980000"

Process = Popen[bytes]


@dataclass(slots=True)
class House:
    """The program's processes around one server; all end with the block of `open_house`."""

    settings: Settings
    server: EmbeddedServer
    double_url: str
    account_sid: str
    auth_token: str
    processes: list[Process] = field(default_factory=list)

    def start_web(self, **environment: str) -> Process:
        """environment: added to this one's own."""
        web = self._start("coccinelle", "web", **environment)
        wait_until(lambda: _answers(f"{self.settings.public_url}/healthz"), web)
        return web

    def start_worker(self, **environment: str) -> Process:
        """Returns at once."""
        return self._start("coccinelle", "worker", **environment)

    def start_double(self) -> Process:
        """Twilio's double, silent about what became of a message."""
        port = self.double_url.rpartition(":")[2]
        double = self._start(
            "coccinelle.sandbox.twilio", "--port", port, "--account-sid", self.account_sid,
            "--auth-token", self.auth_token, "--number", SHOP_PHONE, "--no-callbacks",
        )  # fmt: skip
        wait_until(lambda: _answers(f"{self.double_url}/_sandbox/messages"), double)
        return double

    def stop(self, *processes: Process) -> None:
        stop(processes)
        self.processes = [p for p in self.processes if p not in processes]

    def _start(self, *program: str, **environment: str) -> Process:
        process = start([sys.executable, "-m", *program], _environment(self.settings, environment))
        self.processes.append(process)
        return process


@contextmanager
def open_house(settings: Settings, *, durable: bool = True) -> Iterator[House]:
    """On a server of its own, whatever the settings say of a database: nothing real is touched."""
    with _server(settings, durable=durable) as (var, server):
        port, double_port = free_ports(2)
        own = settings.model_copy(
            update={
                "var": var, "database_url": None, "secret_key": None, "port": port, "demo": True,
                "public_url": f"http://127.0.0.1:{port}",
            }
        )  # fmt: skip
        account = "AC" + secrets.token_hex(16), secrets.token_hex(16)
        house = House(own, server, f"http://127.0.0.1:{double_port}", *account)
        try:
            yield house
        finally:
            stop(house.processes)


def wait_until(
    happened: Callable[[], bool], *alive: Process, seconds: float = READY_WITHIN
) -> None:
    """Raises PermanentError when it does not, or when one of the processes ends meanwhile."""
    deadline = time.monotonic() + seconds
    while not happened():
        if any(process.poll() is not None for process in alive):
            raise PermanentError("A process ended before it was ready; see its message.")
        if time.monotonic() > deadline:
            raise PermanentError(f"What was waited for did not happen within {seconds:.0f} s.")
        time.sleep(0.02)


def free_ports(count: int) -> list[int]:
    """All different, and nobody listens there now."""
    with ExitStack() as probes:
        found = [probes.enter_context(socket.socket()) for _ in range(count)]
        for probe in found:
            probe.bind(("127.0.0.1", 0))
        return [int(probe.getsockname()[1]) for probe in found]


@contextmanager
def _server(settings: Settings, *, durable: bool) -> Iterator[tuple[Path, EmbeddedServer]]:
    with tempfile.TemporaryDirectory(prefix="coccinelle-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o711)  # a service user has to walk in; what is inside stays private
        server = EmbeddedServer(
            Path(folder),
            binaries=settings.postgres_bin,
            service_user=settings.service_user,
            durable=durable,
        )
        with server:
            outside = server.address.directory
            yield Path(folder), server
        shutil.rmtree(outside, ignore_errors=True)  # it is elsewhere when paths are long


def _environment(settings: Settings, more: dict[str, str]) -> dict[str, str]:
    """Nothing of the caller's own settings reaches these processes."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("COCCINELLE_", "DATABASE_"))}
    own = {
        "COCCINELLE_VAR": str(settings.var),
        "COCCINELLE_PORT": str(settings.port),
        "COCCINELLE_PUBLIC_URL": settings.public_url,
        "COCCINELLE_CONCURRENCY": str(settings.concurrency),
        "COCCINELLE_DEMO": "1",
        "COCCINELLE_LOG_LEVEL": "critical",
    }
    optional = {
        "COCCINELLE_POSTGRES_BIN": settings.postgres_bin,
        "COCCINELLE_SERVICE_USER": settings.service_user,
    }
    return kept | own | {k: str(v) for k, v in optional.items() if v} | more


def _answers(url: str) -> bool:
    try:
        return httpx.get(url, timeout=2, trust_env=False).status_code < 500
    except httpx.TransportError:
        return False
