"""The next French public holidays, each once."""

from datetime import date

from coccinelle.core.public_holidays import to_come


def test_the_holidays_of_the_year_to_come_are_named_in_order() -> None:
    found = to_come(date(2026, 11, 30))
    assert found[0] == (date(2026, 12, 25), "Noël")
    assert {day for day, _ in found} >= {date(2027, 3, 29), date(2027, 5, 6), date(2027, 5, 17)}
    assert len(found) == 11


def test_today_is_one_of_them() -> None:
    assert to_come(date(2026, 5, 1))[0] == (date(2026, 5, 1), "Fête du Travail")
