"""Every scenario of every pack plays as it says."""

from pathlib import Path

import pytest

from coccinelle import packs
from coccinelle.simulation.expect import mismatches
from coccinelle.simulation.script_file import read_scenes
from coccinelle.simulation.simulate import perform
from coccinelle.simulation.stage import Stage

FILES = sorted(Path(packs.__file__).parent.glob("*/scenarios/*.yaml"))


@pytest.mark.parametrize("file", FILES, ids=lambda f: f"{f.parents[1].name}-{f.stem}")
def test_a_scenario_ends_as_it_says(built: Stage, file: Path) -> None:
    for scene in read_scenes(file):
        assert mismatches(perform(built, scene), scene.script.expect) == []


def test_the_mission_is_among_them() -> None:
    assert "boutique/scenarios/scenario_1.yaml" in {"/".join(f.parts[-3:]) for f in FILES}
