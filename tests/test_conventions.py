"""The habits of the house, checked by machine."""

import ast
from pathlib import Path

import pytest

SOURCES = sorted((Path(__file__).parent.parent / "src").rglob("*.py"))
LONGEST_FILE = 300
LONGEST_FUNCTION = 40
VAGUE = {"utils", "helpers", "manager", "handler", "base", "data", "info", "process"}


def functions(source: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(source.read_text())
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [node for node in ast.walk(tree) if isinstance(node, kinds)]


def relative(source: Path) -> str:
    return str(
        source.relative_to(source.parents[len(source.parts) - 2 - source.parts.index("src")])
    )


@pytest.mark.parametrize("source", SOURCES, ids=relative)
def test_a_file_fits_in_the_head_and_says_its_role(source: Path) -> None:
    text = source.read_text()
    assert text.count("\n") <= LONGEST_FILE
    assert not text or ast.get_docstring(ast.parse(text))
    assert source.stem not in VAGUE


@pytest.mark.parametrize("source", SOURCES, ids=relative)
def test_a_function_fits_on_the_screen(source: Path) -> None:
    long = {
        f.name: f.end_lineno - f.lineno
        for f in functions(source)
        if f.end_lineno and f.end_lineno - f.lineno >= LONGEST_FUNCTION
    }
    assert not long
