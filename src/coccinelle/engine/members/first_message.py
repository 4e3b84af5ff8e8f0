"""A member writes first: to a customer who is known, or to a new phone or e-mail."""

import re

from coccinelle.core.errors import PermanentError
from coccinelle.engine.desk import Desk
from coccinelle.engine.members.member import check_words
from coccinelle.engine.members.resend import check_address, working
from coccinelle.store import attention, contacts, conversations, customer_messages, messages, team
from coccinelle.store.channels import ChannelRow
from coccinelle.store.contacts import ADDRESS_KINDS, AddressRow
from coccinelle.store.database import Connection

FORMS = {
    "phone": re.compile(r"\+[1-9][0-9]{5,14}"),
    "email": re.compile(r"[^\s@<>,;]{1,64}@[^\s@<>,;]{1,255}\.[^\s@<>,;.]{2,63}"),
}


def write_first(
    desk: Desk, *, kind: str, text: str, by: str, contact_id: int | None = None, to: str = "",
    subject: str = "", once: str | None = None,
) -> int:  # fmt: skip
    """The conversation. to: a phone as E.164 or an e-mail, unless contact_id says whose; once: the
    form's own key, so that a second click sends nothing more.

    As after any words of a member, the assistant is silent there until it is handed back. Raises
    PermanentError when nobody can be written to so.
    """
    check_words(text)
    with desk.transaction() as connection:
        channel = working(connection, kind)
        address = _address(connection, kind, contact_id, to)
        check_address(connection, address, kind)
        if team.is_member(connection, address.contact_id, kind, address.value):
            raise PermanentError("Cette coordonnée est celle de l'équipe.")
        conversation_id = _opened(desk, connection, channel, address)
        if once and customer_messages.is_written(connection, once):
            return conversation_id
        messages.add_outbound(
            connection, conversation_id, channel.id, author="member", text=text, purpose="member",
            subject=subject.strip()[:200] if kind == "email" else "", at=desk.now(),
            by_member=by, once=once,
        )  # fmt: skip
        conversations.pause(connection, conversation_id, by=by, at=desk.now())
        desk.ring(connection, conversation_id)
    return conversation_id


def _opened(desk: Desk, connection: Connection, channel: ChannelRow, address: AddressRow) -> int:
    """Locked; what was put off with this customer is back."""
    attention.wake(connection, attention.lock_open_of(connection, address.contact_id))
    return conversations.open_for(
        connection, contact_id=address.contact_id, channel_id=channel.id, address_id=address.id,
        kind=channel.kind, thread="", at=desk.now(),
    )  # fmt: skip


def _address(connection: Connection, kind: str, contact_id: int | None, to: str) -> AddressRow:
    if contact_id is not None:
        known = contacts.reachable(connection, contact_id, kind)
        if known is None:
            raise PermanentError("Aucune coordonnée de ce client ne convient à ce canal.")
        return known
    to = to.strip().lower()
    form = FORMS.get(ADDRESS_KINDS.get(kind, ""))
    if form is None or not form.fullmatch(to):
        raise PermanentError("Ce numéro ou cette adresse n'est pas valable.")
    return contacts.address_for(connection, kind, to)
