"""The demo's processes: the web server, a worker, and the double of Twilio."""

import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from subprocess import Popen

import httpx

from coccinelle.core.errors import PermanentError
from coccinelle.kit.keep_running import start, stop

READY_WITHIN = 60.0  # seconds; a cold start takes about three, many more on a busy machine


def free_ports(*wanted: int) -> list[int]:
    """Each `wanted` port if nobody listens there, else any free one; 0 wants any. All different."""
    with ExitStack() as probes:
        return [_bound(probes.enter_context(socket.socket()), port) for port in wanted]


def _bound(probe: socket.socket, wanted: int) -> int:
    try:
        probe.bind(("127.0.0.1", wanted))
    except OSError:
        probe.bind(("127.0.0.1", 0))
    return int(probe.getsockname()[1])


@contextmanager
def running(programs: list[list[str]], environment: dict[str, str]) -> Iterator[list[Popen[bytes]]]:
    """Real processes, ended with the block whatever happens in it."""
    os.environ.update(environment)
    children = [start([sys.executable, "-m", *program]) for program in programs]
    try:
        yield children
    finally:
        stop(children)


def wait_until_ready(urls: list[str], children: list[Popen[bytes]]) -> None:
    """Raises PermanentError when one dies or does not answer in time."""
    deadline = time.monotonic() + READY_WITHIN
    for url in urls:
        while not _answers(url):
            if any(child.poll() is not None for child in children):
                raise PermanentError("A process of the demo ended at its start; see its message.")
            if time.monotonic() > deadline:
                raise PermanentError(f"{url} did not answer within {READY_WITHIN:.0f} s.")
            time.sleep(0.05)


def _answers(url: str) -> bool:
    try:
        return httpx.get(url, timeout=2).status_code < 500
    except httpx.TransportError:
        return False
