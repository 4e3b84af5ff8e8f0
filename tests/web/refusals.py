"""What the pages refuse, in whole sentences: read in the code, where it is raised."""

import ast
from collections.abc import Iterator
from pathlib import Path

import coccinelle

HOME = Path(coccinelle.__file__).parent
PLACES = (
    "web/**/*.py", "engine/**/*.py", "trial/*.py", "connecting.py", "packs/folder/sheet.py",
    "packs/folder/workbook.py", "store/phones.py", "store/saved_replies.py",
)  # fmt: skip
RAISED = {"PermanentError", "TemporaryError"}


def refusals() -> set[str]:
    """Sentences that are put together as they are raised are not among them."""
    return {said for place in PLACES for file in HOME.glob(place) for said in _refused(file)}


def _refused(file: Path) -> Iterator[str]:
    tree = list(ast.walk(ast.parse(file.read_text())))
    named = {
        name.id: node.value
        for node in tree
        if isinstance(node, ast.Assign)
        for name in node.targets
        if isinstance(name, ast.Name)
    }
    for node in tree:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
            said = node.args[0]
            said = named.get(said.id, said) if isinstance(said, ast.Name) else said
            if node.func.id in RAISED and isinstance(said, ast.Constant):
                yield str(said.value)
