"""`python -m tests.browser.measure`: the inbox of 10,000 customers, as fast as a member sees it.

From the post of a customer's message to its words in an open page, in a real Chromium; the pages as
the server makes them; what the first visit weighs on the wire. No worker runs: nothing is answered.
"""

import os
import re
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from statistics import median, quantiles

import httpx
from playwright.sync_api import Page, sync_playwright

from coccinelle.bench.customers import Customers, phones
from coccinelle.bench.house import House, open_house
from coccinelle.bench.inbox import fill
from coccinelle.bench.shop import Shop, open_shop
from coccinelle.main import Installation, installation
from coccinelle.settings import Settings
from coccinelle.store import members
from coccinelle.web.access.sessions import Cookies, open_session
from tests.browser import chromium
from tests.browser.windows import window

MESSAGES, CONVERSATIONS, ROUNDS = 30_000, 10_000, 30
ACCEPTS = {"accept-encoding": "br, gzip"}
# When each text is first seen, by the browser's own clock, which is the machine's.
WATCH = """() => {
  window.seen = {};
  const look = () => {
    for (const [, n] of document.getElementById("rows").textContent.matchAll(/visible (\\d+)\\s/g))
      window.seen[n] ??= Date.now();
  };
  const all = {childList: true, subtree: true, characterData: true};
  new MutationObserver(look).observe(document, all);
}"""


def main() -> None:
    with _filled() as (house, place, shop):
        with place.database.transaction(shop.business_id) as connection:
            member = members.add(
                connection, name="Alice", email="alice@example.org", role="owner",
                password_hash="-",
            )  # fmt: skip
        token = open_session(place.database, shop.business_id, member)
        house.start_web()
        (newest,) = shop.ask("select max(id) from conversation")[0]
        print("load", os.getloadavg())  # noqa: T201
        for path in ("/", f"/conversations/{newest}", "/a-valider", "/urgences", "/engagements"):
            _say(f"server, {re.sub('[0-9]+', 'N', path)}", _render(house, token, path))
        print("first visit, bytes on the wire", _first_visit(house, token))  # noqa: T201
        _say("webhook to visible", _visible(house, shop, token))
        print("load", os.getloadavg())  # noqa: T201


@contextmanager
def _filled() -> Iterator[tuple[House, Installation, Shop]]:
    with (
        open_house(Settings()) as house,
        installation(house.settings) as place,
        open_shop(house, place) as shop,
    ):
        fill(place.database, shop.business_id, messages=MESSAGES, conversations=CONVERSATIONS)
        shop.tell("vacuum analyze")
        shop.go_to(datetime.now(UTC))  # what was filled in is of now: a message is the newest
        yield house, place, shop


def _client(house: House, token: str) -> httpx.Client:
    url = house.settings.public_url
    cookies = {Cookies(url).session: token}
    return httpx.Client(base_url=url, cookies=cookies, headers=ACCEPTS, trust_env=False)


def _render(house: House, token: str, path: str) -> list[float]:
    with _client(house, token) as http:
        taken = []
        for _ in range(ROUNDS):
            started = time.perf_counter()
            http.get(path).raise_for_status()
            taken.append((time.perf_counter() - started) * 1000)
        return taken


def _first_visit(house: House, token: str) -> int:
    """The page and all it names of ours, as they travel."""
    with _client(house, token) as http:
        page = http.get("/")
        named = set(re.findall(r'(?:href|src)="(/static/[^"#]+)', page.text))
        return sum(_weight(http, path) for path in ("/", *named))


def _weight(http: httpx.Client, path: str) -> int:
    with http.stream("GET", path) as answer:
        return sum(len(piece) for piece in answer.iter_raw())


def _visible(house: House, shop: Shop, token: str) -> list[float]:
    with sync_playwright() as playwright:
        program = chromium.path(playwright)
        assert program is not None, "no Chromium on this machine: make browser"
        with (
            chromium.start(playwright, program) as browser,
            window(browser, house.settings.public_url, token, "desktop") as (page, _),
            closing(Customers(house, shop)) as customers,
        ):
            page.goto("/")
            page.locator("#lamp:not(.off):not([hidden])").wait_for()
            page.evaluate(WATCH)
            return [_one(page, customers, n, phone) for n, phone in enumerate(phones(900, ROUNDS))]


def _one(page: Page, customers: Customers, n: int, phone: str) -> float:
    posted_at = time.time() * 1000
    customers.write(phone, f"visible {n} ?")
    while not (seen := page.evaluate("n => window.seen[n] ?? 0", n)):
        page.wait_for_timeout(20)
    time.sleep(0.3)  # a bell within the burst of the one before would wait for it
    return float(seen) - posted_at


def _say(what: str, taken: list[float]) -> None:
    p95 = quantiles(taken, n=20)[18]
    print(f"{what}: p50 {median(taken):.0f} ms, p95 {p95:.0f} ms")  # noqa: T201


if __name__ == "__main__":
    main()
