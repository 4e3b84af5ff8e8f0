"""The commands as a person types them: real processes, a folder of their own."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coccinelle.store.postgres import EmbeddedServer, remove

Run = Callable[..., subprocess.CompletedProcess[str]]


def environment(var: Path, **more: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("COCCINELLE_", "DATABASE_"))}
    return {**kept, "COCCINELLE_VAR": str(var), "COLUMNS": "200", **more}


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Served by this test run, so that each command only attaches."""
    folder = tmp_path_factory.mktemp("cli") / "var"
    with EmbeddedServer(folder, durable=False):
        yield folder
    remove(folder)


@pytest.fixture
def own_var(tmp_path: Path) -> Iterator[Path]:
    """For commands that start a server of their own."""
    yield tmp_path / "var"
    remove(tmp_path / "var")


@pytest.fixture(scope="module")
def run(var: Path) -> Run:
    def runner(*arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "coccinelle", *arguments],
            env=environment(var),
            input=typed,
            capture_output=True,
            text=True,
            timeout=110,
            check=False,
        )

    return runner
