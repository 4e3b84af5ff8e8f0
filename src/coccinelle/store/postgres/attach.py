"""Use the server of a folder: the one already running, else our own for as long as we need it."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coccinelle.store.postgres.account import server_account
from coccinelle.store.postgres.address import Address
from coccinelle.store.postgres.binaries import find_binaries
from coccinelle.store.postgres.cluster import check_version
from coccinelle.store.postgres.faults import AlreadyServed
from coccinelle.store.postgres.home import home_of
from coccinelle.store.postgres.running import running
from coccinelle.store.postgres.server import EmbeddedServer

PATIENCE_SECONDS = 60.0


@contextmanager
def attach_or_start(
    var: Path, *, binaries: Path | None = None, service_user: str | None = None
) -> Iterator[Address]:
    """A server that we started stops at the end of the block; one we attached to goes on."""
    server = EmbeddedServer(var, binaries=binaries, service_user=service_user)
    try:
        yield _attach(var, server)
    finally:
        server.stop()


@contextmanager
def throwaway(
    *, binaries: Path | None = None, service_user: str | None = None
) -> Iterator[Address]:
    """An empty server in a temporary folder, quick and forgetful; nothing of it remains."""
    with tempfile.TemporaryDirectory(prefix="coccinelle-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o711)  # a service user has to walk in; what is inside stays private
        server = EmbeddedServer(
            Path(folder), binaries=binaries, service_user=service_user, durable=False
        )
        with server:
            yield server.address
            outside = server.address.directory
        shutil.rmtree(outside, ignore_errors=True)  # it is elsewhere when paths are long


def tools(var: Path, *, binaries: Path | None = None, service_user: str | None = None) -> Path:
    """The folder of `pg_dump`, `pg_restore` and `psql` that fit the data of `var`."""
    found = find_binaries(binaries, server_account(service_user))
    home = home_of(var)
    if home.data.exists():
        check_version(home, found)
    return found.folder


def _attach(var: Path, server: EmbeddedServer) -> Address:
    """The address of the server running, or of ours; waits for one that is still starting."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        address = running(var)
        if address is not None:
            return address
        try:
            server.start()
        except AlreadyServed:
            if time.monotonic() > deadline:
                raise
        else:
            return server.address
