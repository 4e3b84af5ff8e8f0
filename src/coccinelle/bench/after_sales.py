"""After the sale: where is my parcel, an exchange with its label, the choice that follows.

The floor of an exchange is one plain transaction with its own rows: message, turn, act, stock,
hold, its two promises, exchange, file, line of the feed, reply, receipt.
"""

import time
from datetime import timedelta
from statistics import median, quantiles

import psycopg
from psycopg.rows import TupleRow

from coccinelle.bench.customers import Customers, phones
from coccinelle.bench.figures import AfterSales, Latency
from coccinelle.bench.shop import MORNING, Shop
from coccinelle.main import Installation

PEOPLE = 25
FIRST = 7000  # of the phones kept for fiction: nobody else's here
SECONDS = 3.0
SAID = "J'ai reçu le pantalon noir de la commande {}, le 40 est trop grand : un 38 est possible ?"


def measure_after_sales(shop: Shop, customers: Customers, floor_per_s: float) -> AfterSales:
    """One message at a time; milliseconds from each to the provider's receipt of its answer."""
    taken: list[list[float]] = []
    for n, phone in enumerate(phones(FIRST, PEOPLE)):
        buys(shop, phone, moving=8000 + n, here=9000 + n)
        lines = (f"Bonjour, où en est ma commande {8000 + n} ?", SAID.format(9000 + n),
                 "Par courrier s'il vous plaît")  # fmt: skip
        taken.append(customers.one_by_one(phone, lines))
    status, exchange, choice = zip(*(three for three in taken if len(three) == 3), strict=True)
    return AfterSales(_latency(status), _latency(exchange), _latency(choice), floor_per_s)


def measure_floor(place: Installation, business_id: int) -> float:
    """Exchanges a second, one connection."""
    with psycopg.connect(place.database.url, autocommit=True) as connection:
        connection.execute("select set_config('app.business_id', %s, false)", (str(business_id),))
        values = _place(connection)
        started, done = time.perf_counter(), 0
        while time.perf_counter() - started < SECONDS:
            done += 1
            _write_one(connection, {**values, "n": done})
        return done / (time.perf_counter() - started)


def _latency(milliseconds: tuple[float, ...]) -> Latency:
    return Latency(median(milliseconds), quantiles(milliseconds, n=100)[98])


def buys(shop: Shop, phone: str, *, moving: int, here: int) -> None:
    """A customer with a parcel on its way, and trousers that came three days ago; both by the
    numbers of their orders."""
    values = {
        "business": shop.business_id, "phone": phone, "parcel": f"6A7000{moving:07d}",
        "moving": str(moving), "here": str(here), "now": MORNING,
        "came": MORNING - timedelta(days=3), "due": MORNING.replace(day=17, hour=12, minute=0),
    }  # fmt: skip
    shop.tell(f"begin; set local app.business_id = {shop.business_id:d}")
    for statement in _CUSTOMER:
        shop.tell(statement, values)
    shop.tell("commit")


def _place(connection: psycopg.Connection[TupleRow]) -> dict[str, object]:
    row = connection.execute(
        "select c.id, c.contact_id, c.channel_id, o.id, v.id from conversation c, orders o,"
        " variant v where o.number = '2847' and v.sku = 'PN-118-38' order by c.id limit 1"
    ).fetchone()
    assert row is not None
    names = ("conversation", "contact", "channel", "order", "variant")
    return dict(zip(names, row, strict=True)) | {"said": SAID}


def _write_one(connection: psycopg.Connection[TupleRow], values: dict[str, object]) -> None:
    with connection.transaction():
        for name, statement in _EXCHANGE.items():
            found = connection.execute(statement.encode(), values)
            if found.description:
                values[name] = (found.fetchone() or (0,))[0]


_CUSTOMER = (
    "with c as (insert into contact (first_name) values ('Alice') returning id) insert into address"
    " (contact_id, kind, value) select id, 'phone', %(phone)s from c",
    "insert into orders (number, contact_id, status, ordered_at, shipped_at, carrier,"
    " tracking_number) select %(moving)s, contact_id, 'shipped', %(came)s, %(came)s, 'Colissimo',"
    " %(parcel)s from address where value = %(phone)s and business_id = %(business)s",
    "insert into orders (number, contact_id, status, ordered_at, shipped_at, delivered_at, carrier)"
    " select %(here)s, contact_id, 'delivered', %(came)s, %(came)s, %(came)s, 'Colissimo'"
    " from address where value = %(phone)s and business_id = %(business)s",
    "insert into order_line (order_id, position, variant_id, quantity, unit_price_cents)"
    " select o.id, 1, v.id, 1, v.price_cents from orders o join variant v"
    " on v.business_id = o.business_id where o.business_id = %(business)s and v.sku = 'PN-118-40'"
    " and o.number in (%(moving)s, %(here)s)",
    "insert into tracking_event (tracking_number, at, status, label, expected_on)"
    " values (%(parcel)s, %(now)s, 'in_transit', 'En cours d''acheminement', %(due)s)",
)

_EXCHANGE = {
    "seq": "update conversation set last_seq = last_seq + 2, last_at = now()"
    " where id = %(conversation)s returning last_seq",
    "in": "insert into message (conversation_id, channel_id, seq, direction, author, text, at,"
    " state) values (%(conversation)s, %(channel)s, %(seq)s - 1, 'inbound', 'contact', %(said)s,"
    " now(), 'answered')",
    "turn": "insert into turn (conversation_id, lane, reading, decision, facts, timings, at) values"
    " (%(conversation)s, 'act', '{}', '{}', '[]', '{}', now()) returning id",
    "action": "insert into action (turn_id, conversation_id, contact_id, kind, key, state, at)"
    " values (%(turn)s, %(conversation)s, %(contact)s, 'exchange.open', 'floor:' || %(n)s, 'done',"
    " now()) returning id",
    "stock": "update variant set reserved = reserved + 1 where id = %(variant)s",
    "hold": "insert into hold (variant_id, contact_id, conversation_id, action_id, quantity,"
    " purpose, status, until, created_at) values (%(variant)s, %(contact)s, %(conversation)s,"
    " %(action)s, 1, 'exchange', 'cancelled', now(), now()) returning id",
    "promises": "insert into commitment (kind, conversation_id, contact_id, hold_id, due_at,"
    " status, created_at) select k, %(conversation)s, %(contact)s, %(hold)s, now(), 'done', now()"
    " from unnest(array['hold_expiry', 'reminder']) k",
    "file": "insert into document (token_hash, kind, name, contact_id, created_at, expires_at)"
    " values (convert_to('floor:' || %(n)s, 'UTF8'), 'return_label', 'x.pdf', %(contact)s, now(),"
    " now()) returning id",
    "exchange": "insert into exchange (number, order_id, position, to_variant_id, contact_id,"
    " conversation_id, hold_id, status, opened_at, document_id) values ('F-' || %(n)s, %(order)s,"
    " 1, %(variant)s, %(contact)s, %(conversation)s, %(hold)s, 'cancelled', now(), %(file)s)",
    "feed": "insert into notification (kind, text, conversation_id, turn_id, at) values ('action',"
    " 'Échange', %(conversation)s, %(turn)s, now())",
    "out": "insert into message (conversation_id, channel_id, seq, direction, author, text, at,"
    " state, turn_id) values (%(conversation)s, %(channel)s, %(seq)s, 'outbound', 'assistant',"
    " %(said)s, now(), 'to_send', %(turn)s) returning id",
    "receipt": "update message set state = 'sent', sent_at = now() where id = %(out)s",
}
