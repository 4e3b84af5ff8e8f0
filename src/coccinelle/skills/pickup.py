"""When the customer comes to fetch it, checked against the opening hours."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from coccinelle.core.commitments import hold_until, is_too_long
from coccinelle.core.facts import Fact, Phrase
from coccinelle.core.reading import Request
from coccinelle.core.shop import Hold
from coccinelle.core.skill import Situation


@dataclass(frozen=True, slots=True)
class Pickup:
    """at: the hour announced, if the shop is open then. until: the end of the hold.

    remarks: the right hours, when they cannot come as they said.
    """

    at: datetime | None
    until: datetime
    remarks: tuple[Phrase, ...]
    is_said: bool
    is_within_usual: bool
    is_too_late: bool

    def or_as_agreed(self, held: Hold) -> "Pickup":
        """Nothing new was said: what was agreed for the item that is exchanged still stands."""
        if self.is_said or self.remarks:
            return self
        zone = self.until.tzinfo
        agreed = held.pickup_at.astimezone(zone) if held.pickup_at else None
        return replace(self, at=agreed, until=held.until.astimezone(zone), is_too_late=False)


def read_pickup(request: Request, situation: Situation) -> Pickup:
    day, clock = _said(request)
    hours = situation.business.hours
    usual = hold_until(situation.policy, hours, now=situation.now, pickup_at=None)
    wanted = _moment(day, clock, situation)
    remarks = _remarks(wanted, clock, situation)
    reached = None if wanted is None or remarks else wanted
    until = hold_until(situation.policy, hours, now=situation.now, pickup_at=reached)
    return Pickup(
        at=reached if clock else None,
        until=until,
        remarks=remarks,
        is_said=reached is not None,
        is_within_usual=until <= usual,
        is_too_late=is_too_long(situation.policy, hours, now=situation.now, until=until),
    )


def _said(request: Request) -> tuple[date | None, time | None]:
    day = request.entity("new_date") or request.entity("date")
    clock = request.entity("new_time") or request.entity("time")
    return (
        date.fromisoformat(str(day.value)) if day else None,
        time.fromisoformat(str(clock.value)) if clock else None,
    )


def _moment(day: date | None, clock: time | None, situation: Situation) -> datetime | None:
    """An hour alone is today's, or tomorrow's when it has passed; a day alone is its closing."""
    hours, now = situation.business.hours, situation.now
    if day is None and clock is None:
        return None
    if clock is None and day is not None:
        return hours.closing(day) or datetime.combine(day, time(12), hours.zone)
    assert clock is not None
    at = _rounded(datetime.combine(day or now.date(), clock, hours.zone))
    return at + timedelta(days=1) if day is None and at < now else at


def _rounded(at: datetime) -> datetime:
    """Up to the next five minutes: "dans une demi-heure" is nobody's 10:46."""
    return at + timedelta(minutes=-at.minute % 5)


def _remarks(
    wanted: datetime | None, clock: time | None, situation: Situation
) -> tuple[Phrase, ...]:
    hours = situation.business.hours
    if wanted is None or (hours.is_open(wanted) and wanted >= situation.now):
        return ()
    day = wanted.date()
    said = {"day": situation.fact("date", day, "message du client")}
    closing = hours.closing(day)
    if closing is not None and wanted > closing:
        said["closing"] = _closing(closing, situation)
        return (Phrase("pickup_after_closing", said),)
    if closing is not None:
        said["hours"] = situation.fact("hours", hours.on(day), "horaires")
        return (Phrase("pickup_outside_hours", said),)
    following = hours.next_ranges(day)
    if following is None:
        return ()
    said["next_day"] = situation.fact("date", following[0], "horaires")
    said["hours"] = situation.fact("hours", following[1], "horaires")
    return (Phrase("pickup_closed_day", said),)


def _closing(closing: datetime, situation: Situation) -> Fact:
    return situation.fact("moment", closing, "horaires")
