"""How a member wants to be told outside the screen: of what, by which way, at which hours."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from coccinelle.core.moments import parse_clock_range

URGENT, DRAFT, MESSAGE, DIGEST = "urgent", "draft", "message", "digest"
TRIAL, SEVERAL = "trial", "several"  # notes that tell of no one thing
KINDS = (URGENT, DRAFT, MESSAGE, DIGEST)
WAYS = ("push", "sms", "email")


@dataclass(frozen=True, slots=True)
class NoticeSettings:
    """ways: by kind of news. quiet_hours: "22:00-07:00", or "" for none; what is urgent passes.
    shows_name: whether a device may show who wrote, even locked."""

    ways: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: dict.fromkeys(KINDS, WAYS))
    quiet_hours: str = ""
    shows_name: bool = False

    def wants(self, kind: str, way: str) -> bool:
        return way in self.ways.get(kind, ())

    def not_before(self, kind: str, at: datetime) -> datetime:
        """`at`, or the end of the quiet hours it falls in; `at` is in the business's zone."""
        if kind == URGENT or not self.quiet_hours:
            return at
        start, end = parse_clock_range(self.quiet_hours)
        moment = at.time()
        is_over_midnight = start > end
        if is_over_midnight and moment >= start:
            return datetime.combine(at.date() + timedelta(days=1), end, at.tzinfo)
        is_quiet = moment < end and (is_over_midnight or moment >= start)
        return datetime.combine(at.date(), end, at.tzinfo) if is_quiet else at


def kind_of(notified: str, urgency: str) -> str:
    """notified: the kind of a line of the feed."""
    if urgency == "high":
        return URGENT
    return notified if notified in (DRAFT, DIGEST) else MESSAGE
