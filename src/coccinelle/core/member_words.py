"""Days and hours as a member reads them, in French: "demain 14h", "samedi", "le 25/01".

What is still read another day says its day in full: "vendredi 17 janvier 14h".
"""

from datetime import date, datetime

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
A_WEEK = 7  # days: "samedi" alone is never further away


def clock(at: datetime) -> str:
    return f"{at.hour}h{at.minute:02d}" if at.minute else f"{at.hour}h"


def price(cents: int) -> str:
    """89 €, 89,90 €."""
    euros, rest = divmod(cents, 100)
    return f"{euros},{rest:02d} €" if rest else f"{euros} €"


def shortened(text: str, length: int) -> str:
    """Between two words, with the sign that something is left out."""
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def day(value: date, today: date) -> str:
    away = (value - today).days
    near = {0: "aujourd'hui", 1: "demain", -1: "hier"}
    if away in near:
        return near[away]
    return DAYS[value.weekday()] if 0 < away < A_WEEK else f"le {value:%d/%m}"


def moment(at: datetime, now: datetime) -> str:
    return f"{day(at.date(), now.date())} {clock(at)}"


def lasting(at: datetime) -> str:
    """As true tomorrow as it is now: for what is kept."""
    number = "1er" if at.day == 1 else str(at.day)
    return f"{DAYS[at.weekday()]} {number} {MONTHS[at.month - 1]} {clock(at)}"
