"""`coccinelle bench inbox`: a business's inbox full of years of work, and how fast it is read."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from statistics import median, quantiles

from rich.console import Console
from rich.table import Table

from coccinelle.bench.bell import measure_bell
from coccinelle.bench.house import open_house
from coccinelle.bench.shop import open_shop
from coccinelle.main import installation
from coccinelle.settings import Settings
from coccinelle.store import inbox, search
from coccinelle.store.database import Connection, Database
from coccinelle.store.timeline import timeline

BATCH = 5_000  # messages a statement
ROUNDS = 100
# Common and rare, whole and begun, one word and several, a name, a number, nothing at all.
LOOKED_FOR = (
    "robe", "bonjour", "disponible", "décousues", "echarpe cachemire", "la robe fleu", "38",
    "client 4711", "Alice Dubreuil", "06 39 98 47 11", "2847", "introuvable",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spread:
    """Milliseconds."""

    p50: float
    p95: float


@dataclass(frozen=True, slots=True)
class InboxFigures:
    """list: rows and counts of the first page; bell: from the post of a webhook to an open page;
    cold: each search for the first time after a restart of the database; slowest: the search with
    the highest p50, and that."""

    messages: int
    conversations: int
    list_ms: Spread
    timeline_ms: Spread
    bell_ms: Spread
    search_ms: Spread
    cold_ms: Spread
    slowest: tuple[str, float]


def measure_inbox(settings: Settings, messages: int, conversations: int) -> InboxFigures:
    """In one business, on a server of its own."""
    with (
        open_house(settings) as house,
        installation(house.settings) as place,
        open_shop(house, place) as shop,
    ):
        fill(place.database, shop.business_id, messages=messages, conversations=conversations)
        shop.tell("vacuum analyze")
        shop.tell("checkpoint")
        database, business_id = place.database, shop.business_id
        house.server.stop()
        house.server.start()
        figures = _figures(database, business_id, messages, conversations)
        return replace(figures, bell_ms=_spread(measure_bell(house, place, shop)))


def _figures(
    database: Database, business_id: int, messages: int, conversations: int
) -> InboxFigures:
    cold = [_search(database, business_id, said) for said in LOOKED_FOR]
    warm = {said: _often(database, business_id, said) for said in LOOKED_FOR}
    slowest = max(warm, key=lambda said: median(warm[said]))
    return InboxFigures(
        messages,
        conversations,
        list_ms=_many(database, business_id, _first_page),
        timeline_ms=_many(database, business_id, _newest_timeline),
        bell_ms=Spread(0, 0),
        search_ms=_spread([ms for taken in warm.values() for ms in taken]),
        cold_ms=_spread(cold),
        slowest=(slowest, median(warm[slowest])),
    )


def show_inbox(figures: InboxFigures, console: Console) -> None:
    table = Table("", "p50", "p95 (ms)", title=f"{figures.messages} messages")
    for name, spread in (
        ("list and figures", figures.list_ms),
        ("timeline", figures.timeline_ms),
        ("webhook to page", figures.bell_ms),
        ("search", figures.search_ms),
        ("search, cold", figures.cold_ms),
    ):
        table.add_row(name, f"{spread.p50:.1f}", f"{spread.p95:.1f}")
    console.print(table)
    console.print(f"The slowest search: {figures.slowest[0]}, {figures.slowest[1]:.1f} ms")


def fill(
    database: Database, business_id: int, *, messages: int = 100_000, conversations: int = 10_000
) -> None:
    """By the program's own role, in a business that has a channel: 10 s or so for 100,000."""
    each = max(1, messages // conversations)
    with _filling(database, business_id) as connection:
        found = connection.execute(_CONVERSATIONS, {"conversations": conversations}).fetchone()
        assert found is not None
        values = {"each": each, "from": found[0], "until": found[0] + conversations}
    a_batch = max(1, BATCH // each)
    for begin in range(values["from"], values["until"], a_batch):
        with _filling(database, business_id) as connection:
            until = min(begin + a_batch, values["until"])
            connection.execute(_MESSAGES, {**values, "from": begin, "until": until})
    with _filling(database, business_id) as connection:
        for statement in (_SEEN, _DRAFTS, _ESCALATIONS, _HELD):
            connection.execute(statement, values)


@contextmanager
def _filling(database: Database, business_id: int) -> Iterator[Connection]:
    """Keys are looked up by index even while the tables still seem empty."""
    with database.transaction(business_id) as connection:
        connection.execute("set local enable_seqscan = off")
        connection.execute("set local statement_timeout = '60s'")
        yield connection


def _search(database: Database, business_id: int, said: str) -> float:
    return _timed(database, business_id, lambda c: search.search(c, said))


def _often(database: Database, business_id: int, said: str) -> list[float]:
    return [_search(database, business_id, said) for _ in range(ROUNDS // 5)]


def _first_page(connection: Connection) -> None:
    inbox.rows(connection)
    inbox.counts(connection)


def _newest_timeline(connection: Connection) -> None:
    row = connection.execute("select contact_id from conversation order by id desc limit 1")
    found = row.fetchone()
    assert found is not None
    timeline(connection, found[0])


def _many(database: Database, business_id: int, read: Callable[[Connection], object]) -> Spread:
    return _spread([_timed(database, business_id, read) for _ in range(ROUNDS)])


def _timed(database: Database, business_id: int, read: Callable[[Connection], object]) -> float:
    started = time.perf_counter()
    with database.transaction(business_id) as connection:
        read(connection)
    return (time.perf_counter() - started) * 1000


def _spread(milliseconds: list[float]) -> Spread:
    return Spread(median(milliseconds), quantiles(milliseconds, n=20)[18])


_CONVERSATIONS = """
with people as (
    insert into contact (ref, first_name, last_name, vip)
    select 'filled-' || n, (array['Alice', 'Bob', 'Charlie'])[1 + n %% 3],
        (array['Dubreuil', 'Client', 'Étienne', 'Le Goff'])[1 + n %% 4] || ' ' || n, n %% 50 = 0
    from generate_series(1, %(conversations)s) n returning id, ref
), addresses as (
    insert into address (contact_id, kind, value)
    select id, 'phone', '+336398' || lpad(substr(ref, 8), 6, '0') from people
    returning id, contact_id
), opened as (
    insert into conversation (contact_id, channel_id, address_id, kind, last_at)
    select contact_id, (select min(id) from channel), id, 'sms',
        now() - id %% 10000 * interval '23 seconds'
    from addresses returning id
)
select min(id) from opened
"""

_MESSAGES = """
insert into message (conversation_id, channel_id, seq, direction, author, provider_id, text, at,
    state, sent_at)
select c.id, c.channel_id, n, case n %% 2 when 1 then 'inbound' else 'outbound' end,
    case n %% 2 when 1 then 'contact' else 'assistant' end, 'filled-' || c.id || '-' || n,
    said[1 + (c.id + n) %% cardinality(said)] || ' ' || rare[1 + (c.id * 31 + n) %% 97 %% 24]
        || ' ' || lpad(to_hex(c.id * 17 + n), 6, 'q') || ' ' || c.id,
    c.last_at - (%(each)s - n) * interval '1 minute',
    case n %% 2 when 1 then 'answered' else 'delivered' end, c.last_at
from conversation c, generate_series(1, %(each)s) n,
    (select array[
        'Bonjour, la robe fleurie bleue est-elle disponible en 38 ? Merci beaucoup !',
        'Oui, il en reste deux en boutique. Voulez-vous que je vous la mette de côté ?',
        'Bonjour, où en est ma commande ? Je ne l''ai toujours pas reçue à cette heure.',
        'Votre colis est en route, il arrive demain avant 12h chez vous.',
        'Je voudrais échanger le pantalon noir, il est trop grand pour moi.',
        'C''est noté, l''étiquette de retour est jointe à ce message. À bientôt !',
        'Quels sont vos horaires samedi, et êtes-vous ouverts le dimanche ?'
    ] as said, array[
        'décousues', 'cachemire', 'écharpe', 'mariage', 'baptême', 'ourlet', 'velours', 'satin',
        'dentelle', 'boutons', 'ceinture', 'manteau', 'anniversaire', 'facture', 'remboursée',
        'œillets', 'poche', 'doublure', 'cintre', 'lavage', 'repassage', 'étiquette', 'colis',
        'vitrine'
    ] as rare) words
where c.id >= %(from)s and c.id < %(until)s
"""

_SEEN = """
update conversation c set last_seq = m.last, last_inbound_seq = m.inbound,
    last_outbound_seq = m.outbound, read_seq = case when c.id %% 4 = 0 then 0 else m.last end
from (select conversation_id, max(seq) as last,
    max(seq) filter (where direction = 'inbound') as inbound,
    max(seq) filter (where direction = 'outbound') as outbound
    from message where conversation_id >= %(from)s group by 1) m
where c.id = m.conversation_id
"""

_DRAFTS = """
insert into draft (conversation_id, reason, text, answers_seq, created_at)
select id, 'Conseil requis', 'Bonjour, je vous conseille la veste écrue.', 1, last_at
from conversation where id >= %(from)s and id %% 60 = 0
"""

_ESCALATIONS = """
insert into escalation (conversation_id, reason, urgency, deadline, created_at)
select id, 'Mariage samedi', case id %% 3 when 0 then 'high' else 'normal' end,
    last_at + interval '1 day', last_at
from conversation where id >= %(from)s and id %% 110 = 0
"""

_HELD = """
update conversation set
    paused_at = case when id %% 70 = 0 then last_at end,
    paused_by = case when id %% 70 = 0 then 'Alice' else '' end,
    failed_seq = case when id %% 300 = 0 then last_seq end,
    snoozed_until = case when id %% 150 = 1 then last_at + interval '10 years' end
where id >= %(from)s and (id %% 70 = 0 or id %% 300 = 0 or id %% 150 = 1)
"""
