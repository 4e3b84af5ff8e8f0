"""What time it is, for a business."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Aware times only. A demo lives in its own time; signatures and sessions use real time."""

    def now(self) -> datetime: ...
