"""From the post of a customer's message to the bell on a page that is open."""

import time
from collections.abc import Iterator
from contextlib import closing

import httpx

from coccinelle.bench.customers import Customers, phones
from coccinelle.bench.house import House
from coccinelle.bench.shop import Shop
from coccinelle.core.errors import PermanentError
from coccinelle.main import Installation
from coccinelle.store import members
from coccinelle.web.access.sessions import Cookies, open_session

MESSAGES = 40
FIRST_PHONE = 900
PATIENCE = 30.0  # seconds for one bell


def measure_bell(house: House, place: Installation, shop: Shop) -> list[float]:
    """Milliseconds, one message at a time; no worker runs, so that each rings once."""
    with place.database.transaction(shop.business_id) as connection:
        member_id = members.add(
            connection, name="Alice", email="alice@example.org", role="owner", password_hash="-"
        )
    token = open_session(place.database, shop.business_id, member_id)
    url = house.settings.public_url
    web = house.start_web()
    try:
        with (
            closing(Customers(house, shop)) as customers,
            httpx.stream(
                "GET", f"{url}/events", cookies={Cookies(url).session: token}, timeout=PATIENCE,
                trust_env=False,
            ) as stream,
        ):  # fmt: skip
            heard = _bells(stream)
            return [_ring(customers, heard, phone) for phone in phones(FIRST_PHONE, MESSAGES)]
    finally:
        house.stop(web)


def _ring(customers: Customers, heard: Iterator[float], phone: str) -> float:
    posted_at = time.perf_counter()
    if customers.write(phone, "Bonjour, vous ouvrez à quelle heure samedi ?") != 200:
        raise PermanentError("The webhook refused a message.")
    at = next(heard)
    while at < posted_at:  # of the message before
        at = next(heard)
    return (at - posted_at) * 1000


def _bells(stream: httpx.Response) -> Iterator[float]:
    for line in stream.iter_lines():
        if line.startswith("data:"):
            yield time.perf_counter()
