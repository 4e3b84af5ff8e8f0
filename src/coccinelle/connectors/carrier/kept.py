"""What a carrier said a few minutes ago serves again, with its age."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from coccinelle.core.carrier import Tracker, Tracking

LIFE = timedelta(minutes=10)
MOST = 2_000  # parcels kept per program

KeptTrackings = dict[tuple[int, str, str], Tracking]


class KeptTracker:
    """read_at: when the carrier was asked, in the business's own time; a refusal is not kept."""

    def __init__(
        self, tracker: Tracker, business_id: int, now: Callable[[], datetime], kept: KeptTrackings
    ) -> None:
        self._tracker = tracker
        self._business_id = business_id
        self._now = now
        self._kept = kept

    def track(self, number: str, carrier: str = "", *, fresh: bool = False) -> Tracking:
        place = (self._business_id, number, carrier)
        known = self._kept.get(place)
        if known is not None and not fresh and self._is_recent(known):
            return known
        asked_at = self._now()
        found = replace(self._tracker.track(number, carrier, fresh=fresh), read_at=asked_at)
        while len(self._kept) >= MOST:
            self._kept.pop(next(iter(self._kept)), None)
        self._kept[place] = found
        return found

    def _is_recent(self, known: Tracking) -> bool:
        return timedelta(0) <= self._now() - known.read_at < LIFE
