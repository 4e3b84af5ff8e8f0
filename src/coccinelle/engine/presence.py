"""Two members in front of one customer see each other."""

from coccinelle.engine.desk import Desk
from coccinelle.store import presence


def writing(desk: Desk, conversation_id: int, member_id: int) -> None:
    """Called while keys are struck, every few seconds at most."""
    with desk.transaction() as connection:
        presence.writing(connection, conversation_id, member_id, desk.now())


def stopped(desk: Desk, conversation_id: int, member_id: int) -> None:
    """Sent, emptied or left."""
    with desk.transaction() as connection:
        presence.stopped(connection, conversation_id, member_id)


def others_writing(desk: Desk, conversation_id: int, member_id: int) -> list[str]:
    with desk.transaction() as connection:
        return presence.others(connection, conversation_id, member_id, desk.now())
