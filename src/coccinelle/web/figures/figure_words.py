"""Figures in the member's language: each percentage with the number it rests on."""

from coccinelle.core import results_words
from coccinelle.core.results import Share
from coccinelle.web.i18n import Spoken, _, language, price

WAYS = Spoken({
    "automatic": "en automatique", "validated": "après validation", "by_hand": "à la main",
})  # fmt: skip
VERDICTS = Spoken({
    "verified": "justes, preuve à l'appui", "assumed": "supposées justes", "reopened": "rouvertes",
    "corrected": "corrigées", "pending": "trop récentes",
})  # fmt: skip


def percent(rate: float) -> str:
    return _local(results_words.percent(rate))


def duration(seconds: float | None) -> str:
    """A dash when there is none."""
    return "–" if seconds is None else _local(results_words.duration(seconds))


def minutes(value: float) -> str:
    return duration(round(value) * 60) if round(value) else _("0 min")


def a_week(hours: float) -> str:
    """By the tenth of an hour from one hour on, in minutes below."""
    said = minutes(hours * 60) if hours < 1 else _local(f"{hours:.1f} h".replace(".", ","))
    return _("{time} par semaine", time=said)


def money(cents: float) -> str:
    return price(round(cents))


def rate(share: Share) -> str:
    """The percentage alone, or the numbers when they are too few to make one."""
    return percent(share.rate) if share.rate is not None else counted(share)


def counted(share: Share) -> str:
    return _("{n} sur {of}", n=share.count, of=share.of) if share.of else "–"


def rests_on(share: Share) -> str:
    """What stands under the rate."""
    if not share.of:
        return _("aucune pour l'instant")
    return counted(share) if share.rate is not None else _("n trop petit pour un pourcentage")


def _local(said: str) -> str:
    """A number and its unit stay on one line."""
    english = said.replace(",", ".").replace(" %", "%")
    return (english if language() == "en" else said).replace(" ", "\u00a0")
