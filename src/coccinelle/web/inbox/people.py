"""Who conversations are with: looked up once per page, however many there are."""

from collections.abc import Iterable
from dataclasses import dataclass

from coccinelle.core.business import Contact
from coccinelle.engine.desk import Desk
from coccinelle.kit.phone_number import aloud
from coccinelle.replies import french
from coccinelle.store import contacts
from coccinelle.store.conversations import ConversationRow
from coccinelle.store.database import Connection
from coccinelle.web.i18n import local, retold


@dataclass(frozen=True, slots=True)
class Named:
    """who: the contact's name, else the address they wrote from; address: as it is stored."""

    who: str
    address: str
    contact_id: int
    kind: str


def names_of(connection: Connection, conversation_ids: Iterable[int | None]) -> dict[int, Named]:
    ids = sorted({one for one in conversation_ids if one is not None})
    return {
        row.conversation_id: Named(
            row.name or french.phone(row.address), row.address, row.contact_id, row.kind
        )
        for row in contacts.named(connection, ids)
    }


def name_in(names: dict[int, Named], conversation_id: int | None, business: str = "") -> str:
    """A line of no conversation is the business's own."""
    found = names.get(conversation_id or 0)
    return found.who if found else business


def said_aloud(text: str) -> str:
    """What was written for members, in their language: numbers as one says them."""
    return local(aloud(retold(text)))


def contact_of(desk: Desk, connection: Connection, row: ConversationRow) -> Contact:
    address = contacts.address(connection, row.address_id)
    return contacts.load(
        connection, row.contact_id, row.kind, address.value, desk.business.policy.vip_orders
    )


def name_of(contact: Contact) -> str:
    return contact.name or french.phone(contact.address)
