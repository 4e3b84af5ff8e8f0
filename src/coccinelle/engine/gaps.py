"""What the pages of a business lack: the questions nobody's page answers yet, most asked first."""

from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from coccinelle.core import page_search
from coccinelle.engine.desk import Desk
from coccinelle.store import gaps
from coccinelle.store.gaps import GapRow


@dataclass(frozen=True, slots=True)
class Gap:
    """question: as it was asked last; count: how often; last_at: when last."""

    question: str
    count: int
    last_at: datetime


def lacking(desk: Desk, at_most: int | None = None) -> list[Gap]:
    """The same words in another order are the same question; what a page answers now is no gap."""
    with desk.transaction() as connection:
        rows = gaps.open_ones(connection)
    by_words: dict[frozenset[str], list[GapRow]] = {}
    for row in rows:
        by_words.setdefault(page_search.meaning(row.question), []).append(row)
    found = [Gap(same[0].question, len(same), same[0].at) for same in by_words.values()]
    ranked = sorted(found, key=lambda gap: -gap.count)
    left = (gap for gap in ranked if desk.knowledge.find(gap.question) is None)
    return list(islice(left, at_most))
