"""Days and hours as a member reads them, in French: "demain 14h", "samedi", "le 25/01"."""

from datetime import date, datetime

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
A_WEEK = 7  # days: "samedi" alone is never further away


def clock(at: datetime) -> str:
    return f"{at.hour}h{at.minute:02d}" if at.minute else f"{at.hour}h"


def price(cents: int) -> str:
    """89 €, 89,90 €."""
    euros, rest = divmod(cents, 100)
    return f"{euros},{rest:02d} €" if rest else f"{euros} €"


def day(value: date, today: date) -> str:
    away = (value - today).days
    near = {0: "aujourd'hui", 1: "demain", -1: "hier"}
    if away in near:
        return near[away]
    return DAYS[value.weekday()] if 0 < away < A_WEEK else f"le {value:%d/%m}"


def moment(at: datetime, now: datetime) -> str:
    return f"{day(at.date(), now.date())} {clock(at)}"
