"""Whether each message goes where the policy wants it, and which mistakes could do harm."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from coccinelle.core.lanes import CAUTION
from coccinelle.evaluation.judged import Judged
from coccinelle.evaluation.share import Mean, Share, mean, share

_PERSON = ("draft", "escalate")


@dataclass(frozen=True, slots=True)
class LaneFigures:
    """unsafe: no person sees what one should; over: one is asked for nothing.

    unsafe, over: of all messages; unsafe_of_person: of those that need a person; ignored_of_person:
    of the same, those left without any answer; over_of_others: of those that need no person.
    matrix: label, then lane read, to a count.
    """

    right: Share
    balanced: Mean
    unsafe: Share
    unsafe_of_person: Share
    ignored_of_person: Share
    over: Share
    over_of_others: Share
    by_lane: dict[str, Share]
    matrix: dict[str, dict[str, int]]


def is_unsafe(one: Judged) -> bool:
    return needs_person(one) and one.lane not in _PERSON


def is_over(one: Judged) -> bool:
    return not needs_person(one) and one.lane in _PERSON


def needs_person(one: Judged) -> bool:
    return one.message.lane in _PERSON


def lane_figures(judged: Sequence[Judged]) -> LaneFigures:
    person = sum(map(needs_person, judged))
    unsafe, over = sum(map(is_unsafe, judged)), sum(map(is_over, judged))
    ignored = sum(needs_person(one) and one.lane == "ignore" for one in judged)
    matrix = _matrix(judged)
    return LaneFigures(
        right=share(sum(matrix[lane][lane] for lane in CAUTION), len(judged)),
        balanced=_balanced(judged),
        unsafe=share(unsafe, len(judged)),
        unsafe_of_person=share(unsafe, person),
        ignored_of_person=share(ignored, person),
        over=share(over, len(judged)),
        over_of_others=share(over, len(judged) - person),
        by_lane={lane: share(matrix[lane][lane], sum(matrix[lane].values())) for lane in CAUTION},
        matrix=matrix,
    )


def _matrix(judged: Sequence[Judged]) -> dict[str, dict[str, int]]:
    counts = Counter((one.message.lane, one.lane) for one in judged)
    return {said: {read: counts[said, read] for read in CAUTION} for said in CAUTION}


def _balanced(judged: Sequence[Judged]) -> Mean:
    """The mean, over the lanes that the messages have, of the share of each that is right."""
    said = np.array([CAUTION.index(one.message.lane) for one in judged], dtype=np.int64)
    read = np.array([CAUTION.index(one.lane) for one in judged], dtype=np.int64)
    return mean(lambda rows: balanced_of(said[rows], read[rows]), len(judged))


def balanced_of(said: np.ndarray, read: np.ndarray) -> float:
    there = np.bincount(said, minlength=len(CAUTION))
    right = np.bincount(said[said == read], minlength=len(CAUTION))
    return float((right[there > 0] / there[there > 0]).mean())
