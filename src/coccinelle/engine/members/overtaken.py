"""What a member has not read yet: said before she answers over it, or closes on it."""

from coccinelle.core.errors import PermanentError
from coccinelle.store import customer_messages, inbox
from coccinelle.store.database import Connection
from coccinelle.store.messages import MessageRow


class Overtaken(PermanentError):
    """arrived: what was said since, oldest first."""

    def __init__(self, sentence: str, arrived: tuple[MessageRow, ...]) -> None:
        super().__init__(sentence)
        self.arrived = arrived


def check_nothing_arrived(
    connection: Connection, conversation_id: int, seen: int, *, by: str
) -> None:
    """seen: the id of the newest message of this customer that was shown, on any channel. Raises
    Overtaken when somebody else than her wrote since."""
    arrived = [
        m
        for m in customer_messages.said_since(connection, conversation_id, seen)
        if m.automatic == "" and (m.author != "member" or m.by_member != by)
    ]
    if not arrived:
        return
    last = arrived[-1]
    who = {"contact": inbox.name_of(connection, conversation_id), "assistant": "Coccinelle"}
    name = who.get(last.author) or last.by_member or "Un membre"
    raise Overtaken(f"{name} a écrit entre-temps : « {last.text[:160]} »", tuple(arrived))
