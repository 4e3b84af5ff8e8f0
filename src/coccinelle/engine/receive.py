"""A message arrives: kept once, in order, and the bell of its conversation is rung."""

from datetime import datetime, timedelta

from coccinelle.core.messages import Inbound
from coccinelle.engine import doubt
from coccinelle.engine.desk import Desk
from coccinelle.kit.failpoints import declare
from coccinelle.store import contacts, conversations, messages
from coccinelle.store.channels import ChannelRow
from coccinelle.store.database import Connection

KEPT = declare("kept", "a message was kept, the provider has no answer yet")
BURST_LIMIT = 4  # a burst never waits longer than this many times its pause


def receive(desk: Desk, channel: ChannelRow, inbound: Inbound, *, thread: str = "") -> int | None:
    """The conversation's id; None when the provider already gave us this message, or our own."""
    if inbound.sender == channel.address:
        return None
    now = desk.now()
    with desk.transaction() as connection:
        if messages.is_known(connection, channel.id, inbound.provider_id):
            return None
        address = contacts.address_for(connection, channel.kind, inbound.sender)
        conversation_id = conversations.open_for(
            connection,
            contact_id=address.contact_id,
            channel_id=channel.id,
            address_id=address.id,
            kind=channel.kind,
            thread=thread,
            at=now,
        )
        kept = messages.add_inbound(connection, conversation_id, channel.id, inbound, now)
        if kept is not None:
            doubt.hear(connection, address, channel.kind, inbound, now)
            _call_for_an_answer(desk, connection, conversation_id, channel.kind, now)
    if kept is None:
        return None
    KEPT.reach()
    return conversation_id


def _call_for_an_answer(
    desk: Desk, connection: Connection, conversation_id: int, kind: str, now: datetime
) -> None:
    """At once, or when the contact has stopped typing: several quick messages are one turn."""
    pause = timedelta(seconds=desk.business.policy.burst_wait(kind))
    if not pause:
        conversations.answer_later(connection, conversation_id, now)
        desk.ring(connection, conversation_id)
        return
    first = messages.unanswered(connection, conversation_id)[0].at
    answer_at = min(now + pause, max(now, first + BURST_LIMIT * pause))
    conversations.answer_later(connection, conversation_id, answer_at)
