"""Times as a shop says them, in the business's own zone and the member's language."""

from datetime import date, datetime

from coccinelle.web.i18n import Spoken, _, count, tongue

_NEAR = Spoken({"0": "aujourd'hui", "1": "demain", "-1": "hier"})


def clock(at: datetime) -> str:
    """10h15, 18h; 10:15am."""
    return str(tongue().clock(at.time()))


def moment(at: datetime, now: datetime) -> str:
    """aujourd'hui à 10h15, jeudi 16 janvier à 10h15."""
    return _("{day} à {time}", day=day(at.date(), now.date()), time=clock(at))


def day_title(day: date, today: date) -> str:
    """Aujourd'hui, jeudi 16 janvier."""
    near = _NEAR.get(str((day - today).days))
    full = tongue().full_day(day, today)
    title = f"{near}, {full}" if near else full
    return title[0].upper() + title[1:]


def day(day: date, today: date) -> str:
    """demain, jeudi 16 janvier."""
    return _NEAR.get(str((day - today).days)) or str(tongue().full_day(day, today))


def short(at: datetime, now: datetime) -> str:
    """As a list says it: the hour today, else the day."""
    days = (now.date() - at.date()).days
    if days <= 0:
        return clock(at)
    if days == 1:
        return _NEAR["-1"]
    return f"{at.day:02d}/{at.month:02d}" if at.year == now.year else f"{at:%d/%m/%y}"


def left(until: datetime, now: datetime) -> str:
    """What is left before a deadline: 12 min, 3 h 05, 2 jours; empty once it is over."""
    minutes = int((until - now).total_seconds() // 60)
    if minutes < 0:
        return ""
    if minutes < 60:
        return _("{n} min", n=minutes)
    if minutes < 48 * 60:
        return _("{h} h {min}", h=minutes // 60, min=f"{minutes % 60:02d}")
    return count("{n} jour", "{n} jours", minutes // (24 * 60))
