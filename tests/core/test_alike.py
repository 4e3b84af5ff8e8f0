"""Questions that mean the same are one; those that only look alike are not."""

import pytest

from coccinelle.core.alike import grouped


@pytest.mark.parametrize(
    ("one", "other", "are_one"),
    [
        ("Vous brodez les prénoms ?", "les prénoms, vous brodez ?", True),
        (
            "Faites-vous des retouches de pantalon ?",
            "vous faites les retouches pantalons svp",
            True,
        ),
        ("Vous retouchez les robes ?", "Vous retouchez les pantalons ?", False),
        ("Livrez-vous en Belgique ?", "Livrez-vous en Corse ?", False),
        ("Le parking est ouvert ?", "Le parking est ouvert le dimanche ?", False),
        ("??", "!!", False),
    ],
)
def test_pairs(one: str, other: str, are_one: bool) -> None:
    assert (len(grouped([one, other])) == 1) is are_one


def test_three_thousand_questions_are_grouped_without_comparing_all_of_them() -> None:
    asked = [f"Vendez-vous le produit numero{n} avec option{n % 50} ?" for n in range(3000)]
    assert len(grouped(asked)) == 3000
