"""Opening hours of a business: weekly ranges, closures, and what time it is for its customers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

WEEKDAYS = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)
LOOK_AHEAD = 60  # days: a longer closure has no "next opening" worth saying

Range = tuple[time, time]


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """week: seven lists of ranges, Monday first; closures: whole days off; zone: the business's."""

    week: tuple[tuple[Range, ...], ...]
    closures: frozenset[date]
    zone: ZoneInfo

    def on(self, day: date) -> tuple[Range, ...]:
        return () if day in self.closures else self.week[day.weekday()]

    def is_open(self, at: datetime) -> bool:
        """Closing time itself counts as open: "je passe à 19h" is a promise people keep."""
        local = at.astimezone(self.zone)
        moment = local.time().replace(second=0, microsecond=0)
        return any(start <= moment <= end for start, end in self.on(local.date()))

    def opening(self, day: date) -> datetime | None:
        ranges = self.on(day)
        return self._at(day, ranges[0][0]) if ranges else None

    def closing(self, day: date) -> datetime | None:
        ranges = self.on(day)
        return self._at(day, ranges[-1][1]) if ranges else None

    def next_opening(self, after: datetime) -> datetime | None:
        """The first opening strictly after; None when closed for as long as one can see."""
        return next((start for start, _ in self._ranges(after) if start > after), None)

    def end_of_range(self, at: datetime) -> datetime | None:
        """When it closes next, a break included; None when it is closed."""
        ranges = self._ranges(at.astimezone(self.zone))
        return next((end for start, end in ranges if start <= at < end), None)

    def within(self, at: datetime) -> datetime:
        """`at` if someone is there; else the last closing of that day before it, else its opening.

        A hold always ends at an hour when the item can be handed over; a closed day is kept as is.
        """
        if self.is_open(at):
            return at
        day = at.astimezone(self.zone).date()
        ended = [self._at(day, end) for _, end in self.on(day) if self._at(day, end) <= at]
        return ended[-1] if ended else self.opening(day) or at

    def next_ranges(self, day: date) -> tuple[date, tuple[Range, ...]] | None:
        """The first day on or after `day` with opening hours."""
        days = (day + timedelta(days=n) for n in range(LOOK_AHEAD))
        return next(((d, self.on(d)) for d in days if self.on(d)), None)

    def _ranges(self, after: datetime) -> Iterator[tuple[datetime, datetime]]:
        first = after.astimezone(self.zone).date()
        for n in range(LOOK_AHEAD):
            day = first + timedelta(days=n)
            for start, end in self.on(day):
                yield self._at(day, start), self._at(day, end)

    def _at(self, day: date, moment: time) -> datetime:
        return datetime.combine(day, moment, self.zone)
