"""The figures of a period, summed from its days: they say on how many they rest."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import TypeVar

from coccinelle.core.confidence import wilson
from coccinelle.core.day_count import DayCount
from coccinelle.core.verdicts import SATISFIED, Verdict, Way

ENOUGH = 20  # fewer than this make no percentage
MISSION: dict[Way, float] = {"automatic": 0.70, "validated": 0.20, "by_hand": 0.10}
BUSIEST = 3  # hours
_Code = TypeVar("_Code", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Share:
    count: int
    of: int

    @property
    def rate(self) -> float | None:
        """None when there are too few to say."""
        return self.count / self.of if self.of >= ENOUGH else None


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds to the answer; p50: None of none, p95: None of too few."""

    n: int
    p50: float | None
    p95: float | None


@dataclass(frozen=True, slots=True)
class Spent:
    """sms_segments: of everything that left; cents: in the business's currency."""

    sms_segments: int = 0
    sms_cents: float = 0.0
    model_cents: float = 0.0


@dataclass(frozen=True, slots=True)
class Report:
    """lanes: by whom each request was, or has to be, answered. unanswered: still waiting.
    no_answer_needed: thanks and the like, counted nowhere else. errors: automatic answers that a
    member corrected, with the interval of their true share."""

    start: datetime
    end: datetime
    received: int
    no_answer_needed: int
    unanswered: int
    response: dict[Way, Times]
    lanes: dict[Way, Share]
    involvement: Share
    resolution: Share
    verdicts: dict[Verdict, int]
    errors: Share
    errors_between: tuple[float, float]
    satisfaction: Share
    satisfaction_asked: int
    minutes_saved: float
    spent: Spent
    busiest: tuple[tuple[int, int], ...]

    @property
    def automation(self) -> float | None:
        """Involvement × resolution."""
        involved, resolved = self.involvement.rate, self.resolution.rate
        return None if involved is None or resolved is None else involved * resolved

    @property
    def hours_a_week(self) -> float | None:
        """None of less than a week: one busy day is not seven."""
        weeks = (self.end - self.start) / timedelta(weeks=1)
        return self.minutes_saved / 60 / weeks if weeks >= 1 else None


def report(
    days: Sequence[DayCount], *, start: datetime, end: datetime, segment_cents: float
) -> Report:
    """segment_cents: the business's price of one SMS segment."""
    ways = summed(day.ways for day in days)
    verdicts = summed(day.verdicts for day in days)
    scores = summed(day.scores for day in days)
    hours = summed(day.hours for day in days)
    wanted, left = ways.total(), verdicts.total()
    errors = Share(verdicts["corrected"], left)
    good = sum(n for score, n in scores.items() if score >= SATISFIED)
    return Report(
        start=start,
        end=end,
        received=hours.total(),
        no_answer_needed=sum(day.no_answer_needed for day in days),
        unanswered=sum(day.unanswered for day in days),
        response={way: times(summed(day.tenths.get(way, {}) for day in days)) for way in MISSION},
        lanes={way: Share(ways[way], wanted) for way in MISSION},
        involvement=Share(left, wanted),
        resolution=Share(verdicts["verified"] + verdicts["assumed"], left - verdicts["pending"]),
        verdicts={name: verdicts[name] for name in _VERDICTS},
        errors=errors,
        errors_between=wilson(errors.count, errors.of),
        satisfaction=Share(good, scores.total()),
        satisfaction_asked=sum(day.asked for day in days),
        minutes_saved=sum(day.minutes_saved for day in days),
        spent=_spent(days, segment_cents),
        busiest=tuple(sorted(hours.items(), key=lambda one: (-one[1], one[0]))[:BUSIEST]),
    )


def weekly(days: Sequence[DayCount]) -> list[DayCount]:
    """From Monday to Sunday, each as the first of its days that is there."""
    weeks: dict[tuple[int, int], list[DayCount]] = {}
    for one in days:
        weeks.setdefault(one.day.isocalendar()[:2], []).append(one)
    return [_together(week) for week in weeks.values()]


def _together(days: Sequence[DayCount]) -> DayCount:
    ways = {way for day in days for way in day.tenths}
    return DayCount(
        days[0].day,
        hours=summed(day.hours for day in days),
        no_answer_needed=sum(day.no_answer_needed for day in days),
        unanswered=sum(day.unanswered for day in days),
        ways=summed(day.ways for day in days),
        tenths={way: summed(day.tenths.get(way, {}) for day in days) for way in ways},
        verdicts=summed(day.verdicts for day in days),
        minutes_saved=sum(day.minutes_saved for day in days),
        asked=sum(day.asked for day in days),
        scores=summed(day.scores for day in days),
        sms_segments=sum(day.sms_segments for day in days),
        model_cents=sum(day.model_cents for day in days),
    )


def summed(counts: Iterable[Mapping[_Code, int]]) -> Counter[_Code]:
    total: Counter[_Code] = Counter()
    for one in counts:
        total.update(one)
    return total


def times(tenths: Mapping[int, int]) -> Times:
    """tenths: how many answers took so many tenths of a second."""
    n = sum(tenths.values())
    p50 = _nth(tenths, ceil(n * 0.5)) if n else None
    return Times(n, p50, _nth(tenths, ceil(n * 0.95)) if n >= ENOUGH else None)


def _nth(tenths: Mapping[int, int], place: int) -> float:
    """Seconds of the answer at this place, the fastest being the first."""
    for taken in sorted(tenths):
        place -= tenths[taken]
        if place <= 0:
            return taken / 10
    raise AssertionError("beyond the slowest")


def _spent(days: Sequence[DayCount], segment_cents: float) -> Spent:
    segments = sum(day.sms_segments for day in days)
    return Spent(segments, segments * segment_cents, sum(day.model_cents for day in days))


_VERDICTS: tuple[Verdict, ...] = ("verified", "assumed", "reopened", "corrected", "pending")
