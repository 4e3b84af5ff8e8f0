"""Who writes, from what the conversation knows: whose orders may be spoken of."""

from datetime import datetime

from coccinelle.core.identity import Identity
from coccinelle.store.conversations import ConversationRow
from coccinelle.store.database import Connection
from coccinelle.store.messages import MessageRow


def identify(
    connection: Connection,
    conversation: ConversationRow,
    waiting: tuple[MessageRow, ...],
    now: datetime,
) -> Identity:
    return Identity(conversation.contact_id)
