"""The commands of the guides of the first run and of settings do what they say."""

import shlex

import pytest

from coccinelle.packs import demo_folder
from tests.cli.conftest import Run
from tests.cli.test_guides import ROOT, commands

STANDS_FOR = {"my-shop/": str(demo_folder())}
ASKED = {"member add": ("--password", "coquelicot et bleuet")}


@pytest.fixture(scope="module")
def ended(run: Run) -> dict[str, str]:
    """Each in the order of its guide, and what it said when it failed; `up` is tried elsewhere."""
    faults = {}
    for guide in ("start", "settings"):
        for words in commands(ROOT / "docs" / "guides" / f"{guide}.md"):
            if words[1:] != ["up"]:
                meant = [STANDS_FOR.get(word, word) for word in words[1:]]
                done = run(*meant, *ASKED.get(" ".join(meant[:2]), ()))
                faults[shlex.join(words)] = done.stderr if done.returncode else ""
    return faults


def test_each_command_runs(ended: dict[str, str]) -> None:
    assert len(ended) == 6
    assert {line: fault for line, fault in ended.items() if fault} == {}
