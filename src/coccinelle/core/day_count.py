"""One day of figures, as counts: whole days add up to any period."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from coccinelle.core.verdicts import Served, Verdict, Way, judged

DRAFT_SHARE = 0.5  # of an answer's minutes, when a member only had to read it and send it
NEARLY_UNEDITED = 0.2  # of a draft's length
_WAYS: tuple[Way, ...] = ("automatic", "validated", "by_hand")


@dataclass(frozen=True, slots=True)
class Tally:
    """What a day has besides its turns. hours: messages of customers by hour; asked: how many were
    asked for a mark, scores: what they gave; sms_segments: of everything that left; model_cents:
    in the business's currency."""

    hours: Counter[int] = field(default_factory=Counter)
    asked: int = 0
    scores: tuple[int, ...] = ()
    sms_segments: int = 0
    model_cents: float = 0.0


@dataclass(frozen=True, slots=True)
class DayCount:
    """tenths: how many answers took so many tenths of a second, as finely as they are told."""

    day: date
    hours: dict[int, int] = field(default_factory=dict)
    no_answer_needed: int = 0
    unanswered: int = 0
    ways: dict[Way, int] = field(default_factory=dict)
    tenths: dict[Way, dict[int, int]] = field(default_factory=dict)
    verdicts: dict[Verdict, int] = field(default_factory=dict)
    minutes_saved: float = 0.0
    asked: int = 0
    scores: dict[int, int] = field(default_factory=dict)
    sms_segments: int = 0
    model_cents: float = 0.0

    @property
    def received(self) -> int:
        return sum(self.hours.values())


MinutesOf = Callable[[str], float]


def counted(
    turns: Sequence[Served],
    tallies: Mapping[date, Tally],
    *,
    start: datetime,
    end: datetime,
    now: datetime,
    minutes_of: MinutesOf,
) -> list[DayCount]:
    """Each day that the period touches, in order. turns: from start until 72 hours after end;
    start and end are in the business's zone, and a day is one of that zone."""
    verdicts = judged(turns, now)
    by_day: dict[date, list[Served]] = defaultdict(list)
    for turn in turns:
        if start <= turn.received_at < end:
            by_day[turn.received_at.astimezone(start.tzinfo).date()].append(turn)
    return [
        _count(day, by_day[day], verdicts, tallies.get(day, Tally()), minutes_of)
        for day in days_of(start, end)
    ]


def days_of(start: datetime, end: datetime) -> Iterator[date]:
    day, last = start.date(), (end - timedelta(microseconds=1)).date()
    while day <= last:
        yield day
        day += timedelta(days=1)


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """When it begins."""
    return datetime(day.year, day.month, day.day, tzinfo=zone)


def _count(
    day: date,
    turns: Sequence[Served],
    verdicts: Mapping[int, Verdict],
    tally: Tally,
    minutes_of: MinutesOf,
) -> DayCount:
    wanted = [turn for turn in turns if turn.way != "none"]
    left = [verdicts[t.turn_id] for t in wanted if t.turn_id is not None and t.turn_id in verdicts]
    return DayCount(
        day=day,
        hours=dict(tally.hours),
        no_answer_needed=len(turns) - len(wanted),
        unanswered=sum(turn.answered_at is None for turn in wanted),
        ways=dict(Counter(turn.way for turn in wanted)),
        tenths={way: _tenths(wanted, way) for way in _WAYS},
        verdicts=dict(Counter(left)),
        minutes_saved=sum(_minutes(turn, verdicts, minutes_of) for turn in wanted),
        asked=tally.asked,
        scores=dict(Counter(tally.scores)),
        sms_segments=tally.sms_segments,
        model_cents=tally.model_cents,
    )


def _tenths(turns: Sequence[Served], way: Way) -> dict[int, int]:
    return dict(
        Counter(
            _as_told((turn.answered_at - turn.received_at).total_seconds())
            for turn in turns
            if turn.way == way and turn.answered_at is not None
        )
    )


def _as_told(seconds: float) -> int:
    """In tenths: to the tenth below ten seconds, to the second below an hour, then the minute."""
    if seconds < 10:
        return round(seconds * 10)
    return round(seconds) * 10 if seconds < 3600 else round(seconds / 60) * 600


def _minutes(turn: Served, verdicts: Mapping[int, Verdict], minutes_of: MinutesOf) -> float:
    """An answer that has to be given again saves nothing; of several requests, the longest."""
    minutes = max(map(minutes_of, turn.intents), default=0.0)
    match turn.way:
        case "automatic" if turn.turn_id is not None and turn.turn_id in verdicts:
            is_right = verdicts[turn.turn_id] not in ("corrected", "reopened")
            return minutes if is_right else 0.0
        case "validated" if turn.edited is not None and turn.edited <= NEARLY_UNEDITED:
            return minutes * DRAFT_SHARE
        case _:
            return 0.0
