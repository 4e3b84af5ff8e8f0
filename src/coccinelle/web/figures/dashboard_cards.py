"""The cards of the dashboard: one big figure each, what it rests on, how it went day by day."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from coccinelle.core.day_count import DayCount
from coccinelle.core.results import Report, times
from coccinelle.web.figures.figure_words import (
    VERDICTS,
    WAYS,
    a_week,
    duration,
    minutes,
    money,
    percent,
    rate,
    rests_on,
)
from coccinelle.web.i18n import _, count, pair

WIDTH, HEIGHT = 100, 24  # of a sparkline, whatever its size on the page
ENOUGH_TO_DRAW = 3


@dataclass(frozen=True, slots=True)
class Card:
    """rests_on: the number under the figure. spark: points of a line. used: of a ceiling, 0 to
    100."""

    label: str
    value: str
    rests_on: str
    notes: tuple[str, ...] = ()
    spark: str = ""
    used: int | None = None


def of_today(found: Report) -> tuple[Card, ...]:
    answers = found.response["automatic"]
    waiting = count("{n} attend encore", "{n} attendent encore", found.unanswered)
    return (
        Card(
            _("Messages reçus"),
            str(found.received),
            waiting if found.unanswered else _("personne n'attend"),
        ),
        Card(_("Temps de réponse"), duration(answers.p50), _("médiane, n = {n}", n=answers.n)),
        Card(
            _("Répondues par l'assistant seul"),
            rate(found.involvement),
            rests_on(found.involvement),
        ),
        Card(_("Temps gagné"), minutes(found.minutes_saved), _("estimé")),
    )


def of_period(
    found: Report, days: Sequence[DayCount], month: Report, a_request: tuple[float, float]
) -> tuple[Card, ...]:
    """a_request: the fewest and the most minutes that one is taken for."""
    return (
        _response(found, days),
        Card(
            _("Répondues par l'assistant seul"),
            rate(found.involvement),
            rests_on(found.involvement),
            (_("des demandes ; repère de la mission : 70 %"),),
            _spark(days, lambda day: _part(sum(day.verdicts.values()), sum(day.ways.values()))),
        ),
        _right(found, days),
        _errors(found),
        Card(
            _("Satisfaction"),
            rate(found.satisfaction),
            rests_on(found.satisfaction),
            (count("{n} client interrogé", "{n} clients interrogés", found.satisfaction_asked),),
        ),
        _saved(found, days, month, a_request),
    )


def of_sms(spent_cents: float, ceiling_cents: float, segments: int) -> Card:
    """Of this month; the owner's alone."""
    used = round(min(spent_cents / ceiling_cents, 1) * 100) if ceiling_cents else None
    return Card(
        _("SMS de l'assistant, ce mois-ci"),
        money(spent_cents),
        _("plafond : {ceiling}", ceiling=money(ceiling_cents)),
        (count("{n} segment en tout ce mois-ci", "{n} segments en tout ce mois-ci", segments),),
        used=used,
    )


def _response(found: Report, days: Sequence[DayCount]) -> Card:
    answers = found.response["automatic"]
    others = " · ".join(
        pair(WAYS[way], duration(found.response[way].p50)) for way in ("validated", "by_hand")
    )
    slowest = (
        _("95 % en {time} au plus", time=duration(answers.p95))
        if answers.p95 is not None
        else _("n trop petit pour les 95 %")
    )
    return Card(
        _("Temps de réponse automatique"),
        duration(answers.p50),
        _("médiane, n = {n}", n=answers.n),
        (slowest, others, _("Avant : 15 min en moyenne, d'après la mission ; non mesuré ici")),
        _spark(days, lambda day: times(day.tenths.get("automatic", {})).p50),
    )


def _right(found: Report, days: Sequence[DayCount]) -> Card:
    """Evidence and silence stay two figures."""
    others = (
        pair(VERDICTS[name], found.verdicts[name]) for name in ("assumed", "reopened", "pending")
    )
    return Card(
        _("Justes, preuve à l'appui"),
        str(found.verdicts["verified"]),
        count(
            "de {n} réponse automatique", "de {n} réponses automatiques", found.involvement.count
        ),
        tuple(others),
        _spark(days, lambda day: day.verdicts.get("verified", 0)),
    )


def _errors(found: Report) -> Card:
    low, high = (percent(one) for one in found.errors_between)
    between = _("entre {low} et {high}, à 95 %", low=low, high=high)
    return Card(
        _("Erreurs signalées"),
        rate(found.errors),
        rests_on(found.errors),
        (between,) if found.errors.of else (),
    )


def _saved(
    found: Report, days: Sequence[DayCount], month: Report, a_request: tuple[float, float]
) -> Card:
    """a_request: the fewest and the most minutes that one is taken for."""
    least, most = a_request
    week = found.hours_a_week
    return Card(
        _("Temps gagné"),
        minutes(found.minutes_saved),
        count("estimé sur {n} demande", "estimé sur {n} demandes", found.involvement.of),
        (
            _("moins d'une semaine de recul") if week is None else a_week(week),
            _("ce mois-ci : {time}", time=minutes(month.minutes_saved)),
            _(
                "à raison de {least} à {most} min par demande, selon sa sorte",
                least=f"{least:g}",
                most=f"{most:g}",
            ),
        ),
        _spark(days, lambda day: day.minutes_saved),
    )


def _part(n: int, of: int) -> float | None:
    return n / of if of else None


def _spark(days: Sequence[DayCount], value: Callable[[DayCount], float | None]) -> str:
    """Nothing under three days, or weeks, with something to show."""
    found = [(n, one) for n, day in enumerate(days) if (one := value(day)) is not None]
    if len(found) < ENOUGH_TO_DRAW:
        return ""
    across = WIDTH / max(1, len(days) - 1)
    tall = max(one for _n, one in found)
    if not tall:
        return ""
    return " ".join(f"{n * across:.1f},{HEIGHT - 1 - one / tall * 22:.1f}" for n, one in found)
