"""The right to withdraw from a purchase made at a distance, as French law counts it: pure.

Fourteen days, no reason asked (code de la consommation, L221-18). The day of receipt does not
count, the last one ends at midnight, and moves to the next working day when it is a Saturday, a
Sunday or a public holiday (L221-19). It is not the shop's own policy, and never mixed with it.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Literal
from zoneinfo import ZoneInfo

from holidays import country_holidays

from coccinelle.core.catalogue import Product
from coccinelle.core.orders import Order

DAYS = 14  # L221-18; a shop may give more, never less
SEND_BACK_DAYS = 14  # L221-23, from the day it is said
REFUND_DAYS = 14  # L221-24, from the day the shop is told

Right = Literal["open", "not_received", "over", "in_shop"]

# L221-28: what is made to measure, perishable, or unsealed and not taken back for hygiene.
EXCEPTIONS: dict[str, str] = {
    "sur mesure": "fait sur mesure",
    "personnalisé": "personnalisé",
    "périssable": "périssable",
    "lingerie": "hygiène, s'il a été descellé",
    "culottes": "hygiène, s'il a été descellé",
    "sous-vêtements": "hygiène, s'il a été descellé",
    "maillots de bain": "hygiène, s'il a été descellé",
    "boucles d'oreilles percées": "hygiène, s'il a été descellé",
    "cosmétiques": "hygiène, s'il a été descellé",
}

_WHETHER = re.compile(
    r"\b(?:puis[- ]je|est[- ]ce que je peux|je peux|peut[- ]on|on peut|can i|may i)\s+"
    r"(?:\w+\s+){0,2}?(?:rétract|retract|withdraw)\w*[^.!]*\?",
    re.IGNORECASE,
)
_DECLARED = re.compile(r"(?<!-)\bje (?:(?:souhaite|veux|voudrais) )?me rétracte\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Counted from the day the customer said it. refund_by: the shop may wait for the goods or
    for the proof that they were sent, whichever comes first, but not pay later than this."""

    send_back_by: date
    refund_by: date


def asks_whether(text: str) -> bool:
    """ "puis-je me rétracter ?" asks about the right; "je me rétracte" uses it."""
    return _WHETHER.search(text) is not None and not _DECLARED.search(text)


def right_of(order: Order, *, days: int, now: datetime, zone: ZoneInfo) -> Right:
    """days: the shop's own, when it gives more than the law."""
    if order.status == "delivered" and order.is_from_the_shop:
        return "in_shop"
    if order.status != "delivered":
        return "not_received"  # it may be said from the order on
    received = order.delivered_at or now
    return "open" if now.astimezone(zone).date() <= last_day(received, days, zone) else "over"


def last_day(received: datetime, days: int, zone: ZoneInfo) -> date:
    """received: of the last parcel."""
    return next_working_day(received.astimezone(zone).date() + timedelta(days=max(days, DAYS)))


def deadlines(said_at: datetime, zone: ZoneInfo) -> Deadlines:
    day = said_at.astimezone(zone).date()
    return Deadlines(day + timedelta(days=SEND_BACK_DAYS), day + timedelta(days=REFUND_DAYS))


def next_working_day(day: date) -> date:
    while day.weekday() >= 5 or day in _holidays(day.year):
        day += timedelta(days=1)
    return day


def exception_of(product: Product | None) -> str | None:
    """Why the right may not apply to it, in a member's words; a member decides."""
    if product is None:
        return None
    words = {product.category.casefold(), *(tag.casefold() for tag in product.tags)}
    return next((why for word, why in EXCEPTIONS.items() if word in words), None)


@cache
def _holidays(year: int) -> frozenset[date]:
    return frozenset(country_holidays("FR", years=year))
