"""Slows down whoever guesses passwords; kept in this process's memory, forgotten at a restart."""

import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock

FIRST_WAIT = 60.0  # seconds, doubled at each further failure
FORGET_AFTER = 900.0  # seconds of calm
MOST_KEYS = 10_000


@dataclass(frozen=True, slots=True)
class Limit:
    """key: who is counted; tries: allowed at once; longest_wait: nobody is locked out for good.

    is_cleared: by a right password; otherwise only that attempt is taken back.
    """

    key: str
    tries: int
    longest_wait: float
    is_cleared: bool = True


@dataclass(slots=True)
class _Strikes:
    count: int = 0
    last_at: float = 0.0
    free_at: float = 0.0


def login_limits(email: str, address: str) -> tuple[Limit, ...]:
    """Five from one address on one account; wider ones for many accounts or many addresses.

    The last one waits a minute at most: a stranger must not be able to keep a member out.
    """
    return (
        Limit(f"both {address} {email}", 5, 900.0),
        Limit(f"address {address}", 20, 900.0, is_cleared=False),
        Limit(f"account {email}", 30, 60.0),
    )


class Throttle:
    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._strikes: OrderedDict[str, _Strikes] = OrderedDict()

    def attempt(self, limits: Sequence[Limit]) -> float:
        """Seconds still to wait; 0 when the attempt may go on, and then it is counted.

        Counted before it is known to fail: a hundred at the same moment are a hundred.
        """
        now = self._clock()
        with self._lock:
            wait = max(self._recent(limit.key, now).free_at - now for limit in limits)
            if wait > 0:
                return wait
            for limit in limits:
                self._count(limit, now)
        return 0.0

    def forgive(self, limits: Sequence[Limit]) -> None:
        """The password was right."""
        with self._lock:
            for limit in limits:
                strikes = self._strikes.pop(limit.key, None)
                if strikes is not None and strikes.count > 1 and not limit.is_cleared:
                    self._strikes[limit.key] = _Strikes(strikes.count - 1, strikes.last_at)

    def _recent(self, key: str, now: float) -> _Strikes:
        strikes = self._strikes.get(key)
        if strikes is None or now - max(strikes.last_at, strikes.free_at) > FORGET_AFTER:
            return _Strikes()
        return strikes

    def _count(self, limit: Limit, now: float) -> None:
        strikes = self._recent(limit.key, now)
        strikes.count, strikes.last_at = strikes.count + 1, now
        if strikes.count >= limit.tries:
            doubled = FIRST_WAIT * 2.0 ** min(strikes.count - limit.tries, 10)
            strikes.free_at = now + min(doubled, limit.longest_wait)
        self._strikes[limit.key] = strikes
        self._strikes.move_to_end(limit.key)
        if len(self._strikes) > MOST_KEYS:
            self._strikes.popitem(last=False)
