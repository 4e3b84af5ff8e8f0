"""Messages labelled apart from the packs, some of them in the middle of a conversation."""

import json
from functools import lru_cache
from importlib.resources import files

from pydantic import BaseModel

from coccinelle.core.policy import Lane
from coccinelle.core.reading import UrgencyLevel
from coccinelle.core.turn import Turn
from coccinelle.understanding.lines import turn_of_line

FILE = "independent.jsonl"


class Meant(BaseModel, frozen=True):
    intent: str
    sub: str = ""


class Labels(BaseModel, frozen=True):
    """What is right about one line, beside the message that `coccinelle understand` reads."""

    language: str
    labels: list[Meant]
    lane: Lane
    urgency: UrgencyLevel
    entities: dict[str, list[str | int | float]]

    @property
    def values(self) -> tuple[tuple[str, str], ...]:
        return tuple((name, str(value)) for name, said in self.entities.items() for value in said)


@lru_cache(maxsize=1)
def read_lines() -> tuple[tuple[Turn, Labels], ...]:
    """Raises ValueError on a line that is not one."""
    text = (files(__package__) / FILE).read_text("utf-8")
    lines = [json.loads(line) for line in text.splitlines() if line.strip()]
    return tuple((turn_of_line(line), Labels.model_validate(line)) for line in lines)
