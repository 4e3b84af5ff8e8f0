"""How the time of a work grows with its text: a slow machine is slow at every length."""

import time
from collections.abc import Callable

Work = Callable[[str], object]
NOISE = 0.002  # seconds under which a clock of the system tells little


def keeps_pace(work: Work, text: str) -> bool:
    """Four times the text takes about four times as long: a square would take sixteen."""
    return _seconds(work, text) < 9 * max(NOISE, _seconds(work, text[: len(text) // 4]))


def _seconds(work: Work, text: str) -> float:
    return min(_once(work, text) for _ in range(3))


def _once(work: Work, text: str) -> float:
    started = time.thread_time()
    work(text)
    return time.thread_time() - started
