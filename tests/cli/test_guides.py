"""Every command in a guide exists with its options; those that are safe are played, in order."""

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from coccinelle.cli import app
from coccinelle.packs import demo_folder
from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]
GUIDES = sorted((ROOT / "docs" / "guides").glob("*.md"))
PLAYED = ("privacy", "backup", "twilio")
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
# What they ask when nothing was said, in the order of the form.
TYPED = {"sms_twilio": f"AC{'0' * 32}\na-token-to-try-with\n\n\n\n+33937000000\n\n\n\n\n\n\n"}


def commands(page: Path) -> list[list[str]]:
    """Of the blocks of shell: their words, without the comment and where the answer goes."""
    blocks = re.findall(r"^ *```sh\n(.*?)^ *```", page.read_text(), re.MULTILINE | re.DOTALL)
    lines = "\n".join(blocks).replace("\\\n", " ").splitlines()
    words = [shlex.split(line.split(" > ")[0], comments=True) for line in lines if _is_ours(line)]
    return [[one[0].removeprefix(".venv/bin/"), *one[1:]] for one in words]


def _is_ours(line: str) -> bool:
    return bool(re.match(r"\s*(\.venv/bin/)?(coccinelle|make)\s", line))


def exists(words: list[str]) -> bool:
    """Its help is shown: the command is there, and every option that stands before."""
    return CliRunner().invoke(app, [*words, "--help"]).exit_code == 0


@pytest.mark.parametrize("page", GUIDES, ids=lambda page: page.stem)
def test_every_command_of_a_guide_exists_with_its_options(page: Path) -> None:
    for words in commands(page):
        if words[0] == "make":
            assert words[1] in TARGETS
        else:
            assert exists(words[1:]), words


def test_a_command_that_does_not_exist_is_found_out() -> None:
    assert not exists(["contact", "forget", "x"])
    assert not exists(["backup", "--quiet", "x"])


@pytest.mark.parametrize("name", PLAYED)
def test_the_commands_of_a_guide_do_what_it_says(
    run: Run, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("import", str(demo_folder())).returncode == 0
    played = [words[1:] for words in commands(ROOT / "docs/guides" / f"{name}.md")
              if words[0] == "coccinelle"]  # fmt: skip
    assert played
    for words in played:
        done = run(*words, typed=TYPED.get(words[-1], ""))
        assert done.returncode == 0, (words, done.stdout, done.stderr)
