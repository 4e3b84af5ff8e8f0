"""Who a conversation is with, looked up once per page."""

from coccinelle.core.business import Contact
from coccinelle.engine.desk import Desk
from coccinelle.replies import french
from coccinelle.store import contacts, conversations
from coccinelle.store.conversations import ConversationRow
from coccinelle.store.database import Connection


class People:
    """For the length of one page and one transaction."""

    def __init__(self, desk: Desk, connection: Connection) -> None:
        self._desk, self._connection = desk, connection
        self._names: dict[int, str] = {}

    def name(self, conversation_id: int | None) -> str:
        """The contact's name, else the address they wrote from; a line of no conversation is
        the business's own."""
        if conversation_id is None:
            return self._desk.business.name
        if conversation_id not in self._names:
            row = conversations.load(self._connection, conversation_id)
            self._names[conversation_id] = name_of(self.contact(row)) if row else ""
        return self._names[conversation_id]

    def contact(self, row: ConversationRow) -> Contact:
        address = contacts.address(self._connection, row.address_id)
        return contacts.load(
            self._connection, row.contact_id, row.kind, address.value,
            self._desk.business.policy.vip_orders,
        )  # fmt: skip


def name_of(contact: Contact) -> str:
    return contact.name or french.phone(contact.address)
