"""What a message says about the number it comes from: judged before it counts as a sign of life."""

from datetime import datetime

from coccinelle.core.identity import is_silent, names_someone_else, speaks_of_another_number
from coccinelle.core.messages import Inbound
from coccinelle.store import contacts
from coccinelle.store.contacts import AddressRow
from coccinelle.store.database import Connection


def hear(
    connection: Connection, address: AddressRow, kind: str, inbound: Inbound, now: datetime
) -> None:
    """kind: of the channel. A doubt stays until a code lifts it, whatever is written next."""
    if address.kind == "phone" and address.doubted_at is None:
        seen = contacts.last_seen(connection, address.id, now)
        speaks_against = speaks_of_another_number(inbound.text) or names_someone_else(
            inbound.text, seen.first_name, seen.last_name
        )
        if seen.is_known and (speaks_against or is_silent(kind, seen.at, now)):
            contacts.doubt(connection, address.id, now)
    contacts.heard(connection, address.id, now)
