"""Typography gives way when it costs a segment; accents never do."""

import pytest

from coccinelle.kit import sms
from coccinelle.replies.sms_text import fit

LONG = "Votre commande est en route et arrive demain avant midi chez vous. "


def test_typography_that_costs_nothing_is_kept() -> None:
    assert fit("Bonjour Julie\u00a0! C’est prêt.") == "Bonjour Julie\u00a0! C’est prêt."


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("C’est l‘heure", "C'est l'heure"),
        ("la « robe » bleue", 'la "robe" bleue'),
        ("la «\u00a0robe\u00a0» bleue", 'la "robe" bleue'),
        ("la “robe” bleue", 'la "robe" bleue'),
        ("14\u202fh\u00a0?", "14 h ?"),
        ("10 h – 19 h — lundi…", "10 h - 19 h - lundi..."),
        ("passe\u2011partout", "passe-partout"),
        ("sur\u00adprise\u200b", "surprise"),
        ("ma sœur, n° 24", "ma soeur, no 24"),
        ("e\u0301te\u0301", "été"),
    ],
)
def test_what_costs_a_segment_is_folded(written: str, plain: str) -> None:
    folded = fit(LONG + written)
    assert folded == LONG + plain
    assert sms.segments(folded) == 1


@pytest.mark.parametrize("accents", ["être reçu à l'hôtel", "château, gâté, forêt, maïs, Noël"])
def test_accents_stay_whatever_they_cost(accents: str) -> None:
    assert fit(LONG + accents) == LONG + accents


def test_a_ligature_stays_when_another_letter_costs_the_segment_anyway() -> None:
    assert fit(LONG + "prêt, sœur") == LONG + "prêt, sœur"


@pytest.mark.parametrize("text", ["", "a", "’" * 400, "« " * 300, "é" * 500, "…" * 200])
def test_folding_never_adds_a_segment(text: str) -> None:
    assert sms.segments(fit(text)) <= sms.segments(text)
