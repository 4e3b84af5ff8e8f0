"""An act on someone else's system: how it is journaled, before anybody is called."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from coccinelle.core.facts import Phrase
from coccinelle.core.moments import later
from coccinelle.core.proposal import PlannedAction
from coccinelle.engine.desk import Desk
from coccinelle.store import actions, commitments
from coccinelle.store.actions import ActionRow
from coccinelle.store.database import Connection

LONGEST_CALL = timedelta(seconds=60)  # a call not ended by then died with its worker


@dataclass(frozen=True, slots=True)
class Errand:
    """One kind of outside act.

    is_outside: whether it leaves this business's own tables today. is_wanted: what it is for was
    not called off since. call: with no transaction open; raises TemporaryError, PermanentError,
    OutcomeUnknown. keep: writes what came of it, and gives the result for the journal. call_off: it
    will not be done. late: what the customer is told when it was done after their reply had left.
    commitment: the kind of promise that watches over it. what: its name as a member reads it.
    """

    is_outside: Callable[[Desk], bool]
    is_wanted: Callable[[Connection, dict[str, Any]], bool]
    call: Callable[[Desk, dict[str, Any]], Any]
    keep: Callable[[Connection, dict[str, Any], Any], dict[str, Any]]
    call_off: Callable[[Connection, dict[str, Any], datetime], None]
    late: Callable[[ActionRow, datetime], Phrase]
    commitment: str
    what: str


def plan(
    connection: Connection, errand: Errand, action: PlannedAction, *, turn_id: int | None,
    conversation_id: int, contact_id: int, at: datetime,
) -> int | None:  # fmt: skip
    """In the turn's transaction, with the promise that sees to it should everything stop here.

    None when this very wish was already journaled.
    """
    action_id = actions.add(
        connection, action, turn_id=turn_id, conversation_id=conversation_id,
        contact_id=contact_id, at=at,
    )  # fmt: skip
    if action_id is not None:
        commitments.add(
            connection,
            kind=errand.commitment,
            due_at=later(at, LONGEST_CALL),
            reason=action.summary,
            at=at,
            conversation_id=conversation_id,
            contact_id=contact_id,
            params={"action_id": action_id},
        )
    return action_id
