"""What the network sees of a text: its meaning, its letters, and what the rules heard."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from coccinelle.understanding.classifier import ngrams
from coccinelle.understanding.classifier.sentences import embed

_OF_MEMORY = "@memory"  # of the conversation, not of the text
_SECTOR = "@sector"


@dataclass(frozen=True, slots=True)
class Stretch:
    """text: as typed; folded: as matched; heard: concepts and values; points: per intent."""

    text: str
    folded: str
    heard: frozenset[str]
    points: Mapping[str, float]
    sector: str


@dataclass(frozen=True, slots=True)
class Seen:
    """meaning: (n, 512); letters: one {column: weight} each; signs: (n, len(names))."""

    meaning: np.ndarray
    letters: Sequence[Mapping[int, float]]
    signs: np.ndarray


def see(stretches: Sequence[Stretch], names: Mapping[str, int]) -> Seen:
    """names: where each sign stands; signs that training never met are left out."""
    signs = np.zeros((len(stretches), len(names)), dtype=np.float32)
    for row, stretch in enumerate(stretches):
        for name, value in signs_of(stretch).items():
            if name in names:
                signs[row, names[name]] = value
    meaning = embed([stretch.text for stretch in stretches])
    return Seen(meaning, [ngrams.columns(stretch.folded) for stretch in stretches], signs)


def signs_of(stretch: Stretch) -> dict[str, float]:
    """The scales keep each family of signs about as loud as the others."""
    signs = {name: 0.5 for name in _of_the_text(stretch.heard)}
    signs |= {f"points:{intent}": 0.3 * points for intent, points in stretch.points.items()}
    signs[f"sector:{stretch.sector}"] = 1.0
    return signs


def _of_the_text(heard: Iterable[str]) -> Iterable[str]:
    return (n for n in heard if not n.startswith((_OF_MEMORY, _SECTOR, "says:")))
