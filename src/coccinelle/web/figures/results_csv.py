"""The figures of each day as a file for a spreadsheet."""

from collections.abc import Iterable

from coccinelle.core.day_count import DayCount
from coccinelle.core.results import MISSION, times
from coccinelle.core.verdicts import SATISFIED, Verdict
from coccinelle.kit.spreadsheet import Cell, as_csv
from coccinelle.web.figures.figure_words import VERDICTS, WAYS
from coccinelle.web.i18n import _


def days_as_csv(days: Iterable[DayCount], *, segment_cents: float, with_cost: bool) -> bytes:
    """segment_cents: the business's price of an SMS segment. with_cost: for the owner."""
    head = [*_head(), *(_cost_head() if with_cost else ())]
    rows = ([*_row(day), *(_cost(day, segment_cents) if with_cost else ())] for day in days)
    return as_csv([head, *rows])


def _head() -> tuple[str, ...]:
    return (
        _("jour"), _("messages reçus"), *(WAYS[way] for way in MISSION),
        _("sans réponse à ce jour"), _("sans réponse nécessaire"),
        _("réponse automatique, médiane (s)"),
        _("réponse automatique, 95 % (s)"), *(VERDICTS[name] for name in _VERDICTS),
        _("clients interrogés"), _("avis reçus"), _("satisfaits"), _("minutes gagnées, estimées"),
    )  # fmt: skip


def _row(day: DayCount) -> tuple[Cell, ...]:
    taken = times(day.tenths.get("automatic", {}))
    return (
        day.day.isoformat(), day.received, *(day.ways.get(way, 0) for way in MISSION),
        day.unanswered, day.no_answer_needed, taken.p50, taken.p95,
        *(day.verdicts.get(name, 0) for name in _VERDICTS),
        day.asked, sum(day.scores.values()),
        sum(n for score, n in day.scores.items() if score >= SATISFIED), float(day.minutes_saved),
    )  # fmt: skip


def _cost_head() -> tuple[str, ...]:
    return _("segments SMS"), _("SMS (€)"), _("modèle de langage (€)")


def _cost(day: DayCount, segment_cents: float) -> tuple[Cell, ...]:
    return day.sms_segments, day.sms_segments * segment_cents / 100, day.model_cents / 100


_VERDICTS: tuple[Verdict, ...] = ("verified", "assumed", "reopened", "corrected", "pending")
