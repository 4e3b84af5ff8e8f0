"""Promises fall due: each kind, what is looked up for it, and what is then done about it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from coccinelle.core.commitments import after_quiet_hours
from coccinelle.core.errors import PermanentError, TemporaryError
from coccinelle.core.facts import Fact, Phrase
from coccinelle.core.moments import later
from coccinelle.core.shop import Hold
from coccinelle.engine import (
    addressee,
    alert,
    answer_due,
    arrival,
    digest,
    draft_expiry,
    exchange,
    hold,
    label,
    outside,
    parcel_told,
    satisfaction,
    takeover,
    task,
    waiting,
    watch,
)
from coccinelle.engine.desk import Desk
from coccinelle.engine.feed import ALL_OK
from coccinelle.kit.failpoints import declare
from coccinelle.store import cases, commitments, conversations, holds
from coccinelle.store.commitments import CommitmentRow
from coccinelle.store.database import Connection

TOO_QUIET = "Heures calmes jusqu'à la fin"
_ENDED = {exchange.PURPOSE: "Échange expiré"}
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


def _expire_hold(
    desk: Desk, connection: Connection, due: CommitmentRow, seen: None, now: datetime
) -> None:
    assert due.hold_id is not None
    commitments.end(connection, due.id, status="done", because="Échéance atteinte", at=now)
    if exchange.has_more_time(desk, connection, due, now):
        return
    held = hold.end(desk, connection, due.hold_id, "expired", "Mise de côté terminée", now)
    if held is None:
        return
    if held.purpose == exchange.PURPOSE:
        exchange.ran_out(desk, connection, due, now)
    cases.notify(
        connection,
        kind="action",
        text=f"{_ENDED.get(held.purpose, 'Réservation expirée')} pour {_who(held)}"
        f" - {hold.short_name(held)}",
        lines=("L'article est de nouveau en vente",),
        status_line=ALL_OK,
        conversation_id=due.conversation_id,
        at=now,
    )


def _who(held: Hold) -> str:
    return held.contact_first_name or "un client"


def _remind(
    desk: Desk, connection: Connection, due: CommitmentRow, seen: None, now: datetime
) -> None:
    """Not in quiet hours: later if the hold still lasts then, else not at all; nor of what is over
    when the program was stopped meanwhile."""
    assert due.hold_id is not None and due.conversation_id is not None
    held = holds.load(connection, due.hold_id)
    assert held is not None
    at = after_quiet_hours(desk.business.policy, desk.business.hours, now)
    if at > now and at < held.until:
        return commitments.put_off(connection, due.id, at)
    is_over = min(held.until, held.pickup_at or held.until) <= now
    kept = "done" if at <= now and not is_over else "cancelled"
    because = "Rappel envoyé" if kept == "done" else "Trop tard" if is_over else TOO_QUIET
    is_said = _is_reminded(connection, due)
    commitments.end(connection, due.id, status=kept, because=because, at=now)
    if kept == "done" and not is_said:
        _write_reminder(desk, connection, due, now)


def _is_reminded(connection: Connection, due: CommitmentRow) -> bool:
    """One visit is recalled once, however many articles wait for it."""
    assert due.conversation_id is not None
    rows = commitments.of_conversation(connection, due.conversation_id)
    return any((r.kind, r.status, r.due_at) == (due.kind, "done", due.due_at) for r in rows)


def _write_reminder(desk: Desk, connection: Connection, due: CommitmentRow, now: datetime) -> None:
    assert due.hold_id is not None and due.conversation_id is not None
    conversation = conversations.load(connection, due.conversation_id)
    held = holds.load(connection, due.hold_id)
    assert held is not None and conversation is not None
    said = (_reminder(desk, held, now),)
    addressee.write(desk, connection, conversation, said, now, purpose="reminder")


def _reminder(desk: Desk, held: Hold, now: datetime) -> Phrase:
    moment = (held.pickup_at or held.until).astimezone(desk.business.zone)
    facts = {
        "product": Fact("product", held.product, "catalogue", now),
        "pickup_at" if held.pickup_at else "until": Fact("moment", moment, "mise de côté", now),
    }
    if held.size:
        facts["size"] = Fact("size", held.size, "mise de côté", now)
    if desk.business.address:
        facts["place"] = Fact("place", desk.business.address, "fiche de la boutique", now)
    return Phrase("reminder", facts, (held.purpose,))


LOOKS: dict[str, Look] = {watch.KIND: watch.look, alert.KIND: alert.look}

KEEPERS: dict[str, Keeper] = {
    "hold_expiry": _expire_hold,
    "reminder": _remind,
    waiting.KIND: waiting.tell,
    label.ERRAND.commitment: outside.watch,
    watch.KIND: watch.keep,
    alert.KIND: alert.keep,
    arrival.TELL: arrival.tell,
    takeover.KIND: takeover.keep,
    task.TASK: task.keep,
    task.CALL_BACK: task.keep,
    exchange.OVER: exchange.tell_over,
    parcel_told.KIND: parcel_told.tell,
    satisfaction.KIND: satisfaction.keep,
    answer_due.KIND: answer_due.keep,
    digest.KIND: digest.tell,
    draft_expiry.KIND: draft_expiry.keep,
}
