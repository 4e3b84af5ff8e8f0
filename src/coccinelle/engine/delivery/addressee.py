"""Who a conversation is with, how they are spoken to when we write first, and that we do."""

from datetime import datetime

from coccinelle.core.business import Contact
from coccinelle.core.facts import Phrase
from coccinelle.core.identity import unnamed
from coccinelle.core.wording import Occasion
from coccinelle.engine.case import MEMORY
from coccinelle.engine.desk import Desk
from coccinelle.store import contacts, messages
from coccinelle.store.conversations import ConversationRow
from coccinelle.store.database import Connection


def contact_of(desk: Desk, connection: Connection, conversation: ConversationRow) -> Contact:
    address = contacts.address(connection, conversation.address_id)
    contact = contacts.load(
        connection,
        conversation.contact_id,
        conversation.kind,
        address.value,
        desk.business.policy.vip_orders,
    )
    return unnamed(contact) if address.doubted_at else contact


def occasion_to_write(
    desk: Desk, connection: Connection, conversation: ConversationRow
) -> Occasion:
    """In the language they last wrote in."""
    memory = MEMORY.validate_python(conversation.memory)
    return Occasion(
        business=desk.business,
        contact=contact_of(desk, connection, conversation),
        language=memory.language or desk.business.language,
        kind=conversation.kind,
        now=desk.now(),
        greet=True,
        disclose=False,
    )


def write(
    desk: Desk, connection: Connection, conversation: ConversationRow, phrases: tuple[Phrase, ...],
    now: datetime, *, purpose: str, tells_act: bool = False, answers_seq: int | None = None,
) -> None:  # fmt: skip
    """A message we start. It leaves when its conversation is next attended to."""
    messages.add_outbound(
        connection, conversation.id, conversation.channel_id, author="assistant",
        text=desk.wording.compose(phrases, occasion_to_write(desk, connection, conversation)),
        at=now, purpose=purpose, tells_act=tells_act, answers_seq=answers_seq,
    )  # fmt: skip
