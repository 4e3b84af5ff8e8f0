"""Labelled messages of the sectors: what the reader learns from, and what is held back to judge it.

One message a line, groups of one situation:

    == late parcel | sms | fr
    slt mon colis 3345 tjs pas la c normal? | order_status | answer | order_number=3345

The columns are the text (a line break is ` / `), the requests (the main one first), the lane with
`high` or `none` when the urgency is not normal and the flags, and the values that the text says.
"Now" is NOW for every one of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from importlib.resources import files
from typing import Literal
from zoneinfo import ZoneInfo

from coccinelle.core.policy import Lane
from coccinelle.core.reading import UrgencyLevel
from coccinelle.packs import SECTORS

NOW = datetime(2025, 1, 16, 10, 30, tzinfo=ZoneInfo("Europe/Paris"))
Part = Literal["intents", "heldback"]


@dataclass(frozen=True, slots=True)
class Label:
    intent: str
    sub_kind: str | None


@dataclass(frozen=True, slots=True)
class Example:
    """values: (name, value as written) in the order of the text."""

    text: str
    labels: tuple[Label, ...]
    lane: Lane
    urgency: UrgencyLevel
    flags: tuple[str, ...]
    values: tuple[tuple[str, str], ...]
    sector: str
    group: str
    channel: str
    language: str


@lru_cache(maxsize=4)
def examples(part: Part) -> tuple[Example, ...]:
    """Every sector's, in the order of the files."""
    return tuple(e for sector in SECTORS for e in read_examples(source(part, sector), sector))


def source(part: Part, sector: str) -> str:
    """The text of one sector's file; empty when it has none."""
    file = files("coccinelle.packs") / sector / f"{part}.txt"
    return file.read_text("utf-8") if file.is_file() else ""


def read_examples(text: str, sector: str) -> Iterator[Example]:
    """Raises ValueError with the line that cannot be read."""
    group, channel, language = "", "sms", "fr"
    for line in filter(str.strip, text.splitlines()):
        if line.startswith("#"):
            continue
        if line.startswith("=="):
            group, channel, language = (part.strip() for part in line[2:].rsplit("|", 2))
            continue
        yield _example(line, sector, f"{sector}: {group}", channel, language)


def _example(line: str, sector: str, group: str, channel: str, language: str) -> Example:
    columns = [column.strip() for column in line.split(" | ")]
    if len(columns) == 3:  # no value said: the bar ends the line
        columns = [*columns[:2], columns[2].removesuffix("|").strip(), ""]
    if len(columns) != 4:
        raise ValueError(f"{sector}: {line!r} has not four columns")
    text, labels, lane, values = columns
    name, *signs = lane.split()
    return Example(
        text=text.replace(" / ", "\n"),
        labels=tuple(_label(label) for label in labels.split(",")),
        lane=name,  # type: ignore[arg-type]
        urgency="high" if "high" in signs else "none" if "none" in signs else "normal",
        flags=tuple(sign for sign in signs if sign not in ("high", "none", "normal")),
        values=tuple(_value(pair) for pair in values.removesuffix("|").split(";") if "=" in pair),
        sector=sector,
        group=group,
        channel=channel,
        language=language,
    )


def _label(label: str) -> Label:
    intent, _, kind = label.strip().partition("/")
    return Label(intent, kind or None)


def _value(pair: str) -> tuple[str, str]:
    name, _, value = pair.partition("=")
    return name.strip(), value.strip()
