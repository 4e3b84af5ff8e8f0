"""The command: exit codes, JSON on standard output, everything else elsewhere."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from coccinelle.settings import Settings
from coccinelle.simulation import simulate

Write = Callable[..., Path]

ASK = 'turns: [{at: +0s, from: "+33639980001", text: "Vous fermez à quelle heure ?"}]\n'


def run(paths: list[Path], *, json_output: bool = False, business: Path | None = None) -> int:
    return simulate(
        paths,
        business=business,
        json_output=json_output,
        console=Console(width=120),
        settings=Settings(),
    )


def test_json_is_alone_on_standard_output(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    good = write(ASK + "expect: {say: 19h}", "good.yaml")
    different = write(ASK + "expect: {say: 20h}", "different.yaml")
    assert run([good, different], json_output=True) == 1
    out, err = capsys.readouterr()
    assert [json.loads(line)["name"] for line in out.splitlines()] == ["good", "different"]
    assert "different: say: expected a reply with “20h”" in err


def test_a_bad_script_does_not_stop_the_others(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = write("turns:\n- {at: never}\n", "bad.yaml")
    lost = write("business: nowhere\n" + ASK, "lost.yaml")
    good = write(ASK, "good.yaml")
    assert run([bad, lost, good]) == 2
    out, err = capsys.readouterr()
    assert "bad.yaml, line 2" in err and "“nowhere” does not exist" in err
    assert "Vous fermez à quelle heure" in out and "19h" in out


def test_only_bad_scripts_start_nothing(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([write("turns: 3"), Path("absent.yaml")], json_output=True) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "absent.yaml: cannot be read" in err
