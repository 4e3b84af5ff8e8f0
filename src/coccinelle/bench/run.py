"""`coccinelle bench`: the floor, one message at a time, then one and two workers under load."""

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from itertools import chain
from statistics import median, quantiles

import psutil
from rich.console import Console

from coccinelle.bench import after_sales
from coccinelle.bench.customers import CONVERSATIONS, Customers, phones
from coccinelle.bench.figures import Figures, Growth, Latency, Turns
from coccinelle.bench.floor import Floor, measure_floor
from coccinelle.bench.growth import Size, grow
from coccinelle.bench.house import House, Process, open_house, wait_until
from coccinelle.bench.shop import Shop, open_shop
from coccinelle.main import installation
from coccinelle.settings import Settings

WARM_UP = 50  # conversations, played before anything is measured: each connection learns
LIGHT = 25  # conversations of four messages, one message at a time
LOADED = 100  # conversations of four messages, all at once


@dataclass(slots=True)
class Bench:
    """played: messages so far; used: phone numbers so far."""

    house: House
    shop: Shop
    customers: Customers
    console: Console
    played: int = 0
    used: int = 1000

    def light(self) -> Latency:
        texts = (CONVERSATIONS[n % len(CONVERSATIONS)] for n in range(LIGHT))
        taken = [
            self.customers.one_by_one(p, t) for p, t in zip(self._phones(LIGHT), texts, strict=True)
        ]
        milliseconds = sorted(chain.from_iterable(taken))
        self.played += 4 * LIGHT
        return Latency(median(milliseconds), quantiles(milliseconds, n=100)[98])

    def loaded(self, conversations: int) -> tuple[int, float]:
        """How many messages were answered, in how many seconds."""
        said = [CONVERSATIONS[n % len(CONVERSATIONS)] for n in range(conversations)]
        lines = dict(zip(self._phones(conversations), said, strict=True))
        seconds = self.customers.all_at_once(lines)
        messages = sum(map(len, said))
        self.played += messages
        return messages, seconds

    def _phones(self, count: int) -> list[str]:
        self.used += count
        return phones(self.used - count, count)


def run_bench(settings: Settings, console: Console, size: Size | None = None) -> Figures:
    """size: measure the latency again once the database has grown to it.

    The load goes the whole way: posted over several connections to the web process while the
    workers run; each customer writes the next message once the last one is answered.
    """
    with open_house(settings) as house, installation(house.settings) as place:
        console.print("Floor…", style="dim")
        with open_shop(house, place, "floor") as shop:
            floor = measure_floor(place, shop.business_id)
            exchanges = after_sales.measure_floor(place, shop.business_id)
        house.start_double()
        with open_shop(house, place) as shop, closing(Customers(house, shop)) as customers:
            bench = Bench(house, shop, customers, console)
            figures = _two_workers(bench, floor, _one_worker(bench, floor, exchanges))
            return replace(figures, growth=_growth(bench, size, figures)) if size else figures


def _one_worker(bench: Bench, floor: Floor, exchanges: float) -> Figures:
    bench.console.print("One worker…", style="dim")
    commits, started = bench.shop.commits(), time.perf_counter()
    with _serving(bench, workers=1) as processes:
        startup = time.perf_counter() - started
        bench.loaded(WARM_UP)
        latency = bench.light()
        cpu = _cpu(processes)
        messages, seconds = bench.loaded(LOADED)
        cpu = _cpu(processes) - cpu
        memory = psutil.Process(processes[-1].pid).memory_info().rss
        after = after_sales.measure_after_sales(bench.shop, bench.customers, exchanges)
        bench.played += 3 * after_sales.PEOPLE
    turns = _turns(messages, seconds, floor)
    return Figures(
        floor=floor,
        one=turns,
        two=turns,
        latency_ms=latency,
        cpu_ms_per_message=cpu * 1000 / messages,
        commits_per_message=(bench.shop.commits() - commits) / bench.played,
        rss_mb=memory / 1e6,
        startup_s=startup,
        after_sales=after,
    )


def _two_workers(bench: Bench, floor: Floor, figures: Figures) -> Figures:
    bench.console.print("Two workers…", style="dim")
    with _serving(bench, workers=2):
        bench.loaded(2 * WARM_UP)
        return replace(figures, two=_turns(*bench.loaded(LOADED), floor))


def _growth(bench: Bench, size: Size, figures: Figures) -> Growth:
    bench.console.print(f"{size.messages} messages are added…", style="dim")
    grow(bench.shop, size)
    with _serving(bench, workers=1):
        bench.loaded(WARM_UP)
        latency = bench.light()
    return Growth(
        size.messages, size.conversations, size.variants, size.businesses,
        latency, latency.p50 / figures.latency_ms.p50,
    )  # fmt: skip


@contextmanager
def _serving(bench: Bench, workers: int) -> Iterator[list[Process]]:
    """The web server, then the workers, all ready; ended with the block."""
    processes = [bench.house.start_worker() for _ in range(workers)]
    processes.insert(0, bench.house.start_web())
    wait_until(lambda: bench.shop.workers() == workers, *processes)
    yield processes
    bench.house.stop(*processes)


def _turns(messages: int, seconds: float, floor: Floor) -> Turns:
    return Turns(messages / seconds, messages / seconds / floor.eight_per_s)


def _cpu(processes: list[Process]) -> float:
    """Seconds."""
    times = [psutil.Process(process.pid).cpu_times() for process in processes]
    return float(sum(time.user + time.system for time in times))
