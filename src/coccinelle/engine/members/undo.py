"""A member undoes what the assistant did: the customer is told, in words the member saw first."""

from coccinelle.core.errors import PermanentError
from coccinelle.core.facts import Fact, Phrase
from coccinelle.core.orders import Exchange
from coccinelle.core.shop import Hold
from coccinelle.engine.actions import exchange, hold
from coccinelle.engine.actions.feed import ALL_OK
from coccinelle.engine.delivery.addressee import occasion_to_write
from coccinelle.engine.desk import Desk
from coccinelle.store import actions, cases, conversations, holds, messages, orders
from coccinelle.store.actions import ActionRow
from coccinelle.store.database import Connection

UNDOABLE = ("hold.place", "hold.swap", "exchange.open")
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
        ended = hold.end(
            desk, connection, held.id, status="cancelled", because=f"Annulée par {by}", now=now
        )
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
            by_member=by,
        )
        cases.notify(
            connection,
            kind="action",
            text=f"{_what(action)} par {by} - {hold.short_name(held)}",
            lines=("L'article est de nouveau en vente, le client est prévenu",),
            status_line=ALL_OK,
            conversation_id=conversation.id,
            at=now,
        )
        desk.ring(connection, conversation.id)


def _still_done(connection: Connection, action: ActionRow | None) -> tuple[ActionRow, Hold]:
    if action is None or action.state != "done" or action.kind not in UNDOABLE:
        raise PermanentError(TOO_LATE)
    opened = _exchange(connection, action)  # what it keeps now, after any change of mind
    hold_id = opened.hold_id if opened else action.result["hold_id"]
    held = holds.load(connection, hold_id) if hold_id else None
    if held is None or held.status != "active":
        raise PermanentError(TOO_LATE)
    return action, held


def _what(action: ActionRow) -> str:
    return "Échange annulé" if "exchange_id" in action.result else "Réservation annulée"


def _exchange(connection: Connection, action: ActionRow) -> Exchange | None:
    opened = action.result.get("exchange_id")
    return orders.exchange(connection, opened) if opened else None


def _words(desk: Desk, connection: Connection, action: ActionRow, held: Hold) -> str:
    assert action.conversation_id is not None
    conversation = conversations.load(connection, action.conversation_id)
    assert conversation is not None
    occasion = occasion_to_write(desk, connection, conversation)
    opened = _exchange(connection, action)
    if opened:
        return desk.wording.compose((exchange.undone_phrase(opened, desk.now()),), occasion)
    facts = {"product": Fact("product", held.product, "catalogue", desk.now())}
    if held.size:
        facts["size"] = Fact("size", held.size, "mise de côté", desk.now())
    return desk.wording.compose((Phrase("hold_undone", facts),), occasion)
