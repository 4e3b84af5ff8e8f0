"""What a member promises in her own words: a task of the team's from the moment it leaves."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from coccinelle.core.member_words import moment
from coccinelle.core.moments import later, resolve_moment
from coccinelle.core.promised import (
    LONGEST,
    MemberPromise,
    day_said,
    hour_said,
    kept,
    promise_in,
)
from coccinelle.engine.actions import hold
from coccinelle.engine.commitments import task
from coccinelle.engine.delivery.addressee import contact_of
from coccinelle.engine.desk import Desk
from coccinelle.store import cases, commitments, conversations, holds
from coccinelle.store.database import Connection

WHEN_NOT_SAID = "next_day closing"
TO_THE_END = ("hold",)  # "jusqu'à samedi" ends with that day; the rest is done when it begins


@dataclass(frozen=True, slots=True)
class Promised:
    """is_dated: she has named the day."""

    promise: MemberPromise
    due_at: datetime
    is_dated: bool


def read(desk: Desk, text: str, by: str, *, only: str = "") -> Promised | None:
    """None when the text promises nothing; only: of promises, this kind."""

    def kinds_of(sentence: str) -> tuple[str, ...]:
        kinds = desk.wording.promises(sentence)
        return tuple(kind for kind in kinds if only in ("", kind))

    promise = promise_in(text[: 10 * LONGEST], by, kinds_of)
    return _dated(desk, promise, desk.now()) if promise else None


def note(desk: Desk, connection: Connection, conversation_id: int, made: Promised | None) -> None:
    """A row, in the transaction that writes her words."""
    if made is None:
        return
    now, conversation = desk.now(), conversations.load(connection, conversation_id)
    assert conversation is not None
    contact = contact_of(desk, connection, conversation)
    promise = made.promise
    what = f"{promise.by} a promis à {contact.name or contact.address} : « {promise.words} »"
    commitments.add(
        connection, kind=task.TASK, due_at=made.due_at, reason=what, at=now,
        conversation_id=conversation_id, contact_id=conversation.contact_id,
        params={"what": what, "order": "", "urgency": "normal", **kept(promise)},
    )  # fmt: skip
    _prolong(desk, connection, contact.id, made)
    cases.notify(
        connection,
        kind="action",
        text=f"Promesse notée : {what}",
        lines=(f"Avant {moment(made.due_at.astimezone(now.tzinfo), now)}",),
        status_line=task.TO_DO,
        conversation_id=conversation_id,
        at=now,
        deadline=made.due_at,
    )


def _prolong(desk: Desk, connection: Connection, contact_id: int, made: Promised) -> None:
    """ "Je vous la garde jusqu'à samedi" of the one thing put aside: it is, until then."""
    if "hold" not in made.promise.kinds or not made.is_dated:
        return
    active = [h for h in holds.active_of(connection, contact_id) if h.purpose == "pickup"]
    if len(active) == 1 and active[0].until < made.due_at:
        because = f"Prolongée ({made.promise.by})"
        hold.prolong(
            desk,
            connection,
            active[0],
            made.due_at,
            because=because,
            now=desk.now(),
            pickup_at=active[0].pickup_at,
        )


def _dated(desk: Desk, promise: MemberPromise, now: datetime) -> Promised:
    """The day she named, at her hour; else the end of the next one that is open."""
    hours = desk.business.hours
    day, hour = day_said(promise.words, now.date()), hour_said(promise.words)
    at = None
    if day is not None and hour is not None:
        at = datetime.combine(day, hour, hours.zone)
    elif day is not None:
        is_end = any(kind in TO_THE_END for kind in promise.kinds)
        at = hours.closing(day) if is_end else hours.opening(day)
    due_at = at or resolve_moment(WHEN_NOT_SAID, now=now, hours=hours)
    return Promised(promise, max(due_at, later(now, timedelta(hours=1))), at is not None)
