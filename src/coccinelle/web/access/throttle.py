"""Slows down whoever guesses passwords, through whichever process of the program."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from coccinelle.store import login_attempts
from coccinelle.store.database import Database
from coccinelle.store.login_attempts import Strikes

FIRST_WAIT = 60.0  # seconds, doubled at each further failure
FORGET_AFTER = timedelta(minutes=15)  # of calm


@dataclass(frozen=True, slots=True)
class Limit:
    """key: who is counted; tries: allowed at once; longest_wait: nobody is locked out for good.

    is_cleared: by a right password; otherwise only that attempt is taken back.
    """

    key: str
    tries: int
    longest_wait: float
    is_cleared: bool = True

    @property
    def hash(self) -> bytes:
        return hashlib.sha256(self.key.encode("utf-8", "surrogatepass")).digest()


def login_limits(email: str, address: str) -> tuple[Limit, ...]:
    """Five from one address on one account; wider ones for many accounts or many addresses.

    The last one waits a minute at most: a stranger must not be able to keep a member out.
    """
    return (
        Limit(f"both {address} {email}", 5, 900.0),
        Limit(f"address {address}", 20, 900.0, is_cleared=False),
        Limit(f"account {email}", 30, 60.0),
    )


def link_limits(email: str, address: str) -> tuple[Limit, ...]:
    """Of links to a new password: each is an e-mail that somebody has to read."""
    return (
        Limit(f"link to {email}", 3, 900.0),
        Limit(f"links by {address}", 10, 900.0),
    )


def _real_time() -> datetime:
    return datetime.now(UTC)


class Throttle:
    def __init__(self, database: Database, clock: Callable[[], datetime] = _real_time) -> None:
        self._database, self._clock = database, clock

    def attempt(self, limits: Sequence[Limit]) -> float:
        """Seconds still to wait; 0 when the attempt may go on, and then it is counted.

        Counted before it is known to fail: a hundred at the same moment are a hundred.
        """
        now = self._clock()
        keys = [limit.hash for limit in limits]
        with login_attempts.counted(self._database, keys, now) as counted:
            strikes = [_recent(counted.by_key[key], now) for key in keys]
            wait = max((one.free_at - now).total_seconds() for one in strikes)
            if wait > 0:
                return wait
            for limit, one in zip(limits, strikes, strict=True):
                counted.put(limit.hash, _one_more(limit, one, now))
        return 0.0

    def forgive(self, limits: Sequence[Limit]) -> None:
        """The password was right."""
        now = self._clock()
        keys = [limit.hash for limit in limits]
        with login_attempts.counted(self._database, keys, now) as counted:
            for limit in limits:
                count = 0 if limit.is_cleared else counted.by_key[limit.hash].count - 1
                counted.put(limit.hash, Strikes(max(count, 0), now, now))


def _recent(strikes: Strikes, now: datetime) -> Strikes:
    calm_since = max(strikes.last_at, strikes.free_at)
    return Strikes(0, now, now) if now - calm_since > FORGET_AFTER else strikes


def _one_more(limit: Limit, strikes: Strikes, now: datetime) -> Strikes:
    count, free_at = strikes.count + 1, now
    if count >= limit.tries:
        doubled = FIRST_WAIT * 2.0 ** min(count - limit.tries, 10)
        free_at = now + timedelta(seconds=min(doubled, limit.longest_wait))
    return Strikes(count, now, free_at)
