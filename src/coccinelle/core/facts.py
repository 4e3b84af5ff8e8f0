"""A value with its source and the time it was read: the only thing a reply may state."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

FactKind = Literal[
    "product", "reference", "sku", "color", "size", "count", "price", "moment", "date", "time",
    "name", "place", "phone", "email", "url", "hours", "text", "percent", "number",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fact:
    """value by kind: price in cents (int), moment an aware datetime in the business's zone, date a
    date, time a time, count an int, hours a tuple of (opening, closing) times of one day, otherwise
    text. A tuple of such values is a list of them.

    source: where it was read, in words a member understands ("stock", "catalogue", "horaires").
    """

    kind: FactKind
    value: object
    source: str
    read_at: datetime


@dataclass(frozen=True, slots=True)
class Phrase:
    """Something to say: the name of a template and the facts that fill it; flags choose a wording.

    tells_act: it says that something was done, so a newer message may not silently replace it.
    otherwise: said in its place when the outside act it tells of could not be done.
    """

    name: str
    facts: dict[str, Fact]
    flags: tuple[str, ...] = ()
    tells_act: bool = False
    otherwise: "Phrase | None" = None
