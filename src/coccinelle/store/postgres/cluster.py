"""The data folder: made once, whole or not at all, and checked before each start."""

import os
import shutil
import tempfile
from pathlib import Path

from coccinelle.store.postgres.account import Account
from coccinelle.store.postgres.binaries import Binaries
from coccinelle.store.postgres.faults import PostgresError, explain
from coccinelle.store.postgres.home import SUPERUSER, Home, make_folder
from coccinelle.store.postgres.spawn import run

DATABASE = "coccinelle"
FRESH_PREFIX = "data.new-"


def ensure_cluster(home: Home, binaries: Binaries, account: Account, *, durable: bool) -> None:
    for abandoned in home.path.glob(f"{FRESH_PREFIX}*"):
        shutil.rmtree(abandoned, ignore_errors=True)  # a dying program may still write there
    if home.data.exists():
        check_version(home, binaries)
    else:
        _create(home, binaries, account, durable=durable)


def check_version(home: Home, binaries: Binaries) -> None:
    try:
        found = (home.data / "PG_VERSION").read_text().strip()
    except FileNotFoundError:
        raise PostgresError(
            f"{home.data} does not hold a PostgreSQL database. Move the folder away, or choose"
            " another one with COCCINELLE_VAR."
        ) from None
    if found != str(binaries.major):
        raise PostgresError(
            f"The data in {home.data} was written by PostgreSQL {found}, and this is PostgreSQL"
            f" {binaries.major}. Point COCCINELLE_POSTGRES_BIN to the programs of version {found},"
            " make a backup, then restore it into a new folder."
        )


def _create(home: Home, binaries: Binaries, account: Account, *, durable: bool) -> None:
    """Made aside, flushed, then renamed: a kill at any moment leaves no half database."""
    fresh = Path(tempfile.mkdtemp(prefix=FRESH_PREFIX, dir=home.path))
    make_folder(fresh, account, mode=0o700, given=True)
    _initdb(fresh, binaries, account)
    single = [binaries.program("postgres"), "--single", "-F", "-D", str(fresh), "postgres"]
    _expect_success(run(single, account, typed=f"create database {DATABASE}\n"), fresh)
    if durable:
        flush = [binaries.program("initdb"), "--sync-only", "-D", str(fresh)]
        _expect_success(run(flush, account), fresh)
    fresh.rename(home.data)
    _flush_folder(home.path)


def _initdb(fresh: Path, binaries: Binaries, account: Account) -> None:
    """C.UTF-8 splits French words best; a system without it falls back to C."""
    for locale in ("C.UTF-8", "C"):
        status, said = run(_initdb_command(fresh, binaries, locale), account)
        if "invalid locale name" not in said:
            break
    _expect_success((status, said), fresh)


def _initdb_command(fresh: Path, binaries: Binaries, locale: str) -> list[str]:
    provider = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    return [
        binaries.program("initdb"),
        f"--pgdata={fresh}",
        f"--username={SUPERUSER}",
        "--encoding=UTF8",
        f"--locale={locale}",
        *(provider if binaries.major >= 17 else []),
        "--data-checksums",
        "--auth-local=peer",
        "--auth-host=reject",
        "--no-sync",
    ]


def _expect_success(outcome: tuple[int, str], place: Path) -> None:
    status, said = outcome
    if status != 0:
        raise explain(said, place.parent)


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
