"""Scenario 1 of the mission, played by a real SMS, and the proof that it went as it must."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import httpx

from coccinelle.core.errors import PermanentError
from coccinelle.demo.shop import MORNING, SHOP_PHONE, DemoShop, move_clock
from coccinelle.main import Installation
from coccinelle.store import cases, commitments, holds, stock

JULIE = "+33639980001"
PATIENCE = 20.0  # seconds for one reply
QUESTION = "Bonjour, la robe fleurie bleue que vous avez postée hier, vous l'avez en taille 38 ? 😍"
CONFIRMATION = "Oui merci ! Je passe ce soir vers 17h !"
CONFIRMED_AT = MORNING + timedelta(minutes=5)
REMINDED_AT = MORNING.replace(hour=16, minute=0)
HELD_UNTIL = MORNING.replace(day=17, hour=18, minute=0)


@dataclass(frozen=True, slots=True)
class Line:
    """One message as it was seen at the provider; seconds: real time since what it answers."""

    at: datetime
    who: str
    text: str
    seconds: float | None = None


def play(place: Installation, shop: DemoShop, double_url: str) -> Iterator[Line]:
    """Yields each message as it passes. Raises PermanentError when a reply does not come."""
    with httpx.Client(base_url=double_url, timeout=10) as double:
        for at, text in ((MORNING, QUESTION), (CONFIRMED_AT, CONFIRMATION)):
            move_clock(place, shop, at)
            yield Line(at, "Julie", text)
            yield _answered(double, shop, at, text)
        move_clock(place, shop, REMINDED_AT)
        yield _awaited(double, REMINDED_AT, already=2)


def faults(place: Installation, shop: DemoShop) -> list[str]:
    """What is not as the mission says; empty when all of it is."""
    with place.database.transaction(shop.business_id) as connection:
        held = [h for h in holds.all_of(connection) if h.product_ref == "RF-2847"]
        level = next(x for x in stock.levels(connection, "RF-2847", MORNING) if x.size == "38")
        promises = {c.kind: c for c in commitments.all_of(connection)}
        feed = [n.text for n in cases.notifications(connection)]
    expected = {
        "one hold until 17/01 18:00": [h.until for h in held] == [HELD_UNTIL],
        "one left, one reserved": (level.available, level.reserved) == (1, 1),
        "a reminder at 16:00, sent": "reminder" in promises
        and promises["reminder"].due_at == REMINDED_AT
        and promises["reminder"].status == "done",
        "Sarah's feed": "Réservation créée pour Julie - Robe RF-2847 T38" in feed,
    }
    return [what for what, is_so in expected.items() if not is_so]


def _answered(double: httpx.Client, shop: DemoShop, at: datetime, text: str) -> Line:
    already = len(_replies(double))
    inbound = {"to_url": shop.webhook_url, "from": JULIE, "to": SHOP_PHONE, "body": text}
    started = time.perf_counter()
    double.post("/_sandbox/inbound", json=inbound).raise_for_status()
    return _awaited(double, at, already=already, started=started)


def _awaited(
    double: httpx.Client, at: datetime, *, already: int, started: float | None = None
) -> Line:
    since = time.perf_counter() if started is None else started
    while len(replies := _replies(double)) <= already:
        if time.perf_counter() - since > PATIENCE:
            raise PermanentError(f"No SMS left within {PATIENCE:.0f} s.")
        time.sleep(0.02)
    taken = time.perf_counter() - since
    return Line(at, "Coccinelle", replies[already], None if started is None else taken)


def _replies(double: httpx.Client) -> list[str]:
    messages = double.get("/_sandbox/messages").json()
    return [m["body"] for m in messages if m["direction"].startswith("outbound")]
