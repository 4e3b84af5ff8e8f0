"""By when a person answers: a moment the shop can keep, counted in its opening hours."""

from datetime import datetime, timedelta

from coccinelle.core.hours import OpeningHours
from coccinelle.core.moments import later, parse_duration
from coccinelle.core.policy import Policy


def answer_by(
    policy: Policy, hours: OpeningHours, now: datetime, *, is_urgent: bool
) -> datetime | None:
    """While open, within the policy's delay and never past closing unless most of it is left; else
    a little after the next opening. None when no opening is known."""
    within = parse_duration(policy.answer_within_urgent if is_urgent else policy.answer_within)
    local = now.astimezone(hours.zone)
    end = hours.end_of_range(local)
    if end is not None and end - local >= within / 2:
        return min(_rounded(later(local, within)), end)
    opening = hours.next_opening(local)
    if opening is None:
        return None
    return later(opening, parse_duration(policy.answer_after_opening))


def _rounded(at: datetime) -> datetime:
    """Up to the quarter of an hour: nobody promises 16h47."""
    whole = at.replace(second=0, microsecond=0)
    whole += timedelta(minutes=1) if whole < at else timedelta(0)
    return whole + timedelta(minutes=-whole.minute % 15)
