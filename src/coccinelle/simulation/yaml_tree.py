"""YAML or JSON as plain values, with the place of every one of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

MAX_DEPTH = 30
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Both counted from 1, as editors show them."""

    line: int
    column: int


class Unreadable(Exception):
    """Its text is the reason; place: where reading stopped."""

    def __init__(self, reason: str, place: Place) -> None:
        super().__init__(reason)
        self.place = place


@dataclass(frozen=True, slots=True)
class Tree:
    """value: strings, None, lists and dictionaries only, since a script's words are words
    (`text: no` is "no"). places: of each key and each item."""

    value: Any
    places: dict[Path, Place]


def read_trees(text: str) -> Iterator[Tree]:
    """One per document of the text. Raises Unreadable."""
    # JSON may be indented with tabs, which YAML refuses; inside its strings they are not allowed.
    plain = text.replace("\t", " ") if text.lstrip()[:1] in ("{", "[") else text
    try:
        for node in yaml.compose_all(plain, Loader=yaml.SafeLoader):
            if node is not None:
                yield _tree(node)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)
        raise Unreadable(error.problem or "this is neither YAML nor JSON", place) from error
    except yaml.reader.ReaderError as error:
        before = plain[: error.position]
        place = Place(before.count("\n") + 1, len(before) - before.rfind("\n"))
        raise Unreadable("this character is not allowed", place) from error


def _tree(node: yaml.Node) -> Tree:
    places: dict[Path, Place] = {(): _place(node)}
    return Tree(_value(node, (), places), places)


def _value(node: yaml.Node, path: Path, places: dict[Path, Place]) -> Any:
    if len(path) > MAX_DEPTH:
        raise Unreadable("this is nested too deeply", _place(node))
    match node:
        case yaml.MappingNode():
            return _mapping(node, path, places)
        case yaml.SequenceNode():
            return [_item(item, (*path, n), places) for n, item in enumerate(node.value)]
        case yaml.ScalarNode():
            return _scalar(node)
    raise Unreadable("this is neither YAML nor JSON", _place(node))


def _mapping(node: yaml.MappingNode, path: Path, places: dict[Path, Place]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, value in node.value:
        name = str(key.value) if isinstance(key, yaml.ScalarNode) else "?"
        if name in values:
            raise Unreadable(f"“{name}” is written twice here", _place(key))
        places[(*path, name)] = _place(key)
        values[name] = _value(value, (*path, name), places)
    return values


def _item(node: yaml.Node, path: Path, places: dict[Path, Place]) -> Any:
    places[path] = _place(node)
    return _value(node, path, places)


def _scalar(node: yaml.ScalarNode) -> str | None:
    if node.style is None and node.value in ("", "~", "null"):
        return None
    # JSON writes an emoji as two escapes, which YAML reads as two halves.
    return str(node.value).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _place(node: yaml.Node) -> Place:
    return Place(node.start_mark.line + 1, node.start_mark.column + 1)
