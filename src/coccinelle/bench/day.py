"""`coccinelle bench day`: the mission's hundred messages, back to back, so many times over.

Which lane each takes is the program's decision, not the list's; every message must end in a reply,
a draft, a case for a member or a decision to say nothing.
"""

import subprocess
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from coccinelle.bench.after_sales import buys
from coccinelle.bench.customers import Customers, phones
from coccinelle.bench.floor import measure_floor
from coccinelle.bench.house import House, open_house, wait_until
from coccinelle.bench.shop import Shop, open_shop
from coccinelle.core.results import MISSION
from coccinelle.engine.business.figures import figures
from coccinelle.main import installation
from coccinelle.settings import Settings

FIRST_PHONE, FIRST_MOVING, FIRST_HERE = 1000, 20_000, 40_000  # nobody else's here
WORKERS = 2
AT_ONCE = 8  # customers, each of whom waits for an answer before the next message
PATIENCE = 300.0  # seconds for one day of a hundred messages, on a busy machine

Line = tuple[str, str]
"""What the writer of a message wants, and the message."""


@dataclass(frozen=True, slots=True)
class Day:
    """floor: plain transactions a second, eight connections. p50_ms, p95_ms: of automatic answers,
    from the message kept to the provider's receipt. shares: of what needed an answer, by who has
    it. lost: neither answered nor prepared nor handed over, nor decided to need no answer."""

    commit: str
    messages: int
    customers: int
    seconds: float
    floor_per_s: float
    p50_ms: float
    p95_ms: float
    shares: dict[str, float]
    ends: dict[str, int]
    lost: int

    @property
    def per_s(self) -> float:
        return self.messages / self.seconds

    def as_json(self) -> dict[str, Any]:
        of_floor = self.per_s / self.floor_per_s
        return asdict(self) | {"per_s": self.per_s, "of_floor": of_floor}


def lines() -> tuple[tuple[Line, ...], ...]:
    """By customer."""
    text = Path(__file__).with_name("day.txt").read_text(encoding="utf-8")
    paragraphs = (_lines(paragraph) for paragraph in text.split("\n\n"))
    return tuple(said for said in paragraphs if said)


def run_day(settings: Settings, console: Console, times: int) -> Day:
    with open_house(settings) as house, installation(house.settings) as place:
        console.print("Floor…", style="dim")
        with open_shop(house, place, "floor") as shop:
            floor = measure_floor(place, shop.business_id).eight_per_s
        house.start_double()
        with open_shop(house, place) as shop, closing(Customers(house, shop)) as customers:
            _serve(house, shop)
            _play(shop, customers, 0)  # each connection learns
            customers.written.clear()
            began, seconds = place.desk(shop.business_id).now(), 0.0
            for n in range(1, times + 1):
                seconds += _play(shop, customers, n)
                console.print(f"{n} of {times}: {seconds:.0f} s", style="dim")
            return _measured(shop, customers, began, seconds, floor)


def show_day(day: Day, console: Console) -> None:
    table = Table("", "", title=f"A mixed day, commit {day.commit}", show_header=False)
    of_floor = day.per_s / day.floor_per_s
    table.add_row("messages", f"{day.messages} of {day.customers} customers, {day.seconds:.0f} s")
    table.add_row("floor, eight connections", f"{day.floor_per_s:.0f} transactions/s")
    table.add_row("two workers", f"{day.per_s:.1f} messages/s ({of_floor:.3f} of the floor)")
    table.add_row("received → provider, automatic", f"{day.p50_ms:.0f} ms (p95 {day.p95_ms:.0f})")
    for way, wanted in MISSION.items():
        table.add_row(way, f"{day.shares[way]:.1%} (the mission: {wanted:.0%})")
    for end, count in day.ends.items():
        table.add_row(end, str(count))
    table.add_row("lost", str(day.lost), style="bold green" if not day.lost else "bold red")
    console.print(table)


def _lines(paragraph: str) -> tuple[Line, ...]:
    written = (line for line in paragraph.splitlines() if line and not line.startswith("#"))
    return tuple((wants, text) for wants, _, text in (line.partition(": ") for line in written))


def _serve(house: House, shop: Shop) -> None:
    web, workers = house.start_web(), [house.start_worker() for _ in range(WORKERS)]
    wait_until(lambda: shop.workers() == WORKERS, web, *workers)


def _play(shop: Shop, customers: Customers, n: int) -> float:
    """Seconds."""
    return customers.all_at_once(dict(_said(shop, n)), at_once=AT_ONCE, patience=PATIENCE)


def _said(shop: Shop, times: int) -> Iterator[tuple[str, list[str]]]:
    """New customers each time, with orders of their own."""
    everybody = lines()
    first = times * len(everybody)
    numbers = phones(FIRST_PHONE + first, len(everybody))
    for n, (phone, said) in enumerate(zip(numbers, everybody, strict=True), first):
        orders = {"moving": FIRST_MOVING + n, "here": FIRST_HERE + n}
        buys(shop, phone, **orders)
        yield phone, [text.format(**orders) for _, text in said]


def _measured(
    shop: Shop, customers: Customers, began: datetime, seconds: float, floor: float
) -> Day:
    desk = shop.place.desk(shop.business_id)
    shop.tell("vacuum analyze")  # as the server does by itself within a minute
    found = figures(desk, began, desk.now() + timedelta(days=1))
    times = found.response["automatic"]
    ends: dict[str, int] = dict(shop.ask(_ENDS, shop.business_id, began))
    lost = len(customers.written) - sum(ends.values()) + ends.pop("lost", 0)
    return Day(
        commit=_commit(),
        messages=len(customers.written),
        customers=len({written.phone for written in customers.written}),
        seconds=seconds,
        floor_per_s=floor,
        p50_ms=(times.p50 or 0) * 1000,
        p95_ms=(times.p95 or 0) * 1000,
        shares={way: share.rate or 0.0 for way, share in found.lanes.items()},
        ends=ends,
        lost=lost,
    )


def _commit() -> str:
    """Of the code that ran; empty outside a clone."""
    command = ["git", "-C", str(Path(__file__).parent), "rev-parse", "--short", "HEAD"]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


_ENDS = """
select case
    when t.lane in ('answer', 'act') and exists (select from message o where o.turn_id = t.id
        and o.business_id = m.business_id and o.direction = 'outbound' and o.sent_at is not null)
        then 'answered'
    when t.lane = 'draft' and exists (select from draft d where d.turn_id = t.id
        and d.business_id = m.business_id) then 'drafted'
    when t.lane = 'escalate' and exists (select from escalation e where e.turn_id = t.id
        and e.business_id = m.business_id) then 'handed over'
    when t.lane = 'ignore' then 'no answer needed'
    else 'lost' end as ended, count(*)
from message m left join turn t on (t.business_id, t.id) = (m.business_id, m.turn_id)
where m.business_id = %s and m.direction = 'inbound' and m.at >= %s group by 1 order by 1
"""
