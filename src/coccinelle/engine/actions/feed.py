"""How an act of a turn is told to members: a line of their feed."""

from datetime import datetime
from typing import Any

from coccinelle.engine.actions.wish import Wish
from coccinelle.store import cases
from coccinelle.store.database import Connection

ALL_OK = "TOUT OK - Aucune action requise"


def tell_act(
    connection: Connection, wish: Wish, now: datetime, text: str, *lines: str,
    status_line: str = ALL_OK, kind: str = "action", **more: Any,
) -> None:  # fmt: skip
    """more: as of `cases.notify`."""
    cases.notify(
        connection, kind=kind, text=text, lines=lines, status_line=status_line,
        conversation_id=wish.conversation_id, turn_id=wish.turn_id, at=now, **more,
    )  # fmt: skip
