"""An order that an event cannot wait for: what the carrier, the shop and the clock still allow."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from coccinelle.core.carrier import Tracking
from coccinelle.core.hours import OpeningHours
from coccinelle.core.moments import parse_clock, resolve_moment
from coccinelle.core.policy import Policy

AFTER_ALERT = timedelta(hours=2)  # for a member to have seen it and for the customer to come
TO_COME = timedelta(hours=1)  # nobody is asked to be there sooner
BEFORE_CLOSING = timedelta(minutes=30)
EXPRESS_BY = time(11)  # in the course of the morning: no hour is ever told
FAR = timedelta(days=14)
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class UrgentPlan:
    """Times in the business's zone; None for what cannot be done.

    needed_by: the last moment the article is of use. is_expected: plan A, the carrier's own word.
    alert_at: when members are told that it has not come. visit_at: plan B, when the same article
    waits in the shop; is_loan: it is lent; is_after_alert: they come only if nothing has come.
    express_at: plan C, some moment of the morning it is delivered in. keep_until: for how long the
    article is put aside.
    """

    needed_by: datetime
    is_expected: bool
    alert_at: datetime | None
    visit_at: datetime | None
    is_loan: bool
    is_after_alert: bool
    express_at: datetime | None
    keep_until: datetime | None

    @property
    def is_hopeless(self) -> bool:
        return not (self.is_expected or self.visit_at or self.express_at)


def plan(
    needed_at: datetime,
    tracking: Tracking | None,
    *,
    in_stock: bool,
    policy: Policy,
    hours: OpeningHours,
    now: datetime,
) -> UrgentPlan:
    """needed_at: of the event; midnight stands for the whole day. tracking: None when nobody knows
    where the parcel is, or nothing has left."""
    by = needed_by(needed_at, hours, now)
    expected = _expected_day(tracking, now)
    is_expected = tracking is not None and expected is not None and _is_in_time(tracking, by)
    alert_at = _alert_at(expected, _hour_told(tracking), is_expected, policy, by, now)
    kept = _keep_until(needed_at, by, policy, hours, now) if in_stock else None
    after = alert_at + AFTER_ALERT if alert_at and is_expected else None
    late = opening_hour(hours, after, by) if after and kept else None
    visit_at = late or (opening_hour(hours, now + TO_COME, by) if kept else None)
    if kept and visit_at and visit_at > kept:
        visit_at = None
    express = express_at(policy, hours, by, now) if kept else None
    return UrgentPlan(
        needed_by=by,
        is_expected=is_expected,
        alert_at=alert_at,
        visit_at=visit_at,
        is_loan=policy.loan_free == "urgent",
        is_after_alert=visit_at is not None and visit_at == late,
        express_at=express,
        keep_until=kept if visit_at or express else None,
    )


def needed_by(needed_at: datetime, hours: OpeningHours, now: datetime) -> datetime:
    """A whole day: when the shop opens that day at the latest; today: while it is open."""
    if needed_at.time() != time(0):
        return needed_at
    day = needed_at.date()
    if day <= now.date():
        return hours.closing(day) or now
    return hours.opening(day) or needed_at


def opening_hour(hours: OpeningHours, after: datetime, before: datetime) -> datetime | None:
    """The first full hour in between when one can come in and be served."""
    at = after.replace(minute=0, second=0, microsecond=0)
    at += HOUR if at < after else timedelta(0)
    while at <= min(before, after + FAR):
        if hours.is_open(at) and hours.is_open(at + BEFORE_CLOSING):
            return at
        at += HOUR
    return None


def express_at(
    policy: Policy, hours: OpeningHours, before: datetime, now: datetime
) -> datetime | None:
    """Handed over today while the shop is open, else at the next opening; carried overnight."""
    if policy.express_free != "urgent":
        return None
    leaves_at = now if hours.is_open(now) else hours.next_opening(now)
    if leaves_at is None:
        return None
    arrives = _next_delivery_day(leaves_at.date(), hours)
    at = datetime.combine(arrives, EXPRESS_BY, hours.zone)
    return at if at <= before else None


def _next_delivery_day(day: date, hours: OpeningHours) -> date:
    day += timedelta(days=1)
    while day.weekday() == 6 or day in hours.closures:
        day += timedelta(days=1)
    return day


def _hour_told(tracking: Tracking | None) -> datetime | None:
    return tracking.expected_at if tracking and tracking.expected_has_hour else None


def _expected_day(tracking: Tracking | None, now: datetime) -> date | None:
    """None when the carrier tells none, or one that has passed."""
    if tracking is None or tracking.expected_at is None:
        return None
    expected = tracking.expected_at
    has_passed = expected < now if tracking.expected_has_hour else expected.date() < now.date()
    return None if has_passed else expected.date()


def _is_in_time(tracking: Tracking, by: datetime) -> bool:
    """A day without an hour is only sure before the day itself."""
    assert tracking.expected_at is not None
    if tracking.expected_has_hour:
        return tracking.expected_at <= by
    return tracking.expected_at.date() < by.date()


def _alert_at(
    expected: date | None, told: datetime | None, is_expected: bool, policy: Policy, by: datetime,
    now: datetime,
) -> datetime | None:  # fmt: skip
    """On the expected day, at the policy's hour, never before the one the carrier told; when nobody
    knows the day, at the next such hour.

    None when it is too late for anything: members are told at once.
    """
    if expected is not None and not is_expected:
        return None
    hour = parse_clock(policy.delivery_alert_hour)
    at = datetime.combine(expected or now.date(), hour, now.tzinfo)
    if expected is not None and told is not None:
        at = max(at, told)
    if at <= now and expected is None:
        at += timedelta(days=1)
    if at <= now:
        at = now.replace(minute=0, second=0, microsecond=0) + 2 * HOUR
    return at if at <= by else None


def _keep_until(
    needed_at: datetime, by: datetime, policy: Policy, hours: OpeningHours, now: datetime
) -> datetime:
    """Until the event, a whole day counting until its closing; never longer than the policy has."""
    is_whole_day = needed_at.time() == time(0)
    event = (hours.closing(needed_at.date()) if is_whole_day else None) or by
    longest = resolve_moment(policy.hold_max, now=now, hours=hours)
    return hours.within(min(event, longest))
