"""Promises fall due: each kind, what is looked up for it, and what is then done about it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from coccinelle.core.errors import PermanentError, TemporaryError
from coccinelle.core.moments import later
from coccinelle.engine.actions import label, outside
from coccinelle.engine.commitments import (
    alert,
    answer_due,
    arrival,
    draft_expiry,
    exchange_due,
    hold_due,
    parcel_told,
    satisfaction,
    task,
    waiting,
    watch,
)
from coccinelle.engine.desk import Desk
from coccinelle.engine.members import takeover
from coccinelle.engine.notifications import digest
from coccinelle.kit.failpoints import declare
from coccinelle.store import cases, commitments
from coccinelle.store.commitments import CommitmentRow
from coccinelle.store.database import Connection

LOOKED = declare("looked", "what a promise needs was looked up, nothing is written")
FOLLOWED_UP = declare("followed_up", "a promise was kept, what it says has not left")
BACKOFF = (1, 5, 15, 30, 60)  # minutes between looks while nobody answers
TOLD_AFTER = 4  # looks in vain before a member is told
GIVE_UP_AFTER = 48  # looks in vain: about two days

Look = Callable[[Desk, CommitmentRow], Any]
"""Asks others, with no transaction open; what it saw goes to the keeper. Raises TemporaryError (it
is looked again later), PermanentError (the promise cannot be kept: a member is told)."""

Keeper = Callable[[Desk, Connection, CommitmentRow, Any, datetime], None]
"""Ends the promise or puts it off, with what it writes, in one transaction."""


def follow_up(desk: Desk, conversation_id: int) -> None:
    """Keeps every promise of this conversation that is due, oldest first, each once.

    One that cannot be looked into now waits, and holds up none of the others.
    """
    seen: list[int] = []
    while (due := _next_due(desk, conversation_id, seen)) is not None:
        seen.append(due.id)
        _keep(desk, due)


def _next_due(desk: Desk, conversation_id: int, seen: list[int]) -> CommitmentRow | None:
    with desk.transaction() as connection:
        return commitments.next_due(connection, conversation_id, desk.now(), besides=seen)


def _keep(desk: Desk, due: CommitmentRow) -> None:
    try:
        seen = LOOKS[due.kind](desk, due) if due.kind in LOOKS else None
    except TemporaryError as error:
        return _look_later(desk, due, error)
    except PermanentError as error:
        return _fail(desk, due, str(error))
    LOOKED.reach()
    now = desk.now()
    with desk.transaction() as connection:
        still = commitments.claim(connection, due.id, now)
        if still is None:
            return
        KEEPERS[due.kind](desk, connection, still, seen, now)
    FOLLOWED_UP.reach()


def _look_later(desk: Desk, due: CommitmentRow, error: TemporaryError) -> None:
    tries = due.attempts + 1
    if tries >= GIVE_UP_AFTER:
        return _fail(desk, due, str(error))
    minutes = BACKOFF[min(due.attempts, len(BACKOFF) - 1)]
    pause = error.retry_after_seconds or minutes * 60
    with desk.transaction() as connection:
        if commitments.claim(connection, due.id, desk.now()) is None:
            return
        commitments.postpone(connection, due.id, later(desk.now(), timedelta(seconds=pause)))
        if tries == TOLD_AFTER:
            _tell(desk, connection, due, f"{error} Nouvel essai dans un moment.")


def _fail(desk: Desk, due: CommitmentRow, sentence: str) -> None:
    with desk.transaction() as connection:
        now = desk.now()
        if commitments.claim(connection, due.id, now) is None:
            return
        commitments.end(connection, due.id, status="failed", because=sentence, at=now)
        _tell(desk, connection, due, sentence)


def _tell(desk: Desk, connection: Connection, due: CommitmentRow, sentence: str) -> None:
    cases.notify(
        connection,
        kind="failure",
        text=f"Engagement en attente - {due.reason}",
        lines=(sentence,),
        status_line="À vous de voir",
        conversation_id=due.conversation_id,
        at=desk.now(),
    )


LOOKS: dict[str, Look] = {watch.KIND: watch.look, alert.KIND: alert.look}

KEEPERS: dict[str, Keeper] = {
    "hold_expiry": hold_due.expire,
    "reminder": hold_due.remind,
    waiting.KIND: waiting.tell,
    label.ERRAND.commitment: outside.watch,
    watch.KIND: watch.keep,
    alert.KIND: alert.keep,
    arrival.TELL: arrival.tell,
    takeover.KIND: takeover.keep,
    task.TASK: task.keep,
    task.CALL_BACK: task.keep,
    exchange_due.OVER: exchange_due.tell_over,
    parcel_told.KIND: parcel_told.tell,
    satisfaction.KIND: satisfaction.keep,
    answer_due.KIND: answer_due.keep,
    digest.KIND: digest.tell,
    draft_expiry.KIND: draft_expiry.keep,
}
