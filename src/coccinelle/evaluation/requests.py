"""How well requests are recognised: the main one, the whole set, intent by intent."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from coccinelle.evaluation.judged import Judged
from coccinelle.evaluation.share import Mean, Share, mean, share


@dataclass(frozen=True, slots=True)
class IntentScore:
    """As main request. found: of the messages that say it. kept: of those read so."""

    found: Share
    kept: Share
    f1: float


@dataclass(frozen=True, slots=True)
class Confusion:
    """of: the messages that say it."""

    said: str
    read: str
    count: int
    of: int


@dataclass(frozen=True, slots=True)
class RequestFigures:
    """found, kept: recall and precision of all the requests of the messages, as sets.
    confusions: of main requests, the most frequent first."""

    main: Share
    found: Share
    kept: Share
    macro_f1: Mean
    by_intent: dict[str, IntentScore]
    confusions: tuple[Confusion, ...]


def request_figures(judged: Sequence[Judged]) -> RequestFigures:
    said = [set(one.message.intents) for one in judged]
    read = [set(one.intents) for one in judged]
    both = sum(len(a & b) for a, b in zip(said, read, strict=True))
    return RequestFigures(
        main=share(sum(one.is_right for one in judged), len(judged)),
        found=share(both, sum(map(len, said))),
        kept=share(both, sum(map(len, read))),
        macro_f1=_macro_f1(judged),
        by_intent=_by_intent(judged),
        confusions=_confusions(judged),
    )


def _macro_f1(judged: Sequence[Judged]) -> Mean:
    """Over the intents that the messages say."""
    pairs = [(one.message.intents[0], one.intents[0]) for one in judged]
    places = {name: at for at, name in enumerate(sorted({n for pair in pairs for n in pair}))}
    said, read = (np.array([places[p[side]] for p in pairs], dtype=np.int64) for side in (0, 1))

    def figure(rows: np.ndarray) -> float:
        return f1_of(said[rows], read[rows], len(places))

    return mean(figure, len(judged))


def f1_of(said: np.ndarray, read: np.ndarray, kinds: int) -> float:
    """said, read: a number under `kinds` for each message."""
    right = np.bincount(said[said == read], minlength=kinds)
    there, given = np.bincount(said, minlength=kinds), np.bincount(read, minlength=kinds)
    present = there > 0
    return float((2 * right[present] / (there + given)[present]).mean())


def _by_intent(judged: Sequence[Judged]) -> dict[str, IntentScore]:
    said = Counter(one.message.intents[0] for one in judged)
    read = Counter(one.intents[0] for one in judged)
    right = Counter(one.intents[0] for one in judged if one.is_right)
    return {
        name: IntentScore(
            share(right[name], said[name]),
            share(right[name], read[name]),
            2 * right[name] / (said[name] + read[name]),
        )
        for name in sorted(said)
    }


def _confusions(judged: Sequence[Judged]) -> tuple[Confusion, ...]:
    said = Counter(one.message.intents[0] for one in judged)
    wrong = Counter((one.message.intents[0], one.intents[0]) for one in judged if not one.is_right)
    ordered = sorted(wrong.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Confusion(a, b, count, said[a]) for (a, b), count in ordered)
