"""Replies that changed between two runs of a script, with the words that differ."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(r"\s+|[^\s]+")
ALIKE = 0.4  # below, marking word by word is noise: it is another reply


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    is_other: bool


@dataclass(frozen=True, slots=True)
class Changed:
    """One reply; no piece where there was none."""

    before: list[Piece]
    after: list[Piece]


def compared(pairs: Sequence[Sequence[str]]) -> list[Changed]:
    return [_changed(before, after) for before, after in pairs]


def _changed(before: str, after: str) -> Changed:
    old, new = _WORD.findall(before), _WORD.findall(after)
    match = SequenceMatcher(None, old, new, autojunk=False)
    if not (old and new) or match.ratio() < ALIKE:
        return Changed(_whole(before), _whole(after))
    steps = match.get_opcodes()
    return Changed(
        [_piece(old[i:j], step) for step, i, j, _, _ in steps if i < j],
        [_piece(new[k:m], step) for step, _, _, k, m in steps if k < m],
    )


def _whole(text: str) -> list[Piece]:
    return [Piece(text, False)] if text else []


def _piece(words: list[str], step: str) -> Piece:
    return Piece("".join(words), step != "equal")
