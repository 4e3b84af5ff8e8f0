"""`python -m tests.web.welcome.measure`: a long file of products, step by step, as its owner waits
for it; what another member's page takes meanwhile; and the floor, its lines written and no more."""

import os
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from statistics import median

import httpx

from coccinelle.bench.house import open_house
from coccinelle.bench.shop import open_shop
from coccinelle.main import installation
from coccinelle.settings import Settings
from coccinelle.store import members
from coccinelle.store.database import Database
from coccinelle.web.access.sessions import Cookies, form_token, open_session
from coccinelle.web.edge.forms import TOKEN_FIELD
from tests.packs.sheets import excel

PAGE = "/bienvenue/articles"
HEADER = ("Référence", "SKU", "Désignation", "Coloris", "Taille", "Prix TTC", "Qté", "Catégorie")
FLOOR = """
with p as (
    insert into product (ref, name, category) select distinct ref, name, 'x'
    from unnest(%(refs)s::text[], %(names)s::text[]) as f(ref, name) returning id, ref)
insert into variant (product_id, sku, price_cents, on_hand)
select p.id, f.sku, 7990, 1 from unnest(%(skus)s::text[], %(refs)s::text[]) as f(sku, ref)
join p on p.ref = f.ref
"""


def rows(number: int) -> list[tuple[str | int | float, ...]]:
    return [
        (f"RF-{n // 6}", f"RF-{n}", f"Robe {n // 6}", ("bleu", "noir")[n // 6 % 2],
         36 + 2 * (n % 6), 79.9, n % 9, "robes")
        for n in range(number)
    ]  # fmt: skip


def as_csv(number: int) -> bytes:
    lines = (";".join(str(cell).replace(".", ",") for cell in row) for row in rows(number))
    return "\n".join((";".join(HEADER), *lines)).encode()


class Owner:
    def __init__(self, url: str, token: str) -> None:
        cookies = {Cookies(url).session: token}
        self._http = httpx.Client(base_url=url, cookies=cookies, trust_env=False, timeout=120)
        self._proof = {TOKEN_FIELD: form_token(token)}

    def post(self, path: str, content: bytes = b"") -> None:
        files = {"file": ("articles", content)} if content else None
        _check(self._http.post(PAGE + path, data=self._proof, files=files))

    def get(self, path: str = PAGE) -> None:
        _check(self._http.get(path))


def _check(answer: httpx.Response) -> None:
    assert answer.status_code in (200, 303), answer.status_code


def main() -> None:
    with (
        open_house(Settings()) as house,
        installation(house.settings) as place,
        open_shop(house, place) as shop,
    ):
        with place.database.transaction(shop.business_id) as connection:
            member = members.add(
                connection, name="Alice", email="alice@example.org", role="owner",
                password_hash="-",
            )  # fmt: skip
        shop.go_to(datetime.now(UTC))
        house.start_web()
        owner = Owner(
            house.settings.public_url, open_session(place.database, shop.business_id, member)
        )
        print("load", os.getloadavg())  # noqa: T201
        _say("page of an empty shelf", _seconds(owner.get))
        _measure(owner, "10,000 lines, CSV", as_csv(10_000))
        _measure(owner, "20,000 lines, xlsx", excel(HEADER, *rows(19_999)))
        _say("floor, 10,000 lines", _seconds(lambda: _floor(place.database, shop.business_id)))
        print("load", os.getloadavg())  # noqa: T201


def _measure(owner: Owner, what: str, content: bytes) -> None:
    meanwhile, stop = [], threading.Event()

    def look() -> None:
        while not stop.is_set():
            meanwhile.append(_seconds(lambda: owner.get("/reglages")))
            stop.wait(0.05)

    looking = threading.Thread(target=look)
    looking.start()
    _say(f"{what}: brought", _seconds(lambda: owner.post("", content)))
    stop.set()
    looking.join()
    _say(f"{what}: another page meanwhile, median", median(meanwhile))
    _say(f"{what}: another page meanwhile, longest", max(meanwhile))
    _say(f"{what}: its page", median(_seconds(owner.get) for _ in range(5)))
    _say(f"{what}: imported", _seconds(lambda: owner.post("/importer")))


def _seconds(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def _floor(database: Database, business_id: int) -> None:
    values = {
        "refs": [f"F-{n // 6}" for n in range(10_000)],
        "names": [f"Robe {n // 6}" for n in range(10_000)],
        "skus": [f"F-{n}" for n in range(10_000)],
    }
    with database.transaction(business_id) as connection:
        connection.execute(FLOOR, values)


def _say(what: str, seconds: float) -> None:
    print(f"{what}: {seconds * 1000:.0f} ms")  # noqa: T201


if __name__ == "__main__":
    main()
