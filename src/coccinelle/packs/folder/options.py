"""Sizes and colours as online shops and tills export them: the name of an option in one column,
its value in another; or both in one cell."""

import re
from collections.abc import Iterable, Sequence

from coccinelle.packs.folder.slug import slug_of

Option = tuple[str, str]  # its name, "" when the line does not say it again; its value

_N = r"([0-9]|one|two|three)"
_NAMES = re.compile(
    rf"(?:variant-)?option-?{_N}-name|option-name-{_N}|attribute-{_N}-name"
    rf"|nom-de-l-?attribut-{_N}|option-set-{_N}|variant-option-{_N}-name"
)
_VALUES = re.compile(
    rf"(?:variant-)?option-?{_N}-value|option-value-{_N}|attribute-{_N}-value-s"
    rf"|valeur-s-de-l-?attribut-{_N}|option-{_N}|variant-option-{_N}-value"
)
# One column of each, with several options in a cell.
_ATTRIBUTES = {"attribute-name-type-position": "value-value-position",
               "attribut-nom-type-position": "valeur-valeur-position"}  # fmt: skip
FREE = frozenset({
    "variation-name", "variations", "declinaison", "declinaisons", "combination-name",
    "attributes", "attributs", "variante", "variant", "variant-title",
})  # fmt: skip
_SIZES = frozenset({"size", "taille", "tailles", "pointure", "dimension", "sizes", "pa-taille"})
_COLORS = frozenset({
    "color", "colour", "couleur", "coloris", "teinte", "couleurs", "colors", "pa-couleur",
})  # fmt: skip
_LONGEST = 200  # characters of a cell that may hold several
_NONE = frozenset({"default-title", "regular", "standard", "normal", "default", "par-defaut"})


def pairs_of(header: Sequence[str]) -> list[tuple[int, int]]:
    """Where the name of each option stands, and where its value does."""
    slugs = [slug_of(cell) for cell in header]
    named, valued = _numbered(slugs, _NAMES), _numbered(slugs, _VALUES)
    return [(named[n], valued[n]) for n in sorted(named) if n in valued]


def _numbered(slugs: list[str], pattern: re.Pattern[str]) -> dict[str, int]:
    found = ((pattern.fullmatch(slug), place) for place, slug in enumerate(slugs))
    return {next(filter(None, match.groups())): place for match, place in found if match}


def has_attributes(header: Sequence[str]) -> bool:
    return any(slug_of(cell) in _ATTRIBUTES for cell in header)


class OptionColumns:
    """Where a header's options stand."""

    def __init__(self, header: Sequence[str]) -> None:
        slugs = [slug_of(cell) for cell in header]
        self._pairs = pairs_of(header)
        self._lists = [
            (slugs.index(name), slugs.index(value))
            for name, value in _ATTRIBUTES.items()
            if name in slugs and value in slugs
        ]
        self._free = [] if self._pairs else [n for n, slug in enumerate(slugs) if slug in FREE]

    def of(self, row: Sequence[str]) -> list[Option]:
        """By the place of each, so that a line that leaves a name out can be given it."""
        found = [(_cell(row, name), _cell(row, value)) for name, value in self._pairs]
        for names, values in self._lists:
            found += zip(_parts(_cell(row, names)), _parts(_cell(row, values)), strict=False)
        for place in self._free:
            found += _free_options(_cell(row, place))
        return found


def shared_out(options: Iterable[Option]) -> dict[str, str]:
    """ "color" and "size"; what is neither takes the place that is free, size first, else it is
    said beside the colour."""
    found: dict[str, str] = {}
    others = []
    for name, value in options:
        kind = _kind(name)
        if not value or slug_of(value) in _NONE:
            continue
        if kind and kind not in found:
            found[kind] = value
        else:
            others.append(value)
    for value in others:
        free = next((kind for kind in ("size", "color") if kind not in found), None)
        found[free or "color"] = value if free else f"{found['color']}, {value}"
    return found


def _kind(name: str) -> str:
    slug = slug_of(name)
    return "size" if slug in _SIZES else "color" if slug in _COLORS else ""


def _parts(cell: str) -> list[str]:
    """'Size:select:0, Color:radio:0' → Size, Color."""
    return [part.split(":")[0].strip() for part in cell.split(",")]


def _free_options(cell: str) -> list[Option]:
    """'Taille : 38, Couleur - bleu', or a value alone."""
    found: list[Option] = []
    for part in re.split(r"[,;/]\s+", cell[:_LONGEST]):
        name, mark, value = (piece.strip() for piece in _divided(part))
        found.append((name, value) if mark and _kind(name) else ("", part.strip()))
    return found


def _divided(part: str) -> tuple[str, str, str]:
    split = re.split(r"\s*:\s*|\s+-\s+", part, maxsplit=1)
    return (split[0], ":", split[1]) if len(split) == 2 else ("", "", part)


def _cell(row: Sequence[str], place: int) -> str:
    return row[place] if place < len(row) else ""
