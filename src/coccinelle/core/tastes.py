"""What someone usually buys, as their purchases tell it; pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coccinelle.core.business import Purchase

COLOURS = 3  # shown at most


@dataclass(frozen=True, slots=True)
class Usual:
    """value: a size, a colour. times: of how many purchases that have one."""

    value: str
    times: int
    of: int


def usual_size(purchases: Sequence[Purchase]) -> Usual | None:
    """The one most bought, when it was bought more than once."""
    return next(iter(_usual(one.size for one in purchases)), None)


def usual_colors(purchases: Sequence[Purchase]) -> list[Usual]:
    return _usual(one.color for one in purchases)[:COLOURS]


def _usual(values: Iterable[str]) -> list[Usual]:
    counted = Counter(value for value in values if value)
    return [
        Usual(value, times, counted.total()) for value, times in counted.most_common() if times > 1
    ]
