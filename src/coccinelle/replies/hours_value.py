"""The shapes of an `hours` fact: the ranges of one day, or those of a whole week."""

from datetime import time
from typing import Any

from coccinelle.core.hours import WEEKDAYS, Range


def is_week(value: tuple[Any, ...]) -> bool:
    """A day is made of (opening, closing) pairs; a week of days, named or Monday first."""
    return bool(value) and not all(item and isinstance(item[0], time) for item in value)


def by_day(week: tuple[Any, ...]) -> list[tuple[str, tuple[Range, ...]]]:
    """(day named as in core.hours, its ranges), in the order of the week given."""
    if isinstance(week[0], tuple) and week[0] and isinstance(week[0][0], str):
        return [(name, tuple(ranges)) for name, ranges in week]
    return list(zip(WEEKDAYS, week, strict=True))
