"""STOP and START, on the address and the kind of channel they came from."""

from datetime import datetime
from typing import Any

from coccinelle.engine.actions.feed import tell_act
from coccinelle.engine.actions.wish import Wish
from coccinelle.engine.desk import Desk
from coccinelle.store import contacts, conversations
from coccinelle.store.database import Connection


def stop(desk: Desk, connection: Connection, wish: Wish, now: datetime) -> dict[str, Any]:
    conversation = conversations.load(connection, wish.conversation_id)
    assert conversation is not None
    contacts.opt_out(connection, conversation.address_id, conversation.kind, at=now, words="STOP")
    _tell(connection, wish, now, "ne veut plus recevoir de messages (STOP)")
    return {"kind": conversation.kind}


def start(desk: Desk, connection: Connection, wish: Wish, now: datetime) -> dict[str, Any]:
    conversation = conversations.load(connection, wish.conversation_id)
    assert conversation is not None
    contacts.opt_in(connection, conversation.address_id, conversation.kind)
    _tell(connection, wish, now, "accepte de nouveau vos messages")
    return {"kind": conversation.kind}


def _tell(connection: Connection, wish: Wish, now: datetime, what: str) -> None:
    who = wish.contact.name or wish.contact.address
    tell_act(connection, wish, now, f"{who} {what}", kind="consent")
