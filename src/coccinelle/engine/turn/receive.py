"""A message arrives: kept once, in order, and the bell of its conversation is rung."""

from datetime import datetime, timedelta

from coccinelle.core.messages import BOUNCE, Inbound
from coccinelle.core.moments import later
from coccinelle.engine.desk import Desk
from coccinelle.engine.members.closing import IDLE
from coccinelle.engine.turn import doubt
from coccinelle.engine.turn.thread import place_of
from coccinelle.kit.failpoints import declare
from coccinelle.store import (
    arrivals,
    attachments,
    attention,
    cases,
    channels,
    contacts,
    conversations,
    messages,
)
from coccinelle.store.channels import ChannelRow
from coccinelle.store.contacts import AddressRow
from coccinelle.store.database import Connection

KEPT = declare("kept", "a message was kept, the provider has no answer yet")
BURST_LIMIT = 4  # a burst never waits longer than this many times its pause


def receive(desk: Desk, channel: ChannelRow, inbound: Inbound) -> int | None:
    """The conversation's id; None when the provider already gave us this message, or our own.

    What no person wrote is kept and shown, and waits for no answer.
    """
    now = desk.now()
    with desk.transaction() as connection:
        if channels.is_ours(connection, channel.kind, inbound.sender):
            return None  # two of our own numbers would answer each other for ever
        if messages.is_known(connection, channel.id, inbound.provider_id):
            return None
        address = contacts.address_for(connection, channel.kind, inbound.sender)
        place = place_of(connection, channel, address, inbound)
        conversation_id = _conversation(connection, channel, address, inbound, place.thread, now)
        kept = arrivals.keep(
            connection,
            conversation_id,
            channel.id,
            inbound,
            now,
            has_returned=place.has_returned,
        )
        if kept is not None:
            if not inbound.automatic:
                _note_sender(connection, channel, address, inbound, now, conversation_id)
            _keep_files(connection, kept, inbound)
            _what_next(desk, connection, conversation_id, channel.kind, inbound, now)
    if kept is None:
        return None
    KEPT.reach()
    return conversation_id


def _conversation(
    connection: Connection,
    channel: ChannelRow,
    address: AddressRow,
    inbound: Inbound,
    thread: str,
    now: datetime,
) -> int:
    """What was put off, or closed lately, is there again for whoever writes by hand."""
    if not inbound.automatic:
        attention.customer_writes(
            connection,
            channel_id=channel.id,
            address_id=address.id,
            thread=thread,
            since=now - IDLE,
        )
    return conversations.open_for(
        connection,
        contact_id=address.contact_id,
        channel_id=channel.id,
        address_id=address.id,
        kind=channel.kind,
        thread=thread,
        at=now,
    )


def _note_sender(
    connection: Connection,
    channel: ChannelRow,
    address: AddressRow,
    inbound: Inbound,
    now: datetime,
    conversation_id: int,
) -> None:
    doubt.hear(connection, address, channel.kind, inbound, now, conversation_id)
    if address.bad_reason and inbound.is_proven:
        contacts.mark_good(connection, address.id)


def _keep_files(connection: Connection, message_id: int, inbound: Inbound) -> None:
    for attachment in inbound.attachments:
        attachments.add(connection, message_id, attachment)


def _what_next(
    desk: Desk,
    connection: Connection,
    conversation_id: int,
    kind: str,
    inbound: Inbound,
    now: datetime,
) -> None:
    if not inbound.automatic:
        _call_for_an_answer(desk, connection, conversation_id, kind, now)
    elif inbound.automatic == BOUNCE:
        cases.notify(
            connection,
            kind="failure",
            text="Un de vos e-mails semble ne pas être arrivé",
            lines=(f"« {inbound.subject[:160]} »",),
            status_line="À vous de voir",
            conversation_id=conversation_id,
            at=now,
        )


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
    answer_at = min(later(now, pause), max(now, later(first, BURST_LIMIT * pause)))
    conversations.answer_later(connection, conversation_id, answer_at)
