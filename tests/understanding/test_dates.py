"""Dates and hours as people say them, on a Thursday of January and on awkward nights."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coccinelle.understanding.dates import Moment, find_moments
from coccinelle.understanding.lexicon import lexicon_of
from coccinelle.understanding.text import fold, read_text
from tests.pace import keeps_pace
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
        (datetime(2025, 3, 30, 1, 30, tzinfo=PARIS), "dans une heure", "2025-03-30", "03:30"),
        (datetime(2025, 3, 29, 12, 0, tzinfo=PARIS), "demain 2h30", "2025-03-30", "14:30"),
        (datetime(2025, 10, 26, 2, 45, tzinfo=PARIS), "dans 30 min", "2025-10-26", "02:15"),
        (datetime(2025, 10, 25, 23, 0, tzinfo=PARIS), "dans une demi-heure", "2025-10-25", "23:30"),
        (datetime(2025, 3, 29, 23, 50, tzinfo=PARIS), "demain", "2025-03-30", ""),
        (datetime(2025, 10, 26, 0, 5, tzinfo=PARIS), "demain 18h", "2025-10-27", "18:00"),
        (datetime(2025, 12, 31, 22, 0, tzinfo=PARIS), "dans 3h", "2026-01-01", "01:00"),
        (
            datetime(2025, 12, 10, 9, 0, tzinfo=PARIS),
            "début du mois prochain",
            "2026-01-01..2026-01-10",
            "",
        ),
        (datetime(2025, 1, 25, 9, 0, tzinfo=PARIS), "fin du mois", "2025-01-25..2025-01-31", ""),
        (
            datetime(2024, 2, 27, 9, 0, tzinfo=PARIS),
            "à la fin du mois",
            "2024-02-27..2024-02-29",
            "",
        ),
        (datetime(2025, 1, 19, 9, 0, tzinfo=PARIS), "ce week-end", "2025-01-18..2025-01-19", ""),
        (
            datetime(2025, 1, 19, 9, 0, tzinfo=PARIS),
            "la semaine prochaine",
            "2025-01-20..2025-01-26",
            "",
        ),
        (datetime(2025, 12, 20, 9, 0, tzinfo=PARIS), "la veille de Noël", "2025-12-24", ""),
        (datetime(2025, 12, 30, 9, 0, tzinfo=PARIS), "le lendemain de Noël", "2026-12-26", ""),
        (datetime(2026, 1, 3, 9, 0, tzinfo=PARIS), "commandée à Noël", "2025-12-25 past", ""),
        (datetime(2027, 5, 1, 9, 0, tzinfo=PARIS), "pour la fête des mères", "2027-05-30", ""),
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


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("le lendemain", "2025-02-04"),
        ("la veille", "2025-02-02"),
        ("le mardi suivant", "2025-02-04"),
        ("le lundi d'après", "2025-02-10"),
        ("finalement samedi", "2025-01-18"),
    ],
)
def test_a_day_may_be_counted_from_another(text: str, day: str) -> None:
    anchor = datetime(2025, 2, 3, tzinfo=UTC).date()
    (moment,) = find_moments(read_text(text, SHORTHAND).folded, NOW, anchor=anchor)
    assert f"{moment.day}" == day


def test_moving_a_booking_names_two_days_and_no_range() -> None:
    assert days(found("décaler du samedi 18 au dimanche 19")) == "2025-01-18 & 2025-01-19"


@pytest.mark.parametrize(
    "piece",
    [
        "demain 18h ", "du 3 au 7 ", "le 3 ", "12h ", "1/2 ", "dans une quinzaine ",
        "entre midi et ", "à la fin du ", "la veille de la ", "half past ", "entre 1 et ",
        "commande du ", "ai eu ", "12-", "semaine du ", " ", "1 ", "quarter to ", "de midi à ",
    ],
)  # fmt: skip
def test_twenty_thousand_characters_of_dates_are_read_at_once(piece: str) -> None:
    folded = fold((piece * 20_000)[:20_000])
    assert keeps_pace(lambda part: find_moments(part, NOW), folded)
