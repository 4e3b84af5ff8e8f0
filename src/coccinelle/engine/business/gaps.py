"""What the pages of a business lack: the questions nobody's page answers yet, most asked first."""

from dataclasses import dataclass
from datetime import datetime

from coccinelle.core.alike import grouped
from coccinelle.engine.desk import Desk
from coccinelle.store import gaps
from coccinelle.store.database import Connection
from coccinelle.store.gaps import GapRow


@dataclass(frozen=True, slots=True)
class Gap:
    """question: as it was asked last; wordings: how else; count: how often; last_at: when last."""

    question: str
    wordings: tuple[str, ...]
    count: int
    last_at: datetime


@dataclass(frozen=True, slots=True)
class Gaps:
    """aside: those nobody will write a page for, with how often they were asked, before and since;
    in whatever words a question comes back, it stays there."""

    waiting: list[Gap]
    aside: list[Gap]


def lacking(desk: Desk) -> list[Gap]:
    """Nearly the same words are the same question; what a page answers now is no gap."""
    ranked = _ranked(desk).waiting
    return _unanswered(desk, ranked, len(ranked))


def most_asked(desk: Desk, at_most: int) -> Gaps:
    ranked = _ranked(desk)
    return Gaps(
        _unanswered(desk, ranked.waiting, at_most), _unanswered(desk, ranked.aside, at_most)
    )


def _ranked(desk: Desk) -> Gaps:
    with desk.transaction() as connection:
        rows = gaps.open_ones(connection)
    by_words: dict[str, list[GapRow]] = {}
    for row in rows:
        by_words.setdefault(row.question, []).append(row)
    aside = {row.question for row in rows if row.is_aside}
    ranked = Gaps([], [])
    for same in grouped(by_words):
        (ranked.waiting if aside.isdisjoint(same) else ranked.aside).append(_gap(same, by_words))
    for found in (ranked.waiting, ranked.aside):
        found.sort(key=lambda gap: -gap.count)
    return ranked


def _unanswered(desk: Desk, ranked: list[Gap], at_most: int) -> list[Gap]:
    """The pages are read a few times at most: for twice as many each time."""
    left: list[Gap] = []
    start, size = 0, max(at_most, 1) * 2
    while start < len(ranked) and len(left) < at_most:
        some = ranked[start : start + size]
        answers = desk.knowledge.find_each([gap.question for gap in some])
        left += [gap for gap, answer in zip(some, answers, strict=True) if answer is None]
        start, size = start + size, size * 2
    return left[:at_most]


def alike(connection: Connection, question: str) -> list[str]:
    """Every wording of it that still waits."""
    waiting = [row.question for row in gaps.open_ones(connection)]
    return next(same for same in grouped([*waiting, question]) if question in same)


def _gap(same: list[str], by_words: dict[str, list[GapRow]]) -> Gap:
    rows = [row for one in same for row in by_words[one]]
    return Gap(same[0], tuple(same[1:]), len(rows), max(row.at for row in rows))
