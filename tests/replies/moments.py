"""The moment samples are told at, and facts read then: Thursday 16 January 2025, 10:15."""

from datetime import datetime
from zoneinfo import ZoneInfo

from coccinelle.core.facts import Fact, FactKind

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2025, 1, 16, 10, 15, tzinfo=PARIS)


def at(day: int, hour: int, minute: int = 0, month: int = 1) -> datetime:
    return datetime(2025, month, day, hour, minute, tzinfo=PARIS)


def fact(kind: FactKind, value: object, source: str = "stock") -> Fact:
    return Fact(kind, value, source, NOW)
