"""One throw-away server for all scripts played by the tests."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coccinelle.settings import Settings
from coccinelle.simulation.outcome import Outcome
from coccinelle.simulation.script_file import read_scenes
from coccinelle.simulation.simulate import perform
from coccinelle.simulation.stage import Stage, stage

Play = Callable[[str], Outcome]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with stage(Settings(var=tmp_path_factory.mktemp("var"))) as opened:
        yield opened


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], Path]:
    def write(text: str, name: str = "script.yaml") -> Path:
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        return file

    return write


@pytest.fixture
def play(built: Stage, write: Callable[[str], Path]) -> Play:
    return lambda text: perform(built, read_scenes(write(text))[0])
