"""A member undoes what the assistant did: the customer is told, in words the member saw first."""

from coccinelle.core.errors import PermanentError
from coccinelle.core.facts import Fact, Phrase
from coccinelle.core.shop import Hold
from coccinelle.engine import hold
from coccinelle.engine.addressee import occasion_to_write
from coccinelle.engine.desk import Desk
from coccinelle.store import actions, cases, conversations, holds, messages
from coccinelle.store.actions import ActionRow
from coccinelle.store.database import Connection

UNDOABLE = ("hold.place", "hold.swap")
TOO_LATE = "Cette action ne peut plus être annulée."


def preview(desk: Desk, action_id: int) -> str:
    """The message the customer will get. Raises PermanentError when it is too late."""
    with desk.transaction() as connection:
        action = actions.load(connection, action_id)
        return _words(desk, connection, *_still_done(connection, action))


def undo(desk: Desk, action_id: int, text: str, *, by: str) -> None:
    """Once: the stock is released, the reminder dies, the customer is told `text`.

    Raises PermanentError when it is too late.
    """
    now = desk.now()
    with desk.transaction() as connection:
        action, held = _still_done(connection, actions.lock(connection, action_id))
        ended = hold.end(desk, connection, held.id, "cancelled", f"Annulée par {by}", now)
        if ended is None or action.conversation_id is None:
            raise PermanentError(TOO_LATE)
        actions.undone(connection, action.id)
        conversation = conversations.lock(connection, action.conversation_id)
        assert conversation is not None
        messages.add_outbound(
            connection,
            conversation.id,
            conversation.channel_id,
            author="member",
            text=text,
            at=now,
            purpose="member",
        )
        cases.notify(
            connection,
            kind="action",
            text=f"Réservation annulée par {by} - {hold.short_name(held)}",
            lines=("L'article est de nouveau en vente, le client est prévenu",),
            status_line=hold.ALL_OK,
            conversation_id=conversation.id,
            at=now,
        )
        desk.ring(connection, conversation.id)


def _still_done(connection: Connection, action: ActionRow | None) -> tuple[ActionRow, Hold]:
    if action is None or action.state != "done" or action.kind not in UNDOABLE:
        raise PermanentError(TOO_LATE)
    held = holds.load(connection, action.result["hold_id"])
    if held is None or held.status != "active":
        raise PermanentError(TOO_LATE)
    return action, held


def _words(desk: Desk, connection: Connection, action: ActionRow, held: Hold) -> str:
    assert action.conversation_id is not None
    conversation = conversations.load(connection, action.conversation_id)
    assert conversation is not None
    facts = {"product": Fact("product", held.product, "catalogue", desk.now())}
    if held.size:
        facts["size"] = Fact("size", held.size, "mise de côté", desk.now())
    occasion = occasion_to_write(desk, connection, conversation)
    return desk.wording.compose((Phrase("hold_undone", facts),), occasion)
