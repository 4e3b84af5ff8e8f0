"""`coccinelle bench dashboard`: the page of figures of a business after a year of work."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median, quantiles

import httpx
from rich.console import Console
from rich.table import Table

from coccinelle.bench.house import House, open_house
from coccinelle.bench.shop import open_shop
from coccinelle.bench.years import fill_turns
from coccinelle.core.day_count import midnight
from coccinelle.engine.desk import Desk
from coccinelle.main import installation
from coccinelle.settings import Settings
from coccinelle.store import members
from coccinelle.web.access.sessions import Cookies, open_session

DAYS, ROUNDS = 365, 100
PERIODS = {"today": 1, "30 days": 30, "a year": DAYS}


@dataclass(frozen=True, slots=True)
class Asked:
    """One period: the first time, nothing counted and the tables never analysed; then, in
    milliseconds."""

    days: int
    first_s: float
    p50: float
    p99: float


@dataclass(frozen=True, slots=True)
class DashboardFigures:
    messages: int
    periods: dict[str, Asked]


def measure_dashboard(settings: Settings, messages: int, rounds: int = ROUNDS) -> DashboardFigures:
    """In one business, on a server of its own that never analyses; two messages a turn."""
    with (
        open_house(settings) as house,
        installation(house.settings) as place,
        open_shop(house, place) as shop,
    ):
        shop.tell("alter system set autovacuum = off")
        shop.tell("select pg_reload_conf()")
        desk = place.desk(shop.business_id)
        today = midnight(desk.now().date(), desk.business.zone)
        until = today + timedelta(hours=9)
        fill_turns(place.database, shop.business_id, turns=messages // 2, days=DAYS, until=until)
        house.start_web()
        with _visitor(house, desk) as http:
            asked = dict(_asked(http, today.date(), rounds))
        return DashboardFigures(messages, asked)


def show_dashboard(figures: DashboardFigures, console: Console) -> None:
    title = f"{figures.messages} messages of a year"
    table = Table("", "the first time (s)", "p50", "p99 (ms)", title=title)
    for name, one in figures.periods.items():
        table.add_row(name, f"{one.first_s:.1f}", f"{one.p50:.0f}", f"{one.p99:.0f}")
    console.print(table)


def _visitor(house: House, desk: Desk) -> httpx.Client:
    with desk.transaction() as connection:
        member = members.add(
            connection, name="Alice", email="alice@example.org", role="owner", password_hash="-"
        )
    token = open_session(desk.database, desk.business.id, member)
    url = house.settings.public_url
    cookies = {Cookies(url).session: token}
    return httpx.Client(base_url=url, cookies=cookies, trust_env=False, timeout=600)


def _asked(http: httpx.Client, today: date, rounds: int) -> Iterator[tuple[str, Asked]]:
    """The first of a page of all is the server's own start."""
    http.get("/hors-ligne").raise_for_status()
    for name, days in PERIODS.items():
        first = _seconds(http, today, days)
        taken = [_seconds(http, today, days) * 1000 for _ in range(rounds)]
        yield name, Asked(days, first, median(taken), quantiles(taken, n=100)[98])


def _seconds(http: httpx.Client, today: date, days: int) -> float:
    period = {"from": str(today - timedelta(days=days - 1)), "to": str(today)}
    started = time.perf_counter()
    http.get("/resultats", params=period).raise_for_status()
    return time.perf_counter() - started
