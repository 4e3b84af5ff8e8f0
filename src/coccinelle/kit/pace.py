"""No more calls a second than a provider allows, however many threads ask."""

import time
from threading import Lock

LONGEST_WAIT = 5.0  # seconds


class Pace:
    """Calls are spread evenly: each takes the next free moment."""

    def __init__(self, calls_per_second: float) -> None:
        self._gap = 1 / calls_per_second
        self._lock = Lock()
        self._free_at = 0.0

    def wait(self) -> bool:
        """False, at once, when the line is too long to be worth waiting in."""
        with self._lock:
            now = time.monotonic()
            pause = max(0.0, self._free_at - now)
            if pause > LONGEST_WAIT:
                return False
            self._free_at = now + pause + self._gap
        time.sleep(pause)
        return True
