"""A message with what is right about it, from any of the three sets."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from coccinelle.core.policy import Lane
from coccinelle.core.reading import UrgencyLevel, in_the_table
from coccinelle.core.turn import Turn
from coccinelle.evaluation.independent import Labels, read_lines
from coccinelle.evaluation.parts import Part
from coccinelle.evaluation.stretches import turn_of
from coccinelle.packs.examples import Example, examples

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Labelled:
    """intents: the main one first, none twice. values: (name, value) as a person wrote them."""

    turn: Turn
    intents: tuple[str, ...]
    lane: Lane
    urgency: UrgencyLevel
    values: tuple[tuple[str, str], ...]
    sector: str
    channel: str
    language: str


def labelled(part: Part, limit: int | None = None) -> tuple[Labelled, ...]:
    """limit: that many at most, evenly spread over the set."""
    if part is Part.INDEPENDENT:
        return tuple(_of_line(turn, right) for turn, right in spread(read_lines(), limit))
    found = examples("intents" if part is Part.TAUGHT else "heldback")
    return tuple(_of_example(example) for example in spread(found, limit))


def spread(items: Sequence[_Item], limit: int | None) -> list[_Item]:
    if limit is None or limit >= len(items):
        return list(items)
    return [items[at * len(items) // limit] for at in range(limit)]


def known(intents: Sequence[str]) -> tuple[str, ...]:
    """By the names of the product's table, none twice."""
    return tuple(dict.fromkeys(in_the_table(intent) for intent in intents))


def _of_example(example: Example) -> Labelled:
    return Labelled(
        turn_of(example), known([label.intent for label in example.labels]), example.lane,
        example.urgency, example.values, example.sector, example.channel, example.language,
    )  # fmt: skip


def _of_line(turn: Turn, right: Labels) -> Labelled:
    return Labelled(
        turn, known([label.intent for label in right.labels]), right.lane, right.urgency,
        right.values, turn.sector, turn.kind, right.language,
    )  # fmt: skip
