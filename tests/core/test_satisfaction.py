"""What counts as a mark, and who is drawn to be asked for one."""

import pytest

from coccinelle.core.satisfaction import NO, YES, Mark, is_drawn, mark_of


@pytest.mark.parametrize(
    ("text", "score", "rest"),
    [
        ("1", YES, ""),
        ("2", NO, ""),
        (" 1. ", YES, ""),
        ("Oui", YES, ""),
        ("Oui merci beaucoup !", YES, ""),
        ("1 (oui)", YES, ""),
        ("1, merci et bonne soirée", YES, "merci et bonne soirée"),
        ("non", NO, ""),
        ("No thanks", NO, ""),
        ("5", 5, ""),
        ("4/5", 4, ""),
        ("3 !", 3, ""),
        ("Réponse : 2", NO, ""),
        ("👍", YES, ""),
        ("👍🏽 merci", YES, ""),
        ("👎", NO, ""),
        ("2, et vous ouvrez quand ?", NO, "vous ouvrez quand ?"),
        ("2 et vous ouvrez quand ?", NO, "vous ouvrez quand ?"),
        ("1\nvous avez la robe en 38 ?", YES, "vous avez la robe en 38 ?"),
        ("Oui ! Vous fermez à quelle heure ?", YES, "Vous fermez à quelle heure ?"),
    ],
)
def test_a_mark_is_heard_with_what_is_said_besides(text: str, score: int, rest: str) -> None:
    assert mark_of(text) == Mark(score, rest)


@pytest.mark.parametrize(
    "text",
    ["", "2 robes svp", "1 robe en 38 ?", "16h ça va", "38", "12", "6", "2ème choix", "2901",
     "1h de retard", "1-2 jours", "oui je voudrais la bleue", "nonobstant", "STOP",
     "vous ouvrez quand ?", "5€ de frais ?", "1.50 de monnaie"],
)  # fmt: skip
def test_another_message_is_no_mark(text: str) -> None:
    assert mark_of(text) is None


def test_the_same_exchange_is_always_drawn_or_never() -> None:
    drawn = [n for n in range(2000) if is_drawn(f"{n}:2025-01-16", 0.2)]
    assert drawn == [n for n in range(2000) if is_drawn(f"{n}:2025-01-16", 0.2)]
    assert 340 <= len(drawn) <= 460
    assert not any(is_drawn(str(n), 0) for n in range(100))
    assert all(is_drawn(str(n), 1) for n in range(100))
