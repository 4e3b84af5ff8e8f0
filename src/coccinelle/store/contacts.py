"""Contacts and the addresses they write from."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg.rows import class_row

from coccinelle.core.business import Contact, Purchase
from coccinelle.store.database import Connection

PURCHASES_READ = 20  # the newest ones: enough for advice and for "ma dernière commande"

# The kind of address each kind of channel uses: SMS and WhatsApp reach the same phone.
ADDRESS_KINDS = {"sms": "phone", "whatsapp": "phone", "email": "email"}


@dataclass(frozen=True, slots=True)
class AddressRow:
    id: int
    contact_id: int
    kind: str
    value: str
    bad_reason: str | None
    doubted_at: datetime | None


@dataclass(frozen=True, slots=True)
class LastSeen:
    """at: the newest sign of life of an address. is_known: it has a name or has bought."""

    at: datetime
    first_name: str
    last_name: str
    is_known: bool


@dataclass(frozen=True, slots=True)
class NamedRow:
    """Whom a conversation is with; name: "" when only an address is known."""

    conversation_id: int
    contact_id: int
    kind: str
    name: str
    address: str


def named(connection: Connection, conversation_ids: list[int]) -> list[NamedRow]:
    with connection.cursor(row_factory=class_row(NamedRow)) as cursor:
        return cursor.execute(
            "select c.id as conversation_id, c.contact_id, c.kind,"
            " trim(p.first_name || ' ' || p.last_name) as name, a.value as address"
            " from conversation c"
            " join contact p on (p.business_id, p.id) = (c.business_id, c.contact_id)"
            " join address a on (a.business_id, a.id) = (c.business_id, c.address_id)"
            " where c.id = any(%s)",
            (conversation_ids,),
        ).fetchall()


def address_for(connection: Connection, channel_kind: str, value: str) -> AddressRow:
    """The address that wrote; an unknown one gets a new contact of its own."""
    kind = ADDRESS_KINDS.get(channel_kind, "handle")
    found = _address(connection, kind, value)
    if found:
        return found
    row = connection.execute("insert into contact default values returning id").fetchone()
    assert row is not None
    made = connection.execute(
        "insert into address (contact_id, kind, value) values (%s, %s, %s)"
        " on conflict (business_id, kind, value) do nothing",
        (row[0], kind, value),
    )
    if made.rowcount == 0:
        connection.execute("delete from contact where id = %s", (row[0],))
    found = _address(connection, kind, value)
    assert found is not None
    return found


def address(connection: Connection, address_id: int) -> AddressRow:
    with connection.cursor(row_factory=class_row(AddressRow)) as cursor:
        row = cursor.execute(
            "select id, contact_id, kind, value, bad_reason, doubted_at from address where id = %s",
            (address_id,),
        ).fetchone()
    assert row is not None
    return row


def reachable(connection: Connection, contact_id: int, channel_kind: str) -> AddressRow | None:
    """Where this contact can be written to on such a channel: good, no STOP, the last one used."""
    with connection.cursor(row_factory=class_row(AddressRow)) as cursor:
        return cursor.execute(
            "select id, contact_id, kind, value, bad_reason, doubted_at from address a"
            " where contact_id = %s and kind = %s and bad_reason is null and not exists"
            " (select from opt_out o where o.address_id = a.id and o.kind = %s)"
            " order by last_inbound_at desc nulls last, id limit 1",
            (contact_id, ADDRESS_KINDS.get(channel_kind, "handle"), channel_kind),
        ).fetchone()


def load(
    connection: Connection, contact_id: int, kind: str, value: str, vip_orders: int
) -> Contact:
    """The contact with their history; kind and value: how they write now."""
    row = connection.execute(_CONTACT, {"id": contact_id}).fetchone()
    assert row is not None
    first_name, last_name, preferred, vip, tone, size, order_count, live_holds = row
    return Contact(
        id=contact_id,
        first_name=first_name,
        last_name=last_name,
        preferred_channel=preferred,
        is_vip=vip or order_count >= vip_orders,
        order_count=order_count,
        purchases=_purchases(connection, contact_id) if order_count else (),
        kind=kind,
        address=value,
        live_holds=live_holds,
        tone=tone,
        size=size,
    )


def opt_out(
    connection: Connection, address_id: int, kind: str, *, at: datetime, words: str
) -> None:
    connection.execute(
        "insert into opt_out (address_id, kind, at, words) values (%s, %s, %s, %s)"
        " on conflict (business_id, address_id, kind) do nothing",
        (address_id, kind, at, words),
    )


def opt_in(connection: Connection, address_id: int, kind: str) -> None:
    """What an erasure kept of an earlier STOP goes too."""
    connection.execute(
        "delete from opt_out where address_id = %s and kind = %s", (address_id, kind)
    )
    connection.execute(
        "delete from kept_opt_out k using address a where a.id = %s and k.kind = %s"
        " and k.hash = address_hash(a.kind, a.value)",
        (address_id, kind),
    )


def has_opted_out(connection: Connection, address_id: int, kind: str) -> bool:
    row = connection.execute(
        "select exists (select from opt_out where address_id = %s and kind = %s)",
        (address_id, kind),
    ).fetchone()
    return bool(row and row[0])


def opt_outs(connection: Connection) -> list[dict[str, Any]]:
    rows = connection.execute(
        "select a.value, o.kind, o.at from opt_out o join address a"
        " on (a.business_id, a.id) = (o.business_id, o.address_id) order by o.at, a.value"
    ).fetchall()
    return [{"address": value, "kind": kind, "at": at} for value, kind, at in rows]


def mark_bad(connection: Connection, address_id: int, reason: str) -> None:
    connection.execute("update address set bad_reason = %s where id = %s", (reason, address_id))


def last_seen(connection: Connection, address_id: int, now: datetime) -> LastSeen:
    """Before the message of now: it wrote, its contact bought, or the business named them."""
    with connection.cursor(row_factory=class_row(LastSeen)) as cursor:
        row = cursor.execute(
            "select greatest(a.last_inbound_at, c.created_at, o.newest) as at, c.first_name,"
            " c.last_name, c.first_name <> '' or o.newest is not null as is_known"
            " from address a"
            " join contact c on (c.business_id, c.id) = (a.business_id, a.contact_id)"
            " left join lateral (select max(ordered_at) as newest from orders"
            "  where contact_id = c.id and ordered_at <= %s) o on true where a.id = %s",
            (now, address_id),
        ).fetchone()
    assert row is not None
    return row


def known_as(connection: Connection, contact_id: int, more: list[int]) -> list[str]:
    """The contact's name and addresses; more: ids of addresses that were once theirs."""
    names = connection.execute(
        "select trim(first_name || ' ' || last_name) from contact where id = %s", (contact_id,)
    ).fetchall()
    values = connection.execute(
        "select value from address where contact_id = %s or id = any(%s) order by id",
        (contact_id, more),
    ).fetchall()
    return [said for (said,) in (*names, *values) if said]


def home(connection: Connection, contact_id: int) -> tuple[str, str] | None:
    """Their name and their postal address on one line, "" for what is not known."""
    row = connection.execute(
        "select trim(first_name || ' ' || last_name), postal_address from contact where id = %s",
        (contact_id,),
    ).fetchone()
    return (row[0], row[1]) if row else None


def named_in(connection: Connection, text: str) -> int | None:
    """The one customer whose whole name these words hold; None for nobody or for several."""
    found = connection.execute(
        "select id from contact c where first_name <> '' and last_name <> ''"
        " and position(lower(first_name || ' ' || last_name) in lower(%s)) > 0"
        " and exists (select from orders o where o.contact_id = c.id) limit 2",
        (text,),
    ).fetchall()
    return int(found[0][0]) if len(found) == 1 else None


def heard(connection: Connection, address_id: int, at: datetime) -> None:
    connection.execute("update address set last_inbound_at = %s where id = %s", (at, address_id))


def doubt(connection: Connection, address_id: int, at: datetime) -> None:
    """Something speaks against a phone still being theirs: until a code proves it."""
    connection.execute(
        "update address set doubted_at = coalesce(doubted_at, %s) where id = %s and kind = 'phone'",
        (at, address_id),
    )


def trust(connection: Connection, address_id: int) -> None:
    connection.execute("update address set doubted_at = null where id = %s", (address_id,))


def all_known_since(connection: Connection, at: datetime) -> None:
    """As if the business's file had been imported then."""
    connection.execute("update contact set created_at = %s", (at,))


def mark_good(connection: Connection, address_id: int) -> None:
    """Whoever writes from an address receives there again."""
    connection.execute(
        "update address set bad_reason = null where id = %s and bad_reason is not null",
        (address_id,),
    )


def _address(connection: Connection, kind: str, value: str) -> AddressRow | None:
    with connection.cursor(row_factory=class_row(AddressRow)) as cursor:
        return cursor.execute(
            "select id, contact_id, kind, value, bad_reason, doubted_at from address"
            " where kind = %s and value = %s",
            (kind, value),
        ).fetchone()


_CONTACT = """
select first_name, last_name, preferred_channel, vip, tone, size,
    (select count(*) from orders o where o.contact_id = c.id and o.status <> 'cancelled'),
    (select count(*) from hold h where h.contact_id = c.id and h.status = 'active'
        and h.purpose = 'pickup')
from contact c where id = %(id)s
"""


def _purchases(connection: Connection, contact_id: int) -> tuple[Purchase, ...]:
    rows = connection.execute(
        "select o.number, p.ref, p.name, v.size, v.color"
        " from orders o join order_line l on (l.business_id, l.order_id) = (o.business_id, o.id)"
        " join variant v on (v.business_id, v.id) = (l.business_id, l.variant_id)"
        " join product p on (p.business_id, p.id) = (v.business_id, v.product_id)"
        " where o.contact_id = %s order by o.ordered_at desc, l.position limit %s",
        (contact_id, PURCHASES_READ),
    ).fetchall()
    return tuple(Purchase(*row) for row in rows)
