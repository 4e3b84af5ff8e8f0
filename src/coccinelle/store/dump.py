"""Backup and restore with PostgreSQL's own programs."""

import subprocess
from pathlib import Path

import psycopg

from coccinelle.core.errors import PermanentError


def dump(programs: Path, url: str, file: Path, *, role: str | None) -> None:
    """Every row of every business, read by the backup role. Raises PermanentError."""
    taking = ["--role", role] if role else []
    _run([programs / "pg_dump", "--format=custom", "--enable-row-security", *taking,
          "--file", file, "--dbname", url])  # fmt: skip


def restore(programs: Path, admin_url: str, file: Path, *, replace: bool) -> None:
    """All or nothing. Raises PermanentError when businesses are there and `replace` is not said."""
    if not file.is_file():
        raise PermanentError(f"{file} is not a file.")
    with psycopg.connect(admin_url) as connection:
        row = connection.execute("select count(*) from businesses()").fetchone()
    if row and row[0] and not replace:
        raise PermanentError(f"{row[0]} businesses are there already: say --replace to overwrite.")
    _run([programs / "pg_restore", "--clean", "--if-exists", "--single-transaction",
          "--exit-on-error", "--dbname", admin_url, file])  # fmt: skip


def _run(command: list[str | Path]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:] or ["no reason given"]
        raise PermanentError(f"{Path(command[0]).name} failed: {last[0]}")
