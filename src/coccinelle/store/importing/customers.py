"""The shop's customers become contacts with their addresses; who already wrote is recognised."""

from datetime import datetime
from typing import LiteralString

from psycopg import sql

from coccinelle.store.database import Connection
from coccinelle.store.importing.batches import silent, write
from coccinelle.store.importing.folder import CustomerEntry, Progress

FILE = "customers.csv"


def save_customers(
    connection: Connection,
    customers: tuple[CustomerEntry, ...],
    now: datetime,
    progress: Progress,
) -> None:
    """A customer is known by ref; a contact who wrote before being in the file, by address.

    Someone who was erased at their request does not come back with the shop's file.
    """
    customers = _without_erased(connection, customers)
    addresses = _addresses(customers)
    _for_addresses(connection, _NAME_STRANGERS, addresses)
    rows = [
        (
            c.ref,
            c.first_name,
            c.last_name,
            c.preferred_channel,
            c.vip,
            c.notes,
            c.postal_address,
            now,
        )
        for c in customers
    ]
    write(connection, _CONTACTS, rows, progress=progress, label=FILE)
    for table in ("conversation", "hold", "commitment", "action"):
        statement = sql.SQL(_GIVE_TO_NAMED).format(table=sql.Identifier(table))
        _for_addresses(connection, statement, addresses)
    _for_addresses(connection, _ADDRESSES, addresses)
    _for_addresses(connection, _FORGET_REPLACED, addresses)


def _without_erased(
    connection: Connection, customers: tuple[CustomerEntry, ...]
) -> tuple[CustomerEntry, ...]:
    row = connection.execute("select exists (select from erased_address)").fetchone()
    if not (row and row[0]):
        return customers
    columns = [list(column) for column in zip(*_addresses(customers), strict=True)]
    erased = {r[0] for r in connection.execute(_ERASED, columns or [[], [], []])}
    return tuple(c for c in customers if c.ref not in erased)


def _addresses(customers: tuple[CustomerEntry, ...]) -> list[tuple[str, str, str]]:
    phones = [(c.ref, "phone", c.phone) for c in customers if c.phone]
    return phones + [(c.ref, "email", c.email) for c in customers if c.email]


def _for_addresses(
    connection: Connection,
    statement: LiteralString | sql.Composed,
    addresses: list[tuple[str, str, str]],
) -> None:
    write(connection, statement, addresses, progress=silent, label=FILE)


_FILE: LiteralString = "unnest(%s::text[], %s::text[], %s::text[]) as f(ref, kind, value)"

_ERASED: LiteralString = f"""
select f.ref from {_FILE}
where address_hash(f.kind, f.value) in (select hash from erased_address)
"""

# One stranger for one customer, even when a customer wrote from two addresses as two strangers.
_NAME_STRANGERS: LiteralString = f"""
update contact set ref = found.ref from (
    select distinct on (ref) ref, contact_id from (
        select distinct on (a.contact_id) a.contact_id, f.ref
        from {_FILE}
        join address a on a.kind = f.kind and a.value = f.value
        join contact c on c.id = a.contact_id and c.ref is null
        where not exists (select from contact known where known.ref = f.ref)
        order by a.contact_id, f.ref
    ) as stranger order by ref, contact_id
) as found where contact.id = found.contact_id
"""

# An empty cell says nothing: it never erases what is known of a customer. What a member set on the
# screen is theirs.
_CONTACTS = """
insert into contact (ref, first_name, last_name, preferred_channel, vip, notes, postal_address,
    created_at)
select * from unnest(%s::text[], %s::text[], %s::text[], %s::text[], %s::boolean[], %s::text[],
    %s::text[], %s::timestamptz[])
on conflict (business_id, ref) do update set
    first_name = case when 'first_name' = any(contact.set_here) then contact.first_name
        else coalesce(nullif(excluded.first_name, ''), contact.first_name) end,
    last_name = case when 'last_name' = any(contact.set_here) then contact.last_name
        else coalesce(nullif(excluded.last_name, ''), contact.last_name) end,
    preferred_channel = case when 'preferred_channel' = any(contact.set_here)
        then contact.preferred_channel
        else coalesce(nullif(excluded.preferred_channel, ''), contact.preferred_channel) end,
    vip = case when 'vip' = any(contact.set_here) then contact.vip else excluded.vip end,
    notes = case when 'notes' = any(contact.set_here) then contact.notes
        else coalesce(nullif(excluded.notes, ''), contact.notes) end,
    postal_address = coalesce(nullif(excluded.postal_address, ''), contact.postal_address)
"""

# A second stranger who turns out to be the same customer: what is under way follows the address.
_GIVE_TO_NAMED: LiteralString = f"""
update {{table}} as t set contact_id = moved.new from (
    select distinct on (stranger.id) stranger.id as old, named.id as new
    from {_FILE}
    join address a on a.kind = f.kind and a.value = f.value
    join contact stranger on stranger.id = a.contact_id and stranger.ref is null
    join contact named on named.ref = f.ref
    order by stranger.id, named.id
) as moved where t.contact_id = moved.old
"""

_ADDRESSES: LiteralString = f"""
insert into address (contact_id, kind, value)
select c.id, f.kind, f.value from {_FILE} join contact c on c.ref = f.ref
on conflict (business_id, kind, value) do update set contact_id = excluded.contact_id
"""

# A corrected number must no longer open the customer's orders to whoever has the old one. An
# address that wrote or opted out carries history and stays.
_FORGET_REPLACED: LiteralString = f"""
delete from address a using {_FILE} join contact c on c.ref = f.ref
where a.contact_id = c.id and a.kind = f.kind and a.value <> f.value
    and not exists (select from conversation v where v.address_id = a.id)
    and not exists (select from opt_out o where o.address_id = a.id)
"""
