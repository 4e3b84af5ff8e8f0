"""`coccinelle evaluate`: each set read and judged, then the reader timed."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from rich.console import Console

from coccinelle.evaluation.judging import Figures, figures_of
from coccinelle.evaluation.labelled import labelled
from coccinelle.evaluation.parts import Part
from coccinelle.evaluation.speed import MESSAGES, Speed, measure_speed
from coccinelle.understanding.reader import EmbeddedReader


@dataclass(frozen=True, slots=True)
class Evaluation:
    parts: dict[Part, Figures]
    speed: Speed


def evaluate(parts: Sequence[Part], console: Console, limit: int | None = None) -> Evaluation:
    """limit: messages of each set at most. console: where to say what is being done."""
    console.print("Reader, timed in its own process…", style="dim")
    speed = measure_speed(parts[0], min(limit or MESSAGES, MESSAGES))
    reader = EmbeddedReader()
    figures: dict[Part, Figures] = {}
    for part in dict.fromkeys(parts):
        messages = labelled(part, limit)
        console.print(f"{part}: {len(messages)} messages…", style="dim")
        figures[part] = figures_of(messages, reader)
    return Evaluation(figures, speed)


def as_json(evaluation: Evaluation) -> dict[str, Any]:
    found: dict[str, Any] = _rounded(asdict(evaluation))
    return found


def _rounded(value: Any) -> Any:
    match value:
        case dict():
            return {name: _rounded(inner) for name, inner in value.items()}
        case list() | tuple():
            return [_rounded(inner) for inner in value]
        case float():
            return round(value, 4)
        case _:
            return value
