"""One thing a text states that could be false."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import time
from typing import Literal

ClaimKind = Literal[
    "price", "percent", "count", "size", "number", "quantity", "duration", "moment", "reference",
    "phone", "email", "url", "iban", "color", "offer", "markup", "length",
]  # fmt: skip

Role = Literal["opening", "closing"]
Part = Literal["morning", "afternoon", "evening"]


@dataclass(frozen=True, slots=True)
class Claim:
    """words: as read, folded and with its number words in figures. key: the value claimed.

    key by kind: price in cents, moment a `When`, number, count and percent a float, duration
    (float, unit), otherwise text.
    """

    kind: ClaimKind
    words: str
    key: Hashable
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Day:
    """One way of naming a day.

    by: "away" days from today, "weekday" Monday is 0, "month_day" (month, day, year or None),
    "week" weeks from this one, "weekend" of that week.
    """

    by: Literal["away", "weekday", "month_day", "week", "weekend"]
    value: int | tuple[int, int, int | None]


@dataclass(frozen=True, slots=True)
class When:
    """What a text says of a moment: "samedi 18 janvier à 18h" is two days' names and a clock.

    role: what happens then, when the text says it ("nous fermons à 19h").
    """

    days: frozenset[Day] = frozenset()
    part: Part | None = None
    clock: time | None = None
    role: Role | None = None
