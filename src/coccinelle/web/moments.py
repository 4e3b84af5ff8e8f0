"""Times as a French shop says them, in the business's own zone."""

from datetime import date, datetime

from coccinelle.replies import french

_NEAR = {0: "aujourd'hui", 1: "demain", -1: "hier"}


def clock(at: datetime) -> str:
    """10h15, 18h."""
    return french.clock(at.time())


def moment(at: datetime, now: datetime) -> str:
    """aujourd'hui à 10h15, jeudi 16 janvier à 10h15."""
    return f"{day(at.date(), now.date())} à {clock(at)}"


def day_title(day: date, today: date) -> str:
    """Aujourd'hui, jeudi 16 janvier."""
    near = _NEAR.get((day - today).days)
    full = french.full_day(day, today)
    title = f"{near}, {full}" if near else full
    return title[0].upper() + title[1:]


def day(day: date, today: date) -> str:
    """demain, jeudi 16 janvier."""
    return _NEAR.get((day - today).days) or french.full_day(day, today)
