"""The figures of a period, from its turns: pure sums that say on how many they rest."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from coccinelle.core.confidence import wilson
from coccinelle.core.verdicts import SATISFIED, Served, Verdict, Way, judged

ENOUGH = 20  # fewer than this make no percentage
MISSION: dict[Way, float] = {"automatic": 0.70, "validated": 0.20, "by_hand": 0.10}
DRAFT_SHARE = 0.5  # of an answer's minutes, when a member only had to read it and send it
NEARLY_UNEDITED = 0.2  # of a draft's length
BUSIEST = 3  # hours


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
class Marks:
    """asked: the questions that left; scores: of those that were answered."""

    asked: int = 0
    scores: tuple[int, ...] = ()


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
    turns: Sequence[Served],
    *,
    start: datetime,
    end: datetime,
    now: datetime,
    minutes_of: Callable[[str], float],
    marks: Marks,
    spent: Spent,
    hours: Counter[int],
) -> Report:
    """turns: from start until 72 hours after end. hours: messages received, by hour of the day."""
    verdicts = judged(turns, now)
    within = [turn for turn in turns if turn.received_at < end]
    wanted = [turn for turn in within if turn.way != "none"]
    ways = Counter(turn.way for turn in wanted)
    left = [t for t in wanted if t.turn_id in verdicts]
    counts = Counter(verdicts[t.turn_id] for t in left if t.turn_id is not None)
    right = counts["verified"] + counts["assumed"]
    errors = Share(counts["corrected"], len(left))
    good = sum(score >= SATISFIED for score in marks.scores)
    return Report(
        start=start,
        end=end,
        received=sum(hours.values()),
        no_answer_needed=len(within) - len(wanted),
        unanswered=sum(turn.answered_at is None for turn in wanted),
        response={way: _times([t for t in wanted if t.way == way]) for way in MISSION},
        lanes={way: Share(ways[way], len(wanted)) for way in MISSION},
        involvement=Share(len(left), len(wanted)),
        resolution=Share(right, len(left) - counts["pending"]),
        verdicts={name: counts[name] for name in _VERDICTS},
        errors=errors,
        errors_between=wilson(errors.count, errors.of),
        satisfaction=Share(good, len(marks.scores)),
        satisfaction_asked=marks.asked,
        minutes_saved=sum(_minutes(turn, verdicts, minutes_of) for turn in wanted),
        spent=spent,
        busiest=tuple(sorted(hours.items(), key=lambda one: (-one[1], one[0]))[:BUSIEST]),
    )


def _times(turns: Sequence[Served]) -> Times:
    seconds = sorted(
        (t.answered_at - t.received_at).total_seconds() for t in turns if t.answered_at
    )
    n = len(seconds)
    p50 = seconds[ceil(n * 0.5) - 1] if n else None
    return Times(n, p50, seconds[ceil(n * 0.95) - 1] if n >= ENOUGH else None)


def _minutes(
    turn: Served, verdicts: dict[int, Verdict], minutes_of: Callable[[str], float]
) -> float:
    """An answer that has to be given again saves nothing; of several requests, the longest."""
    minutes = max(map(minutes_of, turn.intents), default=0.0)
    match turn.way:
        case "automatic" if turn.turn_id in verdicts:
            is_right = verdicts[turn.turn_id] not in ("corrected", "reopened")
            return minutes if is_right else 0.0
        case "validated" if turn.edited is not None and turn.edited <= NEARLY_UNEDITED:
            return minutes * DRAFT_SHARE
        case _:
            return 0.0


_VERDICTS: tuple[Verdict, ...] = ("verified", "assumed", "reopened", "corrected", "pending")
