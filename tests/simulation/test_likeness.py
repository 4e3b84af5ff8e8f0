"""Which values a script's author means."""

from zoneinfo import ZoneInfo

import pytest

from coccinelle.simulation.likeness import fold, is_alike

PARIS = ZoneInfo("Europe/Paris")
AT = "2025-01-17T18:00:01.500000+01:00"


@pytest.mark.parametrize(
    ("expected", "found", "key"),
    [
        ("2025-01-17T18:00", AT, "until"),
        ("2025-01-17 18:00:01", AT, "until"),
        ("2025-01-17T17:00Z", AT, "until"),
        ("2025-01-17", AT, "until"),
        ("1", 1, "quantity"),
        ("38", "38", "size"),
        ("rf-2847-38", "RF-2847-38", "sku"),
        ("06 39 98 00 01", "+33639980001", "address"),
        ("julie", "Julie Mercier", "contact"),
        ("Réservation créée", "Réservation créée pour Julie - Robe", "text"),
        ({"number": "1"}, {"number": "1", "status": "shipped"}, ""),
    ],
)
def test_alike(expected: object, found: object, key: str) -> None:
    assert is_alike(expected, found, PARIS, key)


@pytest.mark.parametrize(
    ("expected", "found", "key"),
    [
        ("2025-01-17T18:01", AT, "until"),
        ("2025-01-17T18:00Z", AT, "until"),
        ("2025-01-17T18:00:02", AT, "until"),
        ("2025-01-18", AT, "until"),
        ("2", 1, "quantity"),
        ("one", 1, "quantity"),
        ("3", "38", "size"),
        ("Robe", "Robe fleurie", "product"),
        ([{"kind": "line"}], [], "changes"),
        ({"size": "38"}, {"sku": "A"}, ""),
    ],
)
def test_not_alike(expected: object, found: object, key: str) -> None:
    assert not is_alike(expected, found, PARIS, key)


def test_typography_does_not_count_but_accents_do() -> None:
    assert fold("Jusqu’à  18 H !") == fold("jusqu'à 18 h !")
    assert fold("côté") != fold("cote")
