"""Stored values in a member's words: facts, what was understood, what is remembered."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from coccinelle.replies import french
from coccinelle.replies.hours_value import by_day, is_week
from coccinelle.web import words
from coccinelle.web.i18n import _, local, pair, pieces, price, tongue
from coccinelle.web.moments import day_title, moment


def fact_value(kind: str, value: Any, now: datetime) -> str:
    """A fact as it was stored: JSON, so times are text; one that cannot be read is shown as is."""
    if kind == "hours":
        return _hours(value)
    if isinstance(value, list):
        return ", ".join(fact_value(kind, one, now) for one in value)
    try:
        return _WORDED[kind](value, now) if kind in _WORDED else pieces(str(value))
    except (TypeError, ValueError):
        return str(value)


def stored_moment(text: str | None, now: datetime) -> str:
    """An ISO 8601 time in the business's zone; empty for none."""
    return moment(_local(text, now), now) if text else ""


def entity_words(entity: dict[str, Any]) -> str:
    """taille : 38 (« 38 », dans le message)."""
    name, value = str(entity.get("name", "")), entity.get("ref") or entity.get("value", "")
    how = words.HOW.get(str(entity.get("how", "")), "")
    said = f"« {entity['words']} »" if entity.get("words") else ""
    source = ", ".join(part for part in (said, how) if part)
    label, value = words.ENTITIES.get(name, name), _day_words(str(value))
    return pair(label, f"{value} ({source})" if source else value)


def _day_words(value: str) -> str:
    """A day as it is said; anything else as it is."""
    try:
        day = date.fromisoformat(value) if len(value) == len("2025-01-16") else None
    except ValueError:
        day = None
    return str(tongue().full_day(day, day)) if day else value


def memory_lines(memory: dict[str, Any], now: datetime) -> list[str]:
    """What the conversation keeps between two turns."""
    question = memory.get("question") or {}
    asked = words.QUESTIONS.get(question.get("kind", ""), question.get("kind", ""))
    choices = ", ".join(words.CHOICES.get(one, one) for one in question.get("choices") or ())
    told = f"Coccinelle {asked}"
    lines = [pair(told, choices) if choices else told] if asked else []
    for key, label in (
        ("product_ref", _("Article")), ("size", _("Taille")), ("color", _("Couleur"))
    ):  # fmt: skip
        if memory.get(key):
            lines.append(pair(label, memory[key]))
    if memory.get("pickup_at"):
        when = stored_moment(memory["pickup_at"], now)
        lines.append(_("Retrait : {when}", when=when))
    return lines


def _hours(value: list[Any]) -> str:
    """Of one day, or of the whole week."""
    told = _ranges(value)
    return str(tongue().week(by_day(told)) if is_week(told) else tongue().ranges(told))


def _ranges(value: Any) -> Any:
    """As they were before they were stored."""
    if isinstance(value, list):
        return tuple(_ranges(one) for one in value)
    return time.fromisoformat(value) if str(value)[:1].isdigit() else value


def _local(text: str, now: datetime) -> datetime:
    zone = now.tzinfo or ZoneInfo("UTC")
    return datetime.fromisoformat(text).astimezone(zone)


_WORDED = {
    "price": lambda value, now: price(int(value)),
    "moment": lambda value, now: moment(_local(value, now), now),
    "date": lambda value, now: day_title(date.fromisoformat(value), now.date()),
    "time": lambda value, now: str(tongue().clock(time.fromisoformat(value))),
    "percent": lambda value, now: local(french.percent(float(value))),
    "phone": lambda value, now: french.phone(str(value)),
}
