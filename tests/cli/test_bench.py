"""Each trial of the bench is a command, under the name the page of figures gives it."""

import re

import pytest

from tests.cli.test_guides import ROOT, exists

PAGE = (ROOT / "docs" / "benchmarks.md").read_text()
NAMED = sorted(set(re.findall(r"`coccinelle (bench[^`]*)`", PAGE)))


@pytest.mark.parametrize("name", NAMED)
def test_a_command_that_the_figures_come_from_exists(name: str) -> None:
    assert exists(name.removesuffix(" --help").split())


@pytest.mark.parametrize("trial", ["day --times 2", "inbox --messages 9", "growth --variants 9",
                                   "dashboard --messages 9", "soak --seed 3"])  # fmt: skip
def test_a_trial_takes_the_options_that_mean_something_to_it(trial: str) -> None:
    assert exists(["bench", *trial.split()])


def test_a_day_has_no_businesses() -> None:
    assert not exists(["bench", "day", "--businesses", "3"])
