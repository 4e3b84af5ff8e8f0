"""`coccinelle evaluate` from end to end, on sixty messages; and how its figures are told."""

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from coccinelle.evaluation.evaluate import Evaluation, as_json
from coccinelle.evaluation.independent import read_lines
from coccinelle.evaluation.judging import figures_of_judged
from coccinelle.evaluation.page import page, write_page
from coccinelle.evaluation.parts import Part
from coccinelle.evaluation.show import show
from coccinelle.evaluation.speed import Reads, Speed
from coccinelle.packs.examples import SECTORS
from tests.evaluation.worlds import judged, message, reading

PNG = b"\x89PNG\r\n"


@pytest.fixture
def evaluation() -> Evaluation:
    one = judged(message("hold_item", values=(("size", "38"),)), reading("hold_item"), "act")
    two = judged(message("complaint", lane="draft"), reading("order_status", confidence=0.4))
    figures = figures_of_judged([one, two])
    speed = Speed(2.0, 1.25, Reads(2, 4.25, 9.0, 200.0, None))
    return Evaluation({Part.HELDBACK: figures, Part.INDEPENDENT: figures}, speed)


def test_a_set_is_judged_and_its_page_written(tmp_path: Path) -> None:
    pytest.importorskip("PIL", reason="the plot needs the extra `evaluation`")
    command = [sys.executable, "-m", "coccinelle", "evaluate", "--part", "independent", "--json"]
    written = ["--messages", "60", "--write", str(tmp_path / "evaluation.md")]
    done = subprocess.run(
        [*command, *written], capture_output=True, text=True, timeout=110, check=False
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)["parts"]["independent"]
    assert found["messages"] == found["lanes"]["right"]["of"] == 60
    assert "n 60)" in (tmp_path / "evaluation.md").read_text()
    assert (tmp_path / "evaluation.png").read_bytes().startswith(PNG)


def test_the_json_has_sizes_and_intervals(evaluation: Evaluation) -> None:
    found = as_json(evaluation)
    unsafe = found["parts"]["heldback"]["lanes"]["unsafe"]
    assert unsafe == {"right": 1, "of": 2, "value": 0.5, "low": 0.0945, "high": 0.9055}
    assert json.loads(json.dumps(found))["speed"]["reads"]["p50_ms"] == 4.25


def test_the_terminal_shows_one_column_a_set(evaluation: Evaluation) -> None:
    screen = StringIO()
    show(evaluation, Console(file=screen, width=120))
    shown = screen.getvalue()
    assert shown.count("50.0 % (9.5–90.5, n 2)") >= 4
    assert "unknown here" in shown


def test_the_page_says_what_is_confused(evaluation: Evaluation) -> None:
    text = page(evaluation, "evaluation.png", {})
    assert "| `complaint` | `order_status` | 1 of 1 |" in text
    assert "![How often each confidence is right](evaluation.png)" in text


def test_paragraphs_written_by_hand_outlive_a_new_page(
    evaluation: Evaluation, tmp_path: Path
) -> None:
    pytest.importorskip("PIL", reason="the plot needs the extra `evaluation`")
    target = tmp_path / "evaluation.md"
    write_page(evaluation, target)
    mark = "<!-- by hand: learning curve -->\n"
    target.write_text(target.read_text().replace(mark, f"{mark}Twice the messages: better.\n"))
    write_page(evaluation, target)
    assert f"{mark}Twice the messages: better.\n<!-- end -->" in target.read_text()


def test_every_independent_line_can_be_read() -> None:
    lines = read_lines()
    assert len(lines) == 350
    assert any(turn.history for turn, _ in lines)
    assert {turn.sector for turn, _ in lines} <= set(SECTORS)
