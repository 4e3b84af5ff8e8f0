"""What the facts of a turn allow a text to say."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from coccinelle.core.facts import Fact
from coccinelle.core.hours import WEEKDAYS, Range
from coccinelle.replies.claims import amounts, references
from coccinelle.replies.claims.claim import Claim, Day, When
from coccinelle.replies.claims.reader import read_claims
from coccinelle.replies.claims.surface import surface
from coccinelle.replies.hours_value import by_day, is_week

QUOTED = ("product", "reference", "sku", "color", "size", "name", "place", "email", "url", "text")
ASSISTANT = "coccinelle.ai"  # our own name reads like a link
A_WEEK = 7  # days: "samedi" alone is never further away
PARTS = {"morning": (0, 12), "afternoon": (12, 18), "evening": (17, 24)}


@dataclass(slots=True)
class Backing:
    """The facts by what they allow; texts and said come from the facts that are words already.

    week: the ranges of each weekday that was read. numbers by kind: price in cents, count…
    """

    now: datetime
    values: dict[str, set[Any]] = field(default_factory=dict)
    moments: list[tuple[datetime, bool]] = field(default_factory=list)  # is it of the hours?
    hours: list[Range] = field(default_factory=list)
    week: dict[int, tuple[Range, ...]] = field(default_factory=dict)
    texts: set[str] = field(default_factory=lambda: {ASSISTANT})
    said: set[tuple[str, Any]] = field(default_factory=set)

    def backs(self, claim: Claim) -> bool:
        if claim.kind != "number" and (claim.kind, claim.key) in self.said:
            return True
        match claim.kind:
            case "moment":
                assert isinstance(claim.key, When)
                return self._backs_moment(claim.key)
            case "number":
                return self._backs_number(claim.key)
            case "quantity":
                return claim.key in self._of("number", "count")
            case "duration":
                assert isinstance(claim.key, tuple)
                return claim.key[0] in self._of("number")
            case "offer":
                return claim.key == "free" and 0 in self._of("price")
            case _:
                return claim.key in self._of(claim.kind)

    def _of(self, *kinds: str) -> set[Any]:
        return set().union(*(self.values.get(kind, set()) for kind in kinds))

    def _backs_number(self, key: Any) -> bool:
        """A bare figure may be a quantity, a size, a short phone number or a reference."""
        whole = f"{key:g}"
        return key in self._of("number", "count") or whole in self._of("size", "phone", "reference")

    def _backs_moment(self, when: When) -> bool:
        if any(self._is_at(when, at, of_hours) for at, of_hours in self.moments):
            return True
        return self._backs_by_day(when) or self._backs_by_week(when)

    def _is_at(self, when: When, at: datetime, of_hours: bool) -> bool:
        # "nous fermons à 17h" is not true because someone comes at 17h.
        if when.role == "closing" and not of_hours:
            return False
        clock = when.clock is None or when.clock == at.time().replace(second=0, microsecond=0)
        return clock and _in_part(when, at.time()) and self._is_on(when, at.date())

    def _backs_by_day(self, when: When) -> bool:
        """A day and an hour that were read apart: a date, and the hours or a time."""
        is_day = not when.days or any(self._is_on(when, day) for day in self._of("date"))
        return is_day and self._backs_clock(when, self.hours, self._of("time"))

    def _backs_by_week(self, when: When) -> bool:
        """Weekdays of the opening hours; they may be closed days when no hour is said."""
        if any(day.by != "weekday" or day.value not in self.week for day in when.days):
            return False
        ranges = [r for day in when.days for r in self.week[int(str(day.value))]] or [
            r for ranges in self.week.values() for r in ranges if not when.days
        ]
        return self._backs_clock(when, ranges, set()) and bool(self.week)

    def _backs_clock(self, when: When, ranges: Iterable[Range], times: set[time]) -> bool:
        if when.clock is None:
            return when.part is None or any(_in_part(when, c) for r in ranges for c in r)
        opening, closing = {r[0] for r in ranges}, {r[1] for r in ranges}
        allowed = {"opening": opening, "closing": closing}.get(when.role or "", opening | closing)
        return when.clock in allowed | times and _in_part(when, when.clock)

    def _is_on(self, when: When, day: date) -> bool:
        today = self.now.date()
        is_dated = any(name.by == "month_day" for name in when.days)
        return all(_names(name, day, today, is_dated=is_dated) for name in when.days)


def gather(facts: Iterable[Fact], now: datetime) -> Backing:
    backing = Backing(now)
    for fact in facts:
        match fact.kind:
            case "hours":
                _add_hours(backing, fact.value)
            case _:
                items = fact.value if isinstance(fact.value, tuple) else (fact.value,)
                for item in items:
                    _add(backing, fact, item)
    return backing


def _add_hours(backing: Backing, value: Any) -> None:
    if is_week(value):
        backing.week |= {WEEKDAYS.index(name): ranges for name, ranges in by_day(value)}
    else:
        backing.hours += value


def _add(backing: Backing, fact: Fact, item: Any) -> None:
    if fact.kind in QUOTED:
        _quote(backing, fact, str(item))
    match fact.kind:
        case "moment":
            of_hours = "horaire" in fact.source.lower() or "hours" in fact.source.lower()
            backing.moments.append((item, of_hours))
        case "reference" | "sku":
            backing.values.setdefault("reference", set()).add(references.squashed(surface(item)))
        case "size":
            backing.values.setdefault("size", set()).add(amounts.size(surface(item)))
        case "phone":
            backing.values.setdefault("phone", set()).add(references.phone(item))
        case "email" | "url":
            backing.values.setdefault(fact.kind, set()).add(references.link(surface(item)))
        case "count" | "number" | "percent":
            backing.values.setdefault(fact.kind, set()).add(_as_number(item))
        case _:
            backing.values.setdefault(fact.kind, set()).add(item)


def _quote(backing: Backing, fact: Fact, item: str) -> None:
    """Words of a fact may be repeated as they are; a bare figure is not words."""
    words = surface(item)
    parts = [words, *(words.split(", ") if fact.kind == "place" else [])]
    backing.texts |= {p for p in parts if len(p) > 2 and any(c.isalpha() for c in p)}
    claims = read_claims(words)
    kept = claims if fact.kind == "text" else [c for c in claims if c.kind == "color"]
    backing.said |= {(claim.kind, claim.key) for claim in kept}


def _as_number(item: Any) -> float:
    return float(item) if isinstance(item, int | float) else amounts.number(str(item).rstrip(" %"))


def _names(name: Day, day: date, today: date, *, is_dated: bool) -> bool:
    match name.by, name.value:
        case "away", int(days):
            return day == today + timedelta(days=days)
        case "weekday", int(weekday):
            is_near = abs((day - today).days) <= A_WEEK
            return day.weekday() == weekday and (is_near or is_dated)
        case "month_day", (month, number, year):
            return (day.month, day.day) == (month, number) and year in (None, day.year)
        case "week", int(weeks):
            return _monday(day) == _monday(today) + timedelta(weeks=weeks)
        case _, weeks:
            is_same = _monday(day) == _monday(today) + timedelta(weeks=int(str(weeks)))
            return is_same and day.weekday() >= 5


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _in_part(when: When, clock: time) -> bool:
    if when.part is None:
        return True
    start, end = PARTS[when.part]
    return start <= clock.hour < end
