"""Where a parcel is, as far as the shop's own file knows."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import get_args
from zoneinfo import ZoneInfo

from coccinelle.core.carrier import Tracking, TrackingEvent, TrackingStatus, as_told
from coccinelle.core.clock import Clock
from coccinelle.store import tracking
from coccinelle.store.database import Connection
from coccinelle.store.tracking import EventRow

_KNOWN = {status: status for status in get_args(TrackingStatus)}


class FileTracker:
    """Reads `tracking_event`; an expected time at midnight is a day alone."""

    def __init__(
        self,
        transaction: Callable[[], AbstractContextManager[Connection]],
        clock: Clock,
        zone: ZoneInfo,
    ) -> None:
        self._transaction = transaction
        self._clock = clock
        self._zone = zone

    def track(self, number: str, carrier: str = "", *, fresh: bool = False) -> Tracking:
        now = self._clock.now().astimezone(self._zone)
        with self._transaction() as connection:
            rows = tracking.events(connection, number, now)
        told = next((row.expected_on for row in rows if row.expected_on), None)
        expected = told.astimezone(self._zone) if told else None
        events = tuple(map(self._event, rows))
        return as_told(number, carrier, events, read_at=now, expected_at=expected)

    def _event(self, row: EventRow) -> TrackingEvent:
        status: TrackingStatus = _KNOWN.get(row.status, "unknown")
        return TrackingEvent(row.at.astimezone(self._zone), status, row.label)
