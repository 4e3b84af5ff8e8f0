"""What a message says about the number it comes from: judged before it counts as a sign of life."""

from datetime import datetime

from coccinelle.core.identity import is_silent, names_someone_else, speaks_of_another_number
from coccinelle.core.messages import Inbound
from coccinelle.engine.members import merge
from coccinelle.store import contacts
from coccinelle.store.contacts import AddressRow
from coccinelle.store.database import Connection


def hear(
    connection: Connection, address: AddressRow, kind: str, inbound: Inbound, now: datetime,
    conversation_id: int,
) -> None:  # fmt: skip
    """kind: of the channel. A doubt stays until a code lifts it, whatever is written next."""
    if address.kind == "phone" and address.doubted_at is None:
        seen = contacts.last_seen(connection, address.id, now)
        speaks_against = speaks_of_another_number(inbound.text) or names_someone_else(
            inbound.text, seen.first_name, seen.last_name
        )
        if seen.is_known and (speaks_against or is_silent(kind, seen.at, now)):
            contacts.doubt(connection, address.id, now)
        if not seen.is_known and speaks_of_another_number(inbound.text):
            _propose(connection, address, inbound, now, conversation_id)
    contacts.heard(connection, address.id, now)


def _propose(
    connection: Connection, address: AddressRow, inbound: Inbound, now: datetime,
    conversation_id: int,
) -> None:  # fmt: skip
    """ "c'est Julie, mon nouveau numéro" is a claim: a member is asked, nothing is shared."""
    claimed = contacts.named_in(connection, inbound.text)
    if claimed is not None:
        merge.propose(
            connection,
            from_contact_id=address.contact_id,
            into_contact_id=claimed,
            reason=f"{address.value} dit être cette personne, sans preuve",
            conversation_id=conversation_id,
            at=now,
        )
