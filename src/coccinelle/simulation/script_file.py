"""Reads the scripts of a file; what is wrong is told with its line."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from coccinelle.core.errors import PermanentError
from coccinelle.packs.script import (
    CarrierNews,
    CustomerTurn,
    EventTurn,
    Outage,
    OwnerTurn,
    Script,
)
from coccinelle.packs.script_shape import STATE, Expect
from coccinelle.packs.script_shop import AsItWas
from coccinelle.simulation.yaml_tree import Path as KeyPath
from coccinelle.simulation.yaml_tree import Place, Tree, Unreadable, read_trees

# Which keys are known where, by the last name met on the way to an unknown one.
_MODELS: dict[str | int, type[BaseModel]] = {
    "expect": Expect,
    "shop": AsItWas,
    "customer": CustomerTurn,
    "owner": OwnerTurn,
    "event": EventTurn,
    "outage": Outage,
    "carrier": CarrierNews,
}


class BadScript(PermanentError):
    """Every fault of a file, one a line, each with its place."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A script and where it was written; lines: the line of each of its turns."""

    file: Path
    script: Script
    lines: tuple[int, ...]


def read_scenes(file: Path) -> list[Scene]:
    """Every script of the file: one, several documents, or a list. Raises BadScript."""
    scenes: list[Scene] = []
    faults: list[str] = []
    try:
        for tree in read_trees(_text(file)):
            for path, value in _scripts(tree):
                scenes += _scene(file, tree, path, value, faults)
    except Unreadable as error:
        faults.append(_sentence(file, error.place, str(error)))
    if not scenes and not faults:
        faults.append(f"{file}: there is no script in this file")
    if faults:
        raise BadScript("\n".join(faults))
    return [_named(scene, n, len(scenes)) for n, scene in enumerate(scenes, start=1)]


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadScript(f"{file}: not in UTF-8 (byte {error.start})") from error
    except OSError as error:
        raise BadScript(f"{file}: cannot be read ({error.strerror})") from error


def _scripts(tree: Tree) -> Iterable[tuple[KeyPath, Any]]:
    if isinstance(tree.value, list):
        return [((n,), value) for n, value in enumerate(tree.value)]
    return [((), tree.value)]


def _scene(file: Path, tree: Tree, path: KeyPath, value: Any, faults: list[str]) -> list[Scene]:
    try:
        script = Script.model_validate(value)
    except ValidationError as error:
        told = (_fault(file, tree, path, detail) for detail in error.errors())
        faults += dict.fromkeys(told)
        return []
    turns = range(len(script.turns))
    return [Scene(file, script, tuple(tree.places[(*path, "turns", n)].line for n in turns))]


def _fault(file: Path, tree: Tree, path: KeyPath, detail: ErrorDetails) -> str:
    """The steps that pydantic adds (which kind of turn it tried) have no place of their own."""
    for step in detail["loc"]:
        if (*path, step) in tree.places:
            path = (*path, step)
    name = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    return _sentence(file, tree.places[path], _reason(detail, name))


def _reason(detail: ErrorDetails, name: str) -> str:
    last = detail["loc"][-1] if detail["loc"] else ""
    match detail["type"]:
        case "extra_forbidden":
            return f"unknown key “{last}”; known keys: {', '.join(_known_keys(detail['loc']))}"
        case "missing":
            return f"“{last}” is missing"
        case "value_error":
            reason = str(detail["ctx"]["error"])
            return reason if name in ("turns", "owner", "event", "") else f"{name}: {reason}"
        case "literal_error":
            return f"{name}: “{detail['input']}” is not one of {detail['ctx']['expected']}"
        case "model_type" | "dict_type" | "model_attributes_type":
            return f"{name or 'script'}: a group of “key: value” is expected here"
        case _:
            return f"{name}: {detail['msg'][0].lower()}{detail['msg'][1:]}"


def _known_keys(loc: tuple[int | str, ...]) -> list[str]:
    above = loc[:-1]
    if "expect" in above and len(above) > above.index("expect") + 1:
        return list(STATE[str(above[above.index("expect") + 1])])
    model = next((_MODELS[step] for step in reversed(above) if step in _MODELS), Script)
    return [field.alias or name for name, field in model.model_fields.items()]


def _sentence(file: Path, place: Place, reason: str) -> str:
    return f"{file}, line {place.line}, column {place.column}: {reason}"


def _named(scene: Scene, number: int, count: int) -> Scene:
    if scene.script.name:
        return scene
    name = scene.file.stem if count == 1 else f"{scene.file.stem} {number}"
    return Scene(scene.file, scene.script.model_copy(update={"name": name}), scene.lines)
