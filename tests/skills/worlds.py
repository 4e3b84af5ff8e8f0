"""A situation for skills that look nothing up: Julie writes to the shop by SMS."""

from datetime import datetime, time
from typing import Any, cast
from zoneinfo import ZoneInfo

from coccinelle.core.business import Business, Contact
from coccinelle.core.hours import OpeningHours
from coccinelle.core.identity import Identity
from coccinelle.core.memory import Memory
from coccinelle.core.policy import Policy
from coccinelle.core.reading import Reading
from coccinelle.core.skill import Situation

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2025, 1, 16, 10, 15, tzinfo=PARIS)
HOURS = OpeningHours((((time(10), time(19)),),) * 7, frozenset(), PARIS)
SHOP = Business(1, "elegance", "Élégance Paris", "boutique", PARIS, "fr", "", "", "", "", "Sarah",
                HOURS, Policy())  # fmt: skip
JULIE = Contact(1, "Julie", "Mercier", "sms", False, 4, (), "sms", "+33639980001")
KNOWN = Identity(1)
NONE = cast(Any, None)  # a port that is not asked


def situation(kind: str = "sms", identity: Identity = KNOWN, said: str = "") -> Situation:
    return Situation(
        business=SHOP, contact=JULIE, reading=Reading("fr", ()), memory=Memory(), now=NOW,
        shop=NONE, orders=NONE, identity=identity, parcels=NONE, knowledge=NONE,
        public_url="", kind=kind, turn_key="1:1", said=said,
    )  # fmt: skip
