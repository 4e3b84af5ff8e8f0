"""A message that failed leaves again, or by another channel: the same words, once."""

from coccinelle.core.errors import PermanentError
from coccinelle.engine.desk import Desk
from coccinelle.engine.members.member import NOT_THEIRS
from coccinelle.store import (
    attention,
    channels,
    contacts,
    conversations,
    customer_messages,
    messages,
)
from coccinelle.store.channels import ChannelRow
from coccinelle.store.contacts import AddressRow
from coccinelle.store.conversations import ConversationRow
from coccinelle.store.database import Connection
from coccinelle.store.messages import MessageRow

KINDS = {"sms": "SMS", "email": "e-mails", "whatsapp": "messages WhatsApp"}
NOT_OURS_TO_REPEAT = ("code", "alert", "consent")


def send_again(desk: Desk, message_id: int, *, by: str) -> None:
    """As a new message of the same conversation, unless its channel was taken away: then by
    another one of its kind. A second click sends nothing more."""
    with desk.transaction() as connection:
        failed = _failed(connection, message_id)
        if failed is None:
            return
        conversation = conversations.lock(connection, failed.conversation_id)
        assert conversation is not None
        if channels.is_removed(connection, conversation.channel_id):
            return _by_other(desk, connection, failed, conversation.kind, by)
        _write(desk, connection, failed, conversation, by)


def by_other_channel(desk: Desk, message_id: int, kind: str, *, by: str) -> None:
    """To another address of the same customer. Raises PermanentError when none is known or fit."""
    with desk.transaction() as connection:
        failed = _failed(connection, message_id)
        if failed is not None:
            _by_other(desk, connection, failed, kind, by)


def _by_other(desk: Desk, connection: Connection, failed: MessageRow, kind: str, by: str) -> None:
    attention.lock_open(connection, failed.conversation_id)
    origin = conversations.lock(connection, failed.conversation_id)
    assert origin is not None
    channel = working(connection, kind)
    address = contacts.reachable(connection, origin.contact_id, kind)
    if address is None:
        raise PermanentError("Aucune autre coordonnée de ce client ne convient.")
    opened = conversations.open_for(
        connection, contact_id=origin.contact_id, channel_id=channel.id, address_id=address.id,
        kind=kind, thread="", at=desk.now(),
    )  # fmt: skip
    conversation = conversations.lock(connection, opened)
    assert conversation is not None
    _write(desk, connection, failed, conversation, by)
    attention.failure_handled(connection, origin.id)


def working(connection: Connection, kind: str) -> ChannelRow:
    """Raises PermanentError when the business has no such channel that works."""
    channel = channels.of_kind(connection, kind)
    if channel is None:
        raise PermanentError("Ce canal n'est pas ouvert, ou il est arrêté.")
    return channel


def check_address(connection: Connection, address: AddressRow, kind: str) -> None:
    """Raises PermanentError when nobody may, or can, be written to there."""
    if contacts.has_opted_out(connection, address.id, kind):
        what = KINDS.get(kind, "messages")
        raise PermanentError(f"Ce client ne veut plus recevoir de {what} : écrivez-lui autrement.")
    if kind == "email" and address.bad_reason:
        raise PermanentError("Cette adresse e-mail ne reçoit plus rien : écrivez-lui autrement.")


def _failed(connection: Connection, message_id: int) -> MessageRow | None:
    """Locked; None when it was sent again already."""
    message = messages.lock(connection, message_id)
    if message is None or message.direction != "outbound":
        raise PermanentError("Ce message n'existe pas.")
    if customer_messages.is_repeated(connection, message_id):
        return None
    if message.state not in ("failed", "dropped") or message.purpose in NOT_OURS_TO_REPEAT:
        raise PermanentError("Ce message n'est pas à renvoyer.")
    return message


def _write(
    desk: Desk, connection: Connection, failed: MessageRow, conversation: ConversationRow, by: str
) -> None:
    """A member decided it: the assistant's own last look does not hold it back."""
    address = contacts.address(connection, conversation.address_id)
    if conversation.state == "closed" and address.contact_id != conversation.contact_id:
        raise PermanentError(NOT_THEIRS)
    check_address(connection, address, conversation.kind)
    messages.add_outbound(
        connection, conversation.id, conversation.channel_id, author="member", text=failed.text,
        subject=failed.subject if conversation.kind == "email" else "", at=desk.now(),
        purpose="member", by_member=by, again_of=failed.id,
    )  # fmt: skip
    desk.ring(connection, conversation.id)
