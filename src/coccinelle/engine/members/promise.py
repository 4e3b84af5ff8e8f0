"""What a member does about a promise: keep it later, sooner, now, or call it off with a reason."""

from datetime import datetime

from coccinelle.core.errors import PermanentError
from coccinelle.engine.actions import hold
from coccinelle.engine.commitments import alert, answer_due, arrival, task, watch
from coccinelle.engine.desk import Desk
from coccinelle.engine.members import counter
from coccinelle.store import commitments
from coccinelle.store.commitments import CommitmentRow
from coccinelle.store.database import Connection

BY_HAND = (task.TASK, task.CALL_BACK, answer_due.KIND)  # only a member can say that it is done
OURS = ("reminder", watch.KIND, alert.KIND, arrival.TELL)
HOLD = "hold_expiry"
CHANGEABLE = (*BY_HAND, *OURS, HOLD)
NO_MORE = "Cet engagement n'est plus en cours."
NOT_THIS_ONE = "Cet engagement se règle tout seul : il ne se modifie pas ici."


def move(desk: Desk, commitment_id: int, due_at: datetime, *, by: str, reason: str = "") -> None:
    """Another moment; reason: other words, for what a member does by hand.

    Raises PermanentError when it has ended, or lies in the past.
    """
    now = desk.now()
    if due_at <= now:
        raise PermanentError("Cette échéance est déjà passée.")
    if due_at > now + counter.FARTHEST:
        raise PermanentError(counter.TOO_FAR)
    with desk.transaction() as connection:
        row = _pending(connection, commitment_id)
        if reason and row.kind in BY_HAND:
            commitments.reword(connection, row.id, reason)
        if row.kind != HOLD:
            return commitments.put_off(connection, row.id, due_at)
    assert row.hold_id is not None
    counter.prolong(desk, row.hold_id, due_at, by=by)


def cancel(desk: Desk, commitment_id: int, reason: str, *, by: str) -> None:
    """A hold's end called off is the hold called off: nothing is kept without an end.

    Raises PermanentError when it has ended.
    """
    now = desk.now()
    because = f"Annulé par {by} : {reason}"
    with desk.transaction() as connection:
        row = _pending(connection, commitment_id)
        if row.kind == HOLD and row.hold_id is not None:
            hold.end(desk, connection, row.hold_id, status="cancelled", because=because, now=now)
            return
        commitments.end(connection, row.id, status="cancelled", because=because, at=now)


def keep_now(desk: Desk, commitment_id: int, *, by: str) -> None:
    """A task is ticked; everything else is done at once instead of at its hour.

    Raises PermanentError when it has ended.
    """
    now = desk.now()
    with desk.transaction() as connection:
        row = _pending(connection, commitment_id)
        if row.kind in BY_HAND:
            because = f"Fait par {by}"
            return commitments.end(connection, row.id, status="done", because=because, at=now)
        commitments.put_off(connection, row.id, now)
        desk.ring(connection, row.conversation_id or 0)


def _pending(connection: Connection, commitment_id: int) -> CommitmentRow:
    row = commitments.lock(connection, commitment_id)
    if row is None or row.status != "pending":
        raise PermanentError(NO_MORE)
    if row.kind not in CHANGEABLE:
        raise PermanentError(NOT_THIS_ONE)
    return row
