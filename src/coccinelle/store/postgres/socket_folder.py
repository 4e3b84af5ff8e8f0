"""A private folder for the socket, short enough for the system's limit on socket paths."""

import os
import stat
from pathlib import Path

from coccinelle.store.postgres.account import Account, is_root
from coccinelle.store.postgres.address import Address
from coccinelle.store.postgres.conf import PORT
from coccinelle.store.postgres.faults import PostgresError
from coccinelle.store.postgres.home import Home, digest, make_folder
from coccinelle.store.postgres.running import answers

LONGEST_SOCKET_PATH = 100


def socket_folder(home: Home, account: Account) -> Path:
    """Beside the data, else under the user's run-time folder, else under /tmp."""
    folder = next(folder for folder in _candidates(home, account) if _fits(folder))
    if folder.parent != home.path and not folder.is_symlink() and not folder.exists():
        folder.mkdir(mode=0o700)
        _give(folder, account)
    if folder.parent == home.path:
        make_folder(folder, account, mode=0o700, given=True)
    _check_private(folder, account)
    _forget_dead(folder)
    return folder


def remove_socket_folders(home: Home, account: Account) -> None:
    for folder in _candidates(home, account):
        if folder.is_dir() and not folder.is_symlink() and folder.stat().st_uid == account.uid:
            _clear(folder)


def _candidates(home: Home, account: Account) -> list[Path]:
    name = f"coccinelle-{account.uid}-{digest(home.path)}"
    run_time = None if is_root() else os.environ.get("XDG_RUNTIME_DIR")
    places = [Path(run_time)] if run_time and Path(run_time).is_dir() else []
    return [home.path / "socket", *(place / name for place in (*places, Path("/tmp")))]


def _fits(folder: Path) -> bool:
    path = os.fsencode(Address(folder, PORT).socket)
    return len(path) <= LONGEST_SOCKET_PATH and b"," not in path  # clients split hosts at commas


def _give(folder: Path, account: Account) -> None:
    if is_root():
        os.chown(folder, account.uid, account.gid)


def _check_private(folder: Path, account: Account) -> None:
    """Anybody may have put a folder of that name in /tmp before us."""
    found = folder.lstat()
    private = stat.S_ISDIR(found.st_mode) and stat.S_IMODE(found.st_mode) == 0o700
    if not private or found.st_uid != account.uid:
        raise PostgresError(
            f"The database's socket folder {folder} is not private to the user {account.name}."
            " Remove it, then start again."
        )


def _forget_dead(folder: Path) -> None:
    """The lock file of a killed server names a process id that another program may now have."""
    if not answers(Address(folder, PORT)):
        (folder / f"{Address(folder, PORT).socket.name}.lock").unlink(missing_ok=True)


def _clear(folder: Path) -> None:
    for found in folder.iterdir():
        found.unlink()
    folder.rmdir()
