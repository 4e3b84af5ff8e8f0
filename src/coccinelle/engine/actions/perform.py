"""Acts inside our own database: each kind of action, and what it writes; others are planned."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from coccinelle.core.business import Contact
from coccinelle.core.proposal import PlannedAction
from coccinelle.engine.actions import (
    consent,
    errand,
    exchange,
    hold,
    invoice,
    label,
    order_change,
    outside,
    withdrawal,
)
from coccinelle.engine.actions.wish import FactsChanged, Wish
from coccinelle.engine.commitments import alert, task, waiting, watch
from coccinelle.engine.desk import Desk
from coccinelle.engine.turn import prove
from coccinelle.store import actions
from coccinelle.store.database import Connection

__all__ = ["FactsChanged", "Wish", "as_json", "carry_out"]

Performer = Callable[[Desk, Connection, Wish, datetime], dict[str, Any]]

PERFORMERS: dict[str, Performer] = {
    "hold.place": hold.place,
    "hold.move": hold.move,
    "hold.swap": hold.swap,
    "hold.cancel": hold.cancel,
    "watch.start": watch.start,
    "alert.promise": alert.promise,
    "order.cancel": order_change.cancel,
    "order.modify": order_change.modify,
    "task.add": task.add,
    "call_back.promise": task.call_back,
    "exchange.open": exchange.open_one,
    "exchange.choose": exchange.choose,
    "exchange.change": exchange.change,
    "exchange.cancel": exchange.cancel,
    "withdrawal.record": withdrawal.record,
    "waiting.join": waiting.join,
    "consent.stop": consent.stop,
    "consent.start": consent.start,
    label.KIND: label.make,
    "proof.send": prove.send,
    invoice.KIND: invoice.make,
}


def carry_out(
    desk: Desk, connection: Connection, action: PlannedAction, *, turn_id: int | None,
    conversation_id: int, contact: Contact, now: datetime, is_validated: bool = False,
) -> None:  # fmt: skip
    """Once: a wish that was already journaled is left as it is. An act on someone else's system is
    only planned: `outside` calls for it after the commit.

    Raises FactsChanged when it is no longer possible.
    """
    about: dict[str, Any] = {"turn_id": turn_id, "conversation_id": conversation_id, "at": now}
    if outside.is_outside(desk, action.kind):
        errand.plan(
            connection, outside.ERRANDS[action.kind], action, contact_id=contact.id, **about
        )
        return
    action_id = actions.add(connection, action, contact_id=contact.id, **about)
    if action_id is not None:
        wish = Wish(
            action=action,
            action_id=action_id,
            turn_id=turn_id,
            conversation_id=conversation_id,
            contact=contact,
            is_validated=is_validated,
        )
        result = PERFORMERS[action.kind](desk, connection, wish, now)
        actions.done(connection, action_id, result)


def as_json(action: PlannedAction) -> dict[str, Any]:
    return {
        "kind": action.kind,
        "key": action.key,
        "params": action.params,
        "summary": action.summary,
    }
