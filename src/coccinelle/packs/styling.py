"""What a trade knows of dressing, read from its folder once."""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from coccinelle.core.styling import Family, Occasion, Styling, folded


@cache
def styling_of(sector: str) -> Styling | None:
    """None for a trade that dresses nobody."""
    file = files("coccinelle.packs") / sector / "styling.yaml"
    if not file.is_file():
        return None
    raw = yaml.safe_load(file.read_text(encoding="utf-8"))
    return Styling(
        occasions=tuple(map(_occasion, raw["occasions"])),
        registers=tuple(map(_occasion, raw["registers"])),
        families=tuple(_family(name, one) for name, one in raw["families"].items()),
        hues={folded(shade): hue for hue, shades in raw["hues"].items() for shade in shades},
        neutrals=frozenset(raw["neutrals"]),
        best=_pairs(raw["best"]),
        avoid=_pairs(raw["avoid"]),
        sizes={letter: tuple(figures) for letter, figures in raw["sizes"].items()},
        sized_apart=frozenset(raw["sized_apart"]),
    )


def _occasion(raw: dict[str, Any]) -> Occasion:
    return Occasion(
        raw["name"],
        tuple(raw["said"]),
        raw["tags"],
        raw.get("phrase", {}),
        tuple(raw.get("with", ())),
    )


def _family(name: str, raw: dict[str, Any]) -> Family:
    return Family(
        name, tuple(raw["categories"]), tuple(raw["said"]), tuple(raw["with"]), raw["bought"]
    )


def _pairs(raw: dict[str, Iterable[str]]) -> frozenset[frozenset[str]]:
    return frozenset(frozenset((one, other)) for one, others in raw.items() for other in others)
