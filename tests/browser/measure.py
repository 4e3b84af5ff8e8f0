"""`python -m tests.browser.measure`: pages of a shop of 10,000 customers as a member sees them.

From the post of a customer's message to its words in an open page, in a real Chromium; the pages as
the server makes them, beside the floor, a page with nothing of the shop on it; what the first visit
weighs on the wire. No worker runs: nothing is answered.
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

MESSAGES, CONVERSATIONS, ORDERS, GAPS, ROUNDS = 30_000, 10_000, 30_000, 3_000, 30
FLOOR = "/compte/notifications"
PAGES = (
    FLOOR, "/", "/liste?q=robe", "/conversations/{conversation}", "/a-valider", "/urgences",
    "/actions", "/engagements", "/mises-de-cote", "/clients", "/clients?q=dubreuil",
    "/clients/{contact}",
    "/commandes", "/commandes?q=F4711", "/commandes?q=dubreuil", "/commandes/{order}",
    "/publications", "/connaissances", "/fiches", "/reponses", "/autonomie", "/resultats",
    "/reglages", "/reglages/horaires", "/journal", "/compte",
)  # fmt: skip
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
        print("load", os.getloadavg())  # noqa: T201
        newest = _newest(shop)
        for path in PAGES:
            _say(path, _render(house, token, path.format(**newest)))
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
        with place.database.transaction(shop.business_id) as connection:
            connection.execute("set local statement_timeout = '60s'")
            for statement in (_ORDERS, _LINES, _GAPS):
                connection.execute(statement.encode())
        shop.tell("vacuum analyze")
        shop.go_to(datetime.now(UTC))  # what was filled in is of now: a message is the newest
        yield house, place, shop


def _newest(shop: Shop) -> dict[str, object]:
    """One of each, for the addresses of pages."""
    kinds = {"conversation": "conversation", "contact": "contact", "order": "orders"}
    return {name: shop.ask(f"select max(id) from {table}")[0][0] for name, table in kinds.items()}


def _client(house: House, token: str) -> httpx.Client:
    url = house.settings.public_url
    cookies = {Cookies(url).session: token}
    return httpx.Client(base_url=url, cookies=cookies, headers=ACCEPTS, trust_env=False, timeout=30)


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


_ORDERS = f"""
insert into orders (number, contact_id, status, ordered_at, shipped_at, delivered_at)
select 'F' || n, c.ids[1 + n % cardinality(c.ids)],
    (array['processing', 'shipped', 'delivered', 'delivered', 'returned'])[1 + n % 5],
    now() - n * interval '17 minutes', now() - n * interval '16 minutes', null
from generate_series(1, {ORDERS}) n,
    (select array_agg(id order by id) as ids from contact where ref like 'filled-%') c
"""

_LINES = """
insert into order_line (order_id, position, variant_id, quantity, unit_price_cents)
select o.id, position, v.ids[1 + (o.id + position) % cardinality(v.ids)], 1, 5990
from orders o, generate_series(1, 2) position,
    (select array_agg(id order by id) as ids from variant) v where o.number like 'F%'
"""

_GAPS = f"""
insert into knowledge_gap (question, conversation_id, at)
select (array['Vous faites les retouches', 'Livrez-vous le dimanche', 'Avez-vous un parking',
    'Prenez-vous les chèques vacances', 'La soie se lave à la main'])[1 + n % 5] || ' '
    || lpad(to_hex(n * 7919 % 1000), 3, 'k') || ' ?', (select max(id) from conversation),
    now() - n * interval '1 hour'
from generate_series(1, {GAPS}) n
"""

if __name__ == "__main__":
    main()
