"""Acts inside our own database: each kind of action, and what it writes."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from coccinelle.core.proposal import PlannedAction
from coccinelle.engine import consent, hold, waiting
from coccinelle.engine.desk import Desk
from coccinelle.engine.wish import FactsChanged, Wish
from coccinelle.store.database import Connection

__all__ = ["FactsChanged", "Wish", "as_json", "perform"]

Performer = Callable[[Desk, Connection, Wish, datetime], dict[str, Any]]

PERFORMERS: dict[str, Performer] = {
    "hold.place": hold.place,
    "hold.move": hold.move,
    "hold.swap": hold.swap,
    "hold.cancel": hold.cancel,
    "waiting.join": waiting.join,
    "consent.stop": consent.stop,
    "consent.start": consent.start,
}


def perform(desk: Desk, connection: Connection, wish: Wish, now: datetime) -> dict[str, Any]:
    """The act's result, for the journal. Raises FactsChanged when it is no longer possible."""
    return PERFORMERS[wish.action.kind](desk, connection, wish, now)


def as_json(action: PlannedAction) -> dict[str, Any]:
    return {
        "kind": action.kind,
        "key": action.key,
        "params": action.params,
        "summary": action.summary,
    }
