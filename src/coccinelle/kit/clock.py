"""Clocks: the real one, one set off by some years, one moved by hand."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import ceil


@dataclass(frozen=True, slots=True)
class SystemClock:
    """offset_seconds: added to real time, for a demo that lives in another year."""

    offset_seconds: int = 0

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self.offset_seconds)


class VirtualClock:
    """Stands still until it is moved; never goes back."""

    def __init__(self, start: datetime) -> None:
        self._now = start.astimezone(UTC)

    def now(self) -> datetime:
        return self._now

    def move_to(self, at: datetime) -> None:
        self._now = max(self._now, at.astimezone(UTC))


def offset_to(moment: datetime) -> int:
    """Seconds that make it `moment` now, never a little before."""
    return ceil((moment - datetime.now(UTC)).total_seconds())
