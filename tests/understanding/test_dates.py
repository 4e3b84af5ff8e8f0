"""Dates and hours as people say them, on a Thursday of January and on awkward nights."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coccinelle.understanding.dates import Moment, find_moments
from coccinelle.understanding.lexicon import lexicon_of
from coccinelle.understanding.text import read_text
from tests.understanding.world import NOW, PARIS

SHORTHAND = lexicon_of("boutique").shorthand


def rows() -> Iterator[tuple[str, str, str]]:
    for line in (Path(__file__).parent / "dates.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            text, day, hour = (part.strip() for part in line.split("|"))
            yield text, day, hour


def found(text: str, now: datetime = NOW) -> tuple[Moment, ...]:
    return find_moments(read_text(text, SHORTHAND).folded, now)


def days(moments: tuple[Moment, ...]) -> str:
    told = (
        f"{m.day}{f'..{m.day_to}' if m.day_to else ''}{' past' if m.past else ''}"
        for m in moments
        if m.day
    )
    return " & ".join(told)


def hours(moments: tuple[Moment, ...]) -> str:
    told = (_hour(m) for m in moments if m.at or m.part or m.same_time)
    return " & ".join(told)


def _hour(moment: Moment) -> str:
    if moment.at is None:
        return "same" if moment.same_time else moment.part
    return f"{moment.at:%H:%M}" + (f"-{moment.until:%H:%M}" if moment.until else "")


@pytest.mark.parametrize(("text", "day", "hour"), list(rows()))
def test_a_moment_is_understood(text: str, day: str, hour: str) -> None:
    moments = found(text)
    assert (days(moments), hours(moments)) == (day, hour)


@pytest.mark.parametrize(
    ("now", "text", "day", "hour"),
    [
        (datetime(2025, 3, 29, 23, 30, tzinfo=PARIS), "dans 4h", "2025-03-30", "04:30"),
        (datetime(2025, 10, 25, 23, 30, tzinfo=PARIS), "dans 4h", "2025-10-26", "02:30"),
        (datetime(2025, 12, 31, 23, 59, 59, tzinfo=PARIS), "demain", "2026-01-01", ""),
        (datetime(2025, 12, 30, 9, 0, tzinfo=PARIS), "samedi", "2026-01-03", ""),
        (datetime(2025, 12, 30, 9, 0, tzinfo=PARIS), "le 2", "2026-01-02", ""),
        (datetime(2025, 12, 30, 9, 0, tzinfo=PARIS), "21/12", "2026-12-21", ""),
        (datetime(2026, 1, 2, 9, 0, tzinfo=PARIS), "commandée le 28", "2025-12-28 past", ""),
        (datetime(2024, 2, 28, 9, 0, tzinfo=PARIS), "demain", "2024-02-29", ""),
        (datetime(2025, 1, 31, 9, 0, tzinfo=PARIS), "dans un mois", "2025-02-28", ""),
        (datetime(2025, 1, 31, 9, 0, tzinfo=PARIS), "le 30", "2025-03-30", ""),
        (datetime(2025, 10, 26, 1, 0, tzinfo=PARIS), "aujourd'hui 2h30", "2025-10-26", "14:30"),
        (datetime(2025, 12, 24, 9, 0, tzinfo=PARIS), "pour Noël", "2025-12-25", ""),
        (datetime(2025, 12, 26, 9, 0, tzinfo=PARIS), "pour Noël", "2026-12-25", ""),
        (datetime(2025, 1, 18, 9, 0, tzinfo=PARIS), "samedi", "2025-01-25", ""),
        (datetime(2025, 1, 18, 9, 0, tzinfo=PARIS), "ce samedi", "2025-01-18", ""),
    ],
)
def test_clock_changes_and_year_ends_are_counted_right(
    now: datetime, text: str, day: str, hour: str
) -> None:
    moments = found(text, now)
    assert (days(moments), hours(moments)) == (day, hour)


def test_at_a_restaurant_eight_means_the_evening() -> None:
    (moment,) = find_moments("samedi a 8h", NOW, dines=True)
    assert f"{moment.at}" == "20:00:00"


def test_the_next_day_is_counted_from_the_day_last_spoken_of() -> None:
    (moment,) = find_moments(
        "plutot le lendemain", NOW, anchor=datetime(2025, 2, 3, tzinfo=UTC).date()
    )
    assert f"{moment.day}" == "2025-02-04"
