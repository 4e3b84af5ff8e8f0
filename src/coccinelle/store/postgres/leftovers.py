"""What a killed server leaves behind: processes that end late, and files naming dead ones."""

import os
import signal
import sys
import time
from pathlib import Path

from coccinelle.store.postgres.account import Account
from coccinelle.store.postgres.home import Home

PATIENCE_SECONDS = 10.0
PROC = Path("/proc")


def settle(home: Home, account: Account, *, patience_seconds: float = PATIENCE_SECONDS) -> None:
    """Wait for the processes of an earlier server to end, then end them, ever less gently.

    Only the holder of the lock calls this: whoever started that server is dead. Elsewhere than
    on Linux processes cannot be recognised: the server's own checks decide alone.
    """
    if sys.platform != "linux":
        return
    for harder in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        if _all_gone(home, account, patience_seconds):
            break
        for pid in survivors(home, account):
            _send(pid, harder)
    if _all_gone(home, account, patience_seconds):
        # Its process id may by now be another program's, which PostgreSQL would take for alive.
        (home.data / "postmaster.pid").unlink(missing_ok=True)


def survivors(home: Home, account: Account) -> list[int]:
    """Processes of this server, known by the name they show in their titles and their owner."""
    found = PROC.glob("[0-9]*")
    return [int(folder.name) for folder in found if _is_ours(folder, home, account)]


def are_in_use(programs: Path) -> bool:
    """Whether any process was started from a folder of programs."""
    started = os.fsencode(programs) + b"/"
    return any(_title(folder).startswith(started) for folder in PROC.glob("[0-9]*"))


def _all_gone(home: Home, account: Account, patience_seconds: float) -> bool:
    deadline = time.monotonic() + patience_seconds
    while survivors(home, account):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def _is_ours(folder: Path, home: Home, account: Account) -> bool:
    title = _title(folder)
    if home.cluster_name.encode() not in title:
        return False
    program = Path(os.fsdecode(title.split(b"\0")[0].split(b": ")[0])).name
    return program == "postgres" and _owner(folder) == account.uid


def _title(folder: Path) -> bytes:
    try:
        return (folder / "cmdline").read_bytes()
    except OSError:  # it has just ended
        return b""


def _owner(folder: Path) -> int | None:
    try:
        return folder.stat().st_uid
    except OSError:
        return None


def _send(pid: int, signal_number: signal.Signals) -> None:
    try:
        os.kill(pid, signal_number)
    except ProcessLookupError:
        return
