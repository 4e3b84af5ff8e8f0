"""Orders with their lines, and the tracking events of their parcels."""

from collections import Counter

from coccinelle.store.database import Connection
from coccinelle.store.importing.batches import silent, write
from coccinelle.store.importing.folder import OrderEntry, OrderLineEntry, Progress, TrackingEntry


def save_orders(connection: Connection, orders: tuple[OrderEntry, ...], progress: Progress) -> None:
    rows = [
        (
            o.number,
            o.customer_ref,
            o.status,
            o.ordered_at,
            o.shipped_at,
            o.delivered_at,
            o.carrier,
            o.tracking_number,
        )
        for o in orders
    ]
    write(connection, _ORDERS, rows, progress=progress, label="orders.csv")


def save_order_lines(
    connection: Connection,
    orders: tuple[OrderEntry, ...],
    lines: tuple[OrderLineEntry, ...],
    progress: Progress,
) -> None:
    """The lines of each order of the folder become those of the file; other orders keep theirs."""
    file = "order_lines.csv"
    rows = [(n.order_number, n.position, n.sku, n.quantity, n.unit_price_cents) for n in lines]
    write(connection, _LINES, rows, progress=progress, label=file)
    kept = Counter(line.order_number for line in lines)
    counts = [(order.number, kept[order.number]) for order in orders]
    write(connection, _DROP_OTHER_LINES, counts, progress=silent, label=file)


def save_tracking(
    connection: Connection, events: tuple[TrackingEntry, ...], progress: Progress
) -> None:
    rows = [(e.tracking_number, e.at, e.status, e.label, e.expected_on) for e in events]
    write(connection, _TRACKING, rows, progress=progress, label="tracking.csv")


_ORDERS = """
insert into orders (number, contact_id, status, ordered_at, shipped_at, delivered_at, carrier,
    tracking_number)
select f.number, c.id, f.status, f.ordered_at, f.shipped_at, f.delivered_at, f.carrier, f.tracking
from unnest(%s::text[], %s::text[], %s::text[], %s::timestamptz[], %s::timestamptz[],
    %s::timestamptz[], %s::text[], %s::text[])
    as f(number, customer, status, ordered_at, shipped_at, delivered_at, carrier, tracking)
join contact c on c.ref = f.customer
on conflict (business_id, number) do update set contact_id = excluded.contact_id,
    status = case when excluded.status in ('pending', 'processing') and exists
        (select from order_change c where c.order_id = orders.id and c.kind = 'cancelled')
        then 'cancelled' else excluded.status end,
    ordered_at = excluded.ordered_at, shipped_at = excluded.shipped_at,
    delivered_at = excluded.delivered_at, carrier = excluded.carrier,
    tracking_number = excluded.tracking_number
"""

_LINES = """
insert into order_line (order_id, position, variant_id, quantity, unit_price_cents)
select o.id, f.position, v.id, f.quantity, f.unit_price_cents
from unnest(%s::text[], %s::int[], %s::text[], %s::int[], %s::int[])
    as f(number, position, sku, quantity, unit_price_cents)
join orders o on o.number = f.number
join variant v on v.sku = f.sku
on conflict (business_id, order_id, position) do update set variant_id = excluded.variant_id,
    quantity = excluded.quantity, unit_price_cents = excluded.unit_price_cents
"""

_DROP_OTHER_LINES = """
delete from order_line n using unnest(%s::text[], %s::int[]) as f(number, kept)
join orders o on o.number = f.number
where n.order_id = o.id and n.position > f.kept
"""

_TRACKING = """
insert into tracking_event (tracking_number, at, status, label, expected_on)
select * from unnest(%s::text[], %s::timestamptz[], %s::text[], %s::text[], %s::timestamptz[])
on conflict (business_id, tracking_number, at, status) do update set label = excluded.label,
    expected_on = excluded.expected_on
"""
