"""Stored values in a member's words."""

from datetime import datetime
from typing import Any

import pytest

from coccinelle.web.values import fact_value

NOW = datetime.fromisoformat("2025-01-16T10:15:00+01:00")
DAY = [["10:00:00", "13:00:00"], ["14:30:00", "19:00:00"]]


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("hours", [["10:00:00", "19:00:00"]], "de 10h à 19h"),
        ("hours", DAY, "de 10h à 13h et de 14h30 à 19h"),
        ("hours", [[["10:00:00", "19:00:00"]]] * 6 + [[]], "lundi"),
        ("hours", [["monday", [["10:00:00", "19:00:00"]]]], "lundi"),
        ("price", 490, "4,90"),
        ("date", "2025-01-17", "demain"),
        ("moment", "pas une heure", "pas une heure"),
    ],
)
def test_a_fact_is_shown_as_it_is_said(kind: str, value: Any, shown: str) -> None:
    assert shown in fact_value(kind, value, NOW).casefold()
