"""A house of real processes that may be killed: server, web, workers, the double of Twilio."""

import itertools
import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from coccinelle.bench.customers import Customers, phones
from coccinelle.bench.house import House, open_house, wait_until
from coccinelle.bench.shop import Shop, open_shop
from coccinelle.core.shop import Hold
from coccinelle.main import Installation, installation
from coccinelle.settings import Settings
from coccinelle.store import businesses, holds

HOLD = "pouvez-vous me mettre de côté la robe RF-2847 en 36 svp"
_numbers = itertools.count(1)


@dataclass
class Trial:
    """One shop, its customers, and processes that die. alice, bob: phones of this trial's own."""

    house: House
    place: Installation
    shop: Shop
    customers: Customers
    alice: str
    bob: str

    def say(self, phone: str, text: str, sid: str | None = None) -> int:
        return self.customers.write(phone, text, sid)

    def replies(self, phone: str) -> list[str]:
        """What the phone shows, oldest first."""
        messages = httpx.get(f"{self.house.double_url}/_sandbox/messages", trust_env=False).json()
        return [m["body"] for m in messages
                if m["direction"].startswith("outbound") and m["to"] == phone]  # fmt: skip

    def holds(self) -> tuple[Hold, ...]:
        with self.place.database.transaction(self.shop.business_id) as connection:
            return holds.all_of(connection)

    def fault(self, **fault: object) -> None:
        """Of the provider, at its next call."""
        httpx.post(f"{self.house.double_url}/_sandbox/faults", json=fault, trust_env=False)

    def policy(self, **changes: Any) -> None:
        with self.place.database.transaction(self.shop.business_id) as connection:
            businesses.change_policy(connection, changes)

    def is_sending(self) -> bool:
        return self._has("state = 'sending'")

    def unanswered(self) -> bool:
        return self._has("state = 'received'")

    def _has(self, where: str) -> bool:
        question = f"select exists (select from message where business_id = %s and {where})"
        return bool(self.shop.ask(question, self.shop.business_id)[0][0])

    def until_all_is_said(self, seconds: float = 60) -> None:
        wait_until(lambda: not self.customers.waiting(), seconds=seconds)

    def until_workers_are(self, count: int) -> None:
        wait_until(lambda: self.shop.workers() == count, *self.house.processes)

    def inbound(self) -> Counter[str]:
        """How many messages are kept of each text."""
        rows = self.shop.ask("select text from message where business_id = %s"
                             " and direction = 'inbound'", self.shop.business_id)  # fmt: skip
        return Counter(row[0] for row in rows)


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    with open_house(Settings(), durable=False) as opened:
        yield opened


@pytest.fixture(scope="module")
def place(house: House) -> Iterator[Installation]:
    with installation(house.settings) as found:
        yield found


@pytest.fixture(scope="module")
def open_trial(house: House, place: Installation) -> Iterator[Callable[[], Trial]]:
    """A shop of its own: its clock moves alone."""
    with ExitStack() as stack:

        def opener() -> Trial:
            number = next(_numbers)
            shop = stack.enter_context(open_shop(house, place, f"trial-{number}"))
            customers = stack.enter_context(closing(Customers(house, shop)))
            return Trial(house, place, shop, customers, *phones(1000 + 2 * number, 2))

        yield opener


@pytest.fixture
def trial(house: House, open_trial: Callable[[], Trial]) -> Iterator[Trial]:
    """With a web server, a provider and no worker yet; every process of the test ends with it."""
    house.start_double()
    house.start_web()
    opened = open_trial()
    opened.shop.tell("truncate procrastinate_jobs, procrastinate_workers cascade")
    yield opened
    house.stop(*house.processes)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Trials by real time-outs, a minute each: a busy machine fails them for no fault of ours."""
    if os.environ.get("COCCINELLE_FAULTS"):
        return
    reason = "kill and outage trials need a quiet machine: make faults"
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.skip(reason=reason))
