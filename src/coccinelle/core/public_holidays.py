"""French public holidays to come: proposed as days off, never decided."""

from datetime import date, timedelta

from holidays import country_holidays

AHEAD = 370  # days: each of them once


def to_come(today: date, language: str = "fr") -> tuple[tuple[date, str], ...]:
    """Day and name, the next first. Only 1 May must be a day off: a shop says for itself."""
    last = today + timedelta(days=AHEAD)
    spoken = "en_US" if language == "en" else "fr"
    named = country_holidays("FR", years=(today.year, today.year + 1), language=spoken)
    return tuple(sorted((day, name) for day, name in named.items() if today <= day < last))
