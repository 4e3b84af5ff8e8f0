"""A set of messages read and judged: every figure of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from coccinelle.core.policy import Policy
from coccinelle.core.turn import Reader
from coccinelle.evaluation.calibration import Calibration, calibration
from coccinelle.evaluation.judged import Judged, judge
from coccinelle.evaluation.labelled import Labelled
from coccinelle.evaluation.lanes import LaneFigures, is_unsafe, lane_figures
from coccinelle.evaluation.requests import RequestFigures, request_figures
from coccinelle.evaluation.share import Share, share
from coccinelle.evaluation.urgency import UrgencyFigures, urgency_figures
from coccinelle.evaluation.values import ValueFigures, matches, value_figures


@dataclass(frozen=True, slots=True)
class Slice:
    """The main figures of the messages of one trade, channel, language or place."""

    main: Share
    lane: Share
    unsafe: Share
    values_found: Share


@dataclass(frozen=True, slots=True)
class Figures:
    messages: int
    requests: RequestFigures
    calibration: Calibration
    lanes: LaneFigures
    urgency: UrgencyFigures
    values: ValueFigures
    language: Share
    by_trade: dict[str, Slice]
    by_channel: dict[str, Slice]
    by_language: dict[str, Slice]
    by_place: dict[str, Slice]


def figures_of(
    messages: Sequence[Labelled], reader: Reader, policy: Policy | None = None
) -> Figures:
    """By the default policy, unless another is given."""
    return figures_of_judged([judge(message, reader, policy or Policy()) for message in messages])


def figures_of_judged(judged: Sequence[Judged]) -> Figures:
    right = sum(one.reading.language == one.message.language for one in judged)
    return Figures(
        messages=len(judged),
        requests=request_figures(judged),
        calibration=calibration(judged),
        lanes=lane_figures(judged),
        urgency=urgency_figures(judged),
        values=value_figures(judged),
        language=share(right, len(judged)),
        by_trade=_by(judged, lambda message: message.sector),
        by_channel=_by(judged, lambda message: message.channel),
        by_language=_by(judged, lambda message: message.language),
        by_place=_by(judged, _place),
    )


def _place(message: Labelled) -> str:
    return "after others" if message.turn.history else "first"


def _by(judged: Sequence[Judged], what: Callable[[Labelled], str]) -> dict[str, Slice]:
    """The largest first."""
    parts: dict[str, list[Judged]] = {}
    for one in judged:
        parts.setdefault(what(one.message), []).append(one)
    ordered = sorted(parts.items(), key=lambda part: -len(part[1]))
    return {name: _slice(part) for name, part in ordered}


def _slice(part: Sequence[Judged]) -> Slice:
    found = [matches(one) for one in part]
    return Slice(
        main=share(sum(one.is_right for one in part), len(part)),
        lane=share(sum(one.lane == one.message.lane for one in part), len(part)),
        unsafe=share(sum(map(is_unsafe, part)), len(part)),
        values_found=share(sum(len(f.right) for f in found), sum(len(f.said) for f in found)),
    )
