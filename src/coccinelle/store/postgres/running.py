"""Is the server of a folder up? Read from what it writes itself, then knocked at."""

import socket
from pathlib import Path

from coccinelle.kit.file_lock import is_held
from coccinelle.store.postgres.address import Address
from coccinelle.store.postgres.home import Home, explained, home_of


def running(var: Path) -> Address | None:
    """The server that some process runs for `var` and that takes connections now."""
    home = home_of(var)
    with explained(var):
        found = ready_address(home)
        return found if found and is_held(home.lock) and answers(found) else None


def ready_address(home: Home, pid: int | None = None) -> Address | None:
    """The address in `postmaster.pid`, once it says ready; `pid`: only if it is that process."""
    try:
        lines = (home.data / "postmaster.pid").read_text(errors="replace").splitlines()
    except (FileNotFoundError, NotADirectoryError):
        return None
    if len(lines) < 8 or lines[7].strip() != "ready":
        return None
    if pid is not None and lines[0] != str(pid):
        return None
    return Address(Path(lines[4]), int(lines[3]))


def answers(address: Address) -> bool:
    with socket.socket(socket.AF_UNIX) as knock:
        try:
            knock.connect(str(address.socket))
        except OSError:
            return False
    return True
