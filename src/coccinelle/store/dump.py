"""Backup and restore with PostgreSQL's own programs."""

import shutil
import subprocess
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile

import psycopg

from coccinelle.core.errors import PermanentError


def dump(programs: Path, url: str, file: Path, *, role: str | None) -> None:
    """Every row of every business, read by the backup role. Raises PermanentError."""
    taking = ["--role", role] if role else []
    _run([programs / "pg_dump", "--format=custom", "--enable-row-security", *taking,
          "--file", file, "--dbname", url])  # fmt: skip


def restore(programs: Path, admin_url: str, file: Path, *, replace: bool) -> None:
    """All or nothing, of a backup as old as may be: what it does not know goes with the rest.
    Raises PermanentError when businesses are there and `replace` is not said."""
    if not file.is_file():
        raise PermanentError(f"{file} is not a file.")
    with psycopg.connect(admin_url) as connection:
        row = connection.execute("select count(*) from businesses()").fetchone()
        ours = [f"drop {what} if exists {name} cascade" for what, name in connection.execute(_OURS)]
    if row and row[0] and not replace:
        raise PermanentError(f"{row[0]} businesses are there already: say --replace to overwrite.")
    drop = "; ".join(["set client_min_messages = warning", UNMARKED, *ours])
    _pipe(
        [programs / "pg_restore", "--clean", "--if-exists", "--file", "-", file],
        [programs / "psql", "--no-psqlrc", "--quiet", "--single-transaction",
         "--set", "ON_ERROR_STOP=1", "--dbname", admin_url, "--command", drop, "--file", "-"],
    )  # fmt: skip


UNMARKED = "comment on function businesses() is null"  # what is put back is to be upgraded
_OURS = """
with us as (select relowner as id from pg_class where oid = 'business'::regclass)
select 'table', oid::regclass::text from pg_class, us
where relkind = 'r' and relnamespace = 'public'::regnamespace and relowner = us.id
union all
select 'function', oid::regprocedure::text from pg_proc, us
where pronamespace = 'public'::regnamespace and proowner = us.id
"""


def _pipe(read: list[str | Path], write: list[str | Path]) -> None:
    """Nothing of it ever lies on the disk. A writer whose reader broke off is killed before it
    could take what it has for the whole."""
    with TemporaryFile("w+") as told:
        reader = subprocess.Popen(read, stdout=subprocess.PIPE, stderr=told)
        writer = subprocess.Popen(
            write, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=told
        )
        assert reader.stdout is not None and writer.stdin is not None
        with suppress(BrokenPipeError):  # the writer says why
            shutil.copyfileobj(reader.stdout, writer.stdin)
        reader.stdout.close()
        if reader.wait() and writer.poll() is None:
            writer.kill()
        with suppress(BrokenPipeError):
            writer.stdin.close()
        if writer.wait() or reader.returncode:
            told.seek(0)
            raise _failed(read[0] if reader.returncode > 0 else write[0], told.read())


def _run(command: list[str | Path]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise _failed(command[0], done.stderr)


def _failed(program: str | Path, said: str) -> PermanentError:
    last = said.strip().splitlines()[-1:] or ["no reason given"]
    return PermanentError(f"{Path(program).name} failed: {last[0]}")
