"""When a hold ends and when its customer is reminded: pure rules of the product's policy."""

from datetime import datetime, time, timedelta

from coccinelle.core.hours import OpeningHours
from coccinelle.core.moments import parse_clock_range, parse_duration, resolve_moment
from coccinelle.core.policy import Policy

SOON = timedelta(minutes=90)  # a pick-up this near needs no reminder
BEFORE_END = timedelta(hours=2)  # no hour announced: reminded this long before the hold ends
DAY_BEFORE = timedelta(days=1)  # kept for a week: time to come by is needed


def hold_until(
    policy: Policy, hours: OpeningHours, *, now: datetime, pickup_at: datetime | None
) -> datetime:
    """The policy's usual end, or the closing of the pick-up day when that is later."""
    usual = resolve_moment(policy.hold_until, now=now, hours=hours)
    if pickup_at is None or pickup_at <= usual:
        return usual
    return hours.closing(pickup_at.astimezone(hours.zone).date()) or pickup_at


def is_too_long(policy: Policy, hours: OpeningHours, *, now: datetime, until: datetime) -> bool:
    return until > resolve_moment(policy.hold_max, now=now, hours=hours)


def strangers_at_most(policy: Policy, on_hand: int) -> int:
    """How many of one item may be put aside for contacts who never ordered.

    Phone numbers cost little: without it, thirty of them empty a shop. One at least, so that the
    last item can be had, unless the policy says none.
    """
    return max(1, int(on_hand * policy.stranger_hold_share)) if policy.stranger_hold_share else 0


def reminder_at(
    policy: Policy, *, now: datetime, until: datetime, pickup_at: datetime | None,
    before_end: timedelta = BEFORE_END,
) -> datetime | None:  # fmt: skip
    """None when a reminder would come too late or too soon after the promise."""
    if pickup_at is None:
        at = until - before_end
    elif pickup_at - now < SOON:
        return None
    else:
        at = pickup_at - parse_duration(policy.reminder_before)
    return at if at > now else None


def after_quiet_hours(policy: Policy, hours: OpeningHours, at: datetime) -> datetime:
    """`at`, or the first moment after it when we may start a message.

    Quiet: the policy's range of hours, Sundays, and days the business is closed for a holiday.
    """
    start, end = parse_clock_range(policy.quiet_hours)
    local = at.astimezone(hours.zone)
    for _ in range(14):
        tomorrow = local.date() + timedelta(days=1)
        if local.weekday() == 6 or local.date() in hours.closures:
            local = datetime.combine(tomorrow, time(0), hours.zone)
        elif start > end and local.time() >= start:
            local = datetime.combine(tomorrow, end, hours.zone)
        elif local.time() < end and (start > end or local.time() >= start):
            local = datetime.combine(local.date(), end, hours.zone)
        else:
            return local
    return local
