"""The figures as a member reads them, in French: each percentage with the number it rests on."""

from dataclasses import dataclass

from coccinelle.core.results import MISSION, Report, Share, Times
from coccinelle.core.verdicts import Verdict, Way

TOO_FEW = "n trop petit"
NONE = "aucun"
WAYS: dict[Way, str] = {
    "automatic": "en automatique",
    "validated": "après validation",
    "by_hand": "à la main",
}
VERDICTS: dict[Verdict, str] = {
    "verified": "Justes, preuve à l'appui",
    "assumed": "Supposées justes : aucun signe en 72 h",
    "reopened": "Rouvertes : le client a redemandé, ou n'est pas satisfait",
    "corrected": "Corrigées par l'équipe",
    "pending": "Trop récentes pour le dire",
}


@dataclass(frozen=True, slots=True)
class Section:
    """rows: what it is, and its value."""

    title: str
    rows: tuple[tuple[str, str], ...]


def sections(found: Report) -> tuple[Section, ...]:
    return (
        Section("Demandes", _requests(found)),
        Section("Temps de réponse", tuple((f"Réponses {WAYS[w]}", times(found.response[w]))
                                          for w in WAYS)),
        Section("Répartition", tuple((f"Traitées {WAYS[w]}", _lane(found, w)) for w in WAYS)),
        Section("Automatisation", _automation(found)),
        Section("Réponses automatiques", _verdicts(found)),
        Section("Satisfaction", _satisfaction(found)),
        Section("Temps gagné et coût", _worth(found)),
    )  # fmt: skip


def share(value: Share) -> str:
    """72 % (36 sur 50); without a percentage when there are too few."""
    if not value.of:
        return NONE
    counted = f"{value.count} sur {value.of}"
    return f"{TOO_FEW} ({counted})" if value.rate is None else f"{percent(value.rate)} ({counted})"


def percent(rate: float) -> str:
    """72 %, 0,4 %: one decimal where it matters."""
    value = rate * 100
    text = f"{value:.1f}" if value < 10 else f"{value:.0f}"
    return f"{text.removesuffix('.0')} %".replace(".", ",")


def times(value: Times) -> str:
    """The median, and what 95 of a hundred did not pass."""
    if value.p50 is None:
        return NONE
    p95 = TOO_FEW if value.p95 is None else duration(value.p95)
    return f"médiane {duration(value.p50)} ; 95 % : {p95} (n = {value.n})"


def duration(seconds: float) -> str:
    """0,4 s, 12 s, 4 min, 2 h 05."""
    if seconds < 10:
        return f"{seconds:.1f} s".replace(".", ",")
    if seconds < 60:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02d}"


def euros(cents: float) -> str:
    return f"{cents / 100:.2f} €".replace(".", ",")


def _requests(found: Report) -> tuple[tuple[str, str], ...]:
    busiest = ", ".join(f"{hour}h-{(hour + 1) % 24}h ({n})" for hour, n in found.busiest)
    return (
        ("Messages reçus", str(found.received)),
        ("Sans réponse nécessaire (merci, démarchage…)", str(found.no_answer_needed)),
        ("Sans réponse à ce jour", str(found.unanswered)),
        ("Heures les plus chargées", busiest or NONE),
    )


def _lane(found: Report, way: Way) -> str:
    return f"{share(found.lanes[way])} ; repère : {percent(MISSION[way])}"


def _automation(found: Report) -> tuple[tuple[str, str], ...]:
    rate = TOO_FEW if found.automation is None else percent(found.automation)
    return (
        ("Implication : répondues par l'assistant seul", share(found.involvement)),
        ("Résolution : de celles-là, ni rouvertes ni corrigées", share(found.resolution)),
        ("Automatisation : implication × résolution", rate),
    )


def _verdicts(found: Report) -> tuple[tuple[str, str], ...]:
    low, high = found.errors_between
    between = f", entre {percent(low)} et {percent(high)} à 95 %" if found.errors.of else ""
    return (
        *((label, str(found.verdicts[name])) for name, label in VERDICTS.items()),
        ("Taux d'erreur signalée", share(found.errors) + between),
    )


def _satisfaction(found: Report) -> tuple[tuple[str, str], ...]:
    return (
        ("Clients interrogés", str(found.satisfaction_asked)),
        ("Satisfaits, parmi ceux qui ont répondu", share(found.satisfaction)),
    )


def _worth(found: Report) -> tuple[tuple[str, str], ...]:
    minutes = round(found.minutes_saved)
    week = found.hours_a_week
    by_week = "moins d'une semaine de recul" if week is None else f"{week:.1f} h".replace(".", ",")
    spent = found.spent
    return (
        ("Temps gagné, estimé", duration(minutes * 60) if minutes else NONE),
        ("Soit par semaine", by_week),
        ("SMS", f"{euros(spent.sms_cents)} (n = {spent.sms_segments} segments)"),
        ("Modèle de langage", euros(spent.model_cents)),
    )
