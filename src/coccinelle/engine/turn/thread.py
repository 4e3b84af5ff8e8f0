"""Which thread a message continues: by what only its participants hold, never by subject alone."""

import re
from dataclasses import dataclass

from coccinelle.core.messages import NO_THREAD, Inbound
from coccinelle.store import threads
from coccinelle.store.channels import ChannelRow
from coccinelle.store.contacts import AddressRow
from coccinelle.store.database import Connection
from coccinelle.store.threads import Found


@dataclass(frozen=True, slots=True)
class Place:
    """thread: "" where a channel has one conversation per address. has_returned: the message
    answers ours by something only this address was sent."""

    thread: str
    has_returned: bool = False


def place_of(
    connection: Connection, channel: ChannelRow, address: AddressRow, inbound: Inbound
) -> Place:
    """The message it answers, then those before, then our token, then an order of theirs; a
    stranger who holds any of these starts a thread of his own."""
    if inbound.thread == NO_THREAD:
        return Place("")
    found = _named(connection, channel, address, inbound) or _by_order(
        connection, channel, address, inbound
    )
    if found is None:
        return Place(inbound.thread.message_id or inbound.provider_id)
    return Place(found.thread, has_returned=found.by_ours)


def _named(
    connection: Connection, channel: ChannelRow, address: AddressRow, inbound: Inbound
) -> Found | None:
    thread = inbound.thread
    named = [n for n in (thread.in_reply_to, *reversed(thread.references)) if n]
    by_token = (
        threads.by_token(
            connection, channel_id=channel.id, address_id=address.id, token=thread.token
        )
        if thread.token
        else None
    )
    found = threads.by_message_id(
        connection, channel_id=channel.id, address_id=address.id, message_ids=named
    )
    if found and by_token and found.thread == by_token.thread:
        return by_token
    return found or by_token


def _by_order(
    connection: Connection, channel: ChannelRow, address: AddressRow, inbound: Inbound
) -> Found | None:
    """An order of the sender's own, named in both."""
    said = f"{inbound.subject} {inbound.text}"
    for number in threads.order_numbers(connection, address.contact_id):
        if not re.search(rf"(?<!\w){re.escape(number)}(?!\w)", said):
            continue
        found = threads.about_order(
            connection, channel_id=channel.id, address_id=address.id, number=number
        )
        if found:
            return found
    return None
