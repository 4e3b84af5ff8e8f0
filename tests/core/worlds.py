"""Hours, moments and stock levels for the tables of the core."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from coccinelle.core.hours import OpeningHours, Range
from coccinelle.core.shop import StockLevel

PARIS = ZoneInfo("Europe/Paris")
DAY: tuple[Range, ...] = ((time(10), time(19)),)
SPLIT: tuple[Range, ...] = ((time(10), time(12, 30)), (time(14), time(19)))

# Monday split in two, Tuesday to Saturday whole, closed on Sunday and on Christmas Day.
HOURS = OpeningHours((SPLIT, DAY, DAY, DAY, DAY, DAY, ()), frozenset({date(2025, 12, 25)}), PARIS)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


def level(size: str, available: int, color: str = "bleu", sku: str = "") -> StockLevel:
    name = sku or f"R-{color}-{size}"
    return StockLevel(name, size, color, 8900, available, 0, at("2025-01-16T10:00"))
