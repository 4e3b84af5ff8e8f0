"""Undo what the embedded server put on the disk."""

import shutil
from pathlib import Path

from coccinelle.kit.file_lock import FileLock
from coccinelle.store.postgres import home as places
from coccinelle.store.postgres.account import is_root, server_account
from coccinelle.store.postgres.binaries import SHELTERED_PREFIX
from coccinelle.store.postgres.faults import PostgresError
from coccinelle.store.postgres.home import explained, home_of
from coccinelle.store.postgres.leftovers import are_in_use, settle
from coccinelle.store.postgres.socket_folder import remove_socket_folders


def remove(var: Path, *, service_user: str | None = None) -> None:
    """Delete the data of `var`, its link, and the programs copied for it if nobody else needs
    them. Raises PostgresError while a server runs: it stops nothing."""
    with explained(var):
        if home_of(var).path.is_dir():
            _remove_home(var, service_user)
        if var.is_symlink() and var.readlink().parent == places.SHELTER:
            _remove_sheltered(var)
        elif var.is_dir() and not any(var.iterdir()):
            var.rmdir()
        if is_root():
            _remove_programs()


def _remove_home(var: Path, service_user: str | None) -> None:
    home, account = home_of(var), server_account(service_user)
    lock = FileLock(home.lock)
    if not lock.take():
        raise PostgresError(f"The database of {var} is running. Stop it first.")
    try:
        settle(home, account)
        remove_socket_folders(home, account)
        shutil.rmtree(home.path)
    finally:
        lock.free()


def _remove_sheltered(var: Path) -> None:
    if var.exists():
        shutil.rmtree(var.readlink())
    var.unlink()


def _remove_programs() -> None:
    if not places.SHELTER.is_dir():
        return
    found = list(places.SHELTER.iterdir())
    copies = [folder for folder in found if folder.name.startswith(SHELTERED_PREFIX)]
    if len(copies) < len(found) or any(are_in_use(folder) for folder in copies):
        return
    for folder in copies:
        shutil.rmtree(folder)
    places.SHELTER.rmdir()
