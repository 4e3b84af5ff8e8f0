"""Read or not, for the whole team: one look by one member is enough."""

from coccinelle.engine.desk import Desk
from coccinelle.store import attention


def mark_read(desk: Desk, conversation_id: int) -> None:
    with desk.transaction() as connection:
        attention.read(connection, conversation_id)


def mark_unread(desk: Desk, conversation_id: int) -> None:
    with desk.transaction() as connection:
        attention.unread(connection, conversation_id)
