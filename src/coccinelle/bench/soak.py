"""`coccinelle bench soak`: thousands of messages while workers are killed, then all is counted."""

import random
from collections import Counter, defaultdict
from contextlib import closing
from dataclasses import dataclass, field
from itertools import chain, cycle, islice

import httpx

from coccinelle.bench.customers import CONVERSATIONS, Customers, phones
from coccinelle.bench.house import House, Process, open_house, wait_until
from coccinelle.bench.shop import Shop, open_shop
from coccinelle.main import installation
from coccinelle.settings import Settings

WORKERS = 2
POSTED_TWICE = 0.1  # part of the messages that the provider posts once more
LOOK_UP_SECONDS = 61  # a message of unknown fate is looked up after a minute

Texts = dict[str, list[str]]


@dataclass(frozen=True)
class Plan:
    """Of one trial; durable: whether the database waits for the disk."""

    messages: int = 10_000
    conversations: int = 500
    kills: int = 30
    minutes: float = 8.0
    seed: int = 0
    durable: bool = True


@dataclass(frozen=True, slots=True)
class Verdict:
    """lost: not kept, not answered, or whose answer never left; doubled: anything kept, sent or put
    aside once too often; reordered: conversations whose order is not the one it should be."""

    lost: int
    doubled: int
    reordered: int
    killed: int

    @property
    def is_clean(self) -> bool:
        return (self.lost, self.doubled, self.reordered) == (0, 0, 0)

    def __str__(self) -> str:
        return f"lost {self.lost}, doubled {self.doubled}, reordered {self.reordered}"


@dataclass(slots=True)
class _Killer:
    """Kills a worker each time so many messages more were written, and starts another one."""

    house: House
    shop: Shop
    customers: Customers
    due: list[int]
    chance: random.Random
    workers: list[Process] = field(default_factory=list)
    killed: int = 0

    def look(self) -> None:
        written = self.customers.written
        if written and self.chance.random() < POSTED_TWICE:
            again = self.chance.choice(written)
            self.customers.write(again.phone, again.text, again.sid)
        if self.due and len(written) >= self.due[0]:
            self.due.pop(0)
            self._kill(self.chance.randrange(len(self.workers)))

    def _kill(self, number: int) -> None:
        self.workers[number].kill()
        self.workers[number] = self.house.start_worker()
        self.killed += 1
        self.shop.go_on(seconds=LOOK_UP_SECONDS)


def soak(settings: Settings, plan: Plan) -> Verdict:
    """Raises PermanentError when not everything is answered in time."""
    chance = random.Random(plan.seed)
    with (
        open_house(settings, durable=plan.durable) as house,
        installation(house.settings) as place,
        open_shop(house, place) as shop,
        closing(Customers(house, shop)) as customers,
    ):
        house.start_double()
        house.start_web()
        due = sorted(chance.sample(range(1, plan.messages), plan.kills))
        killer = _Killer(house, shop, customers, due, chance)
        killer.workers = [house.start_worker() for _ in range(WORKERS)]
        wait_until(lambda: shop.workers() == WORKERS, *house.processes)
        lines = _lines(plan, chance)
        customers.all_at_once(lines, meanwhile=killer.look, patience=plan.minutes * 60)
        return _verdict(house, shop, customers, killer.killed)


def _lines(plan: Plan, chance: random.Random) -> Texts:
    """The conversations of the bench one after the other, from a place of its own for each."""
    each = -(-plan.messages // plan.conversations)
    texts = [*chain.from_iterable(CONVERSATIONS)]

    def some(start: int) -> list[str]:
        return [*islice(cycle(texts), start, start + each)]

    return {p: some(chance.randrange(len(texts))) for p in phones(1000, plan.conversations)}


def _verdict(house: House, shop: Shop, customers: Customers, killed: int) -> Verdict:
    posted, kept, told, sent = _posted(customers), _kept(shop), _told(shop), _sent(house)
    unanswered = shop.ask(_UNANSWERED, shop.business_id)[0][0]
    pairs = [(posted[phone], kept[phone]) for phone in posted]
    pairs += [(told[phone], sent[phone]) for phone in posted]
    missing = sum((Counter(wanted) - Counter(found)).total() for wanted, found in pairs)
    surplus = sum((Counter(found) - Counter(wanted)).total() for wanted, found in pairs)
    return Verdict(
        lost=missing + unanswered,
        doubled=surplus + shop.ask(_RESERVED_TWICE, shop.business_id)[0][0],
        reordered=sum(w != f and Counter(w) == Counter(f) for w, f in pairs),
        killed=killed,
    )


def _posted(customers: Customers) -> Texts:
    """By phone: what the webhook took."""
    found = defaultdict(list)
    for written in customers.written:
        found[written.phone].append(written.sid)
    return found


def _kept(shop: Shop) -> Texts:
    """By phone: what was kept, in the order it is shown."""
    return _by_phone(shop, "m.provider_id", "inbound")


def _told(shop: Shop) -> Texts:
    """By phone: what was to leave, in its order; a reply that a newer one replaced is not."""
    return _by_phone(shop, "m.text", "outbound")


def _by_phone(shop: Shop, column: str, direction: str) -> Texts:
    found = defaultdict(list)
    for phone, text in shop.ask(_MESSAGES.format(column=column), shop.business_id, direction):
        found[phone].append(text)
    return found


def _sent(house: House) -> Texts:
    """By phone: what the provider took, oldest first."""
    messages = httpx.get(f"{house.double_url}/_sandbox/messages", timeout=60, trust_env=False)
    found = defaultdict(list)
    for message in messages.json():
        found[message["to"]].append(message["body"])
    return found


_UNANSWERED = """
select count(*) from message where business_id = %s
    and (state in ('received', 'to_send', 'sending', 'failed'))
"""

_MESSAGES = """
select a.value, {column} from message m
join conversation c on (c.business_id, c.id) = (m.business_id, m.conversation_id)
join address a on (a.business_id, a.id) = (c.business_id, c.address_id)
where m.business_id = %s and m.direction = %s and m.state <> 'dropped'
order by m.conversation_id, m.seq
"""

_RESERVED_TWICE = """
select count(*) from variant v where business_id = %s and reserved <> (
    select coalesce(sum(quantity), 0) from hold h
    where (h.business_id, h.variant_id) = (v.business_id, v.id) and status = 'active')
"""
