"""A watched parcel has come, or is waited for no more: all that hung on it ends."""

from datetime import datetime

from coccinelle.core.carrier import Tracking
from coccinelle.core.commitments import after_quiet_hours
from coccinelle.core.facts import Fact, Phrase
from coccinelle.core.member_words import clock, day, lasting
from coccinelle.engine.actions import hold
from coccinelle.engine.actions.feed import ALL_OK
from coccinelle.engine.delivery import addressee
from coccinelle.engine.delivery.addressee import contact_of
from coccinelle.engine.desk import Desk
from coccinelle.store import (
    cases,
    commitments,
    conversations,
    endings,
    holds,
    orders,
    team,
)
from coccinelle.store.commitments import CommitmentRow
from coccinelle.store.database import Connection

TELL = "tell_arrived"
NO_MORE = {"cancelled": "Commande annulée", "returned": "Commande retournée"}
TOGETHER = ("watch", "alert", "task")  # what an urgent order makes members and us do


def arrived(
    desk: Desk, connection: Connection, due: CommitmentRow, tracking: Tracking, now: datetime
) -> None:
    """The watch is kept, the rest dies with that reason, and everybody is told."""
    at = (tracking.delivered_at or now).astimezone(now.tzinfo)
    because = f"Livré {lasting(at)}"
    released = call_off(desk, connection, due, because, now)
    endings.of_order(connection, due.params["order"], by="assistant", at=now)
    team.no_more(connection, due.conversation_id or 0)
    cases.notify(
        connection,
        kind="action",
        text=f"Colis livré pour {who(desk, connection, due)} - Commande #{due.params['order']}",
        lines=(
            delivered_words(at, now),
            *(f"Réservation de secours libérée : {name}" for name in released),
        ),
        status_line=ALL_OK,
        conversation_id=due.conversation_id,
        at=now,
    )
    commitments.add(
        connection,
        kind=TELL,
        due_at=after_quiet_hours(desk.business.policy, desk.business.hours, now),
        reason=f"Dire que le colis est arrivé : commande #{due.params['order']}",
        at=now,
        conversation_id=due.conversation_id,
        contact_id=due.contact_id,
        params={"order": due.params["order"], "at": at.isoformat(), "released": bool(released)},
    )


def is_called_off(desk: Desk, connection: Connection, due: CommitmentRow, now: datetime) -> bool:
    """The order was cancelled, or came back: nobody waits for its parcel any more."""
    order = orders.load(connection, due.params["order"], due.contact_id, now)
    if order is None or order.status not in NO_MORE:
        return False
    call_off(desk, connection, due, NO_MORE[order.status], now)
    return True


def call_off(
    desk: Desk, connection: Connection, due: CommitmentRow, because: str, now: datetime
) -> list[str]:
    """Ends the watch, its alert, its tasks and its holds; the names of what was put aside."""
    for row in commitments.of_order(connection, due.params["order"], TOGETHER):
        status = "done" if row.kind == "watch" else "cancelled"
        commitments.end(connection, row.id, status=status, because=because, at=now)
    released = []
    for held in holds.active_of(connection, due.contact_id or 0):
        if held.purpose != "backup" or held.sku not in due.params.get("skus", ()):
            continue
        if hold.end(desk, connection, held.id, status="cancelled", because=because, now=now):
            released.append(hold.short_name(held))
    return released


def tell(desk: Desk, connection: Connection, due: CommitmentRow, seen: None, now: datetime) -> None:
    at = datetime.fromisoformat(due.params["at"]).astimezone(desk.business.zone)
    facts = {"delivered_at": Fact("moment", at, "suivi du transporteur", now)}
    flags = ("released",) if due.params["released"] else ()
    if write(desk, connection, due, Phrase("parcel_arrived", facts, flags, tells_act=True), now):
        return commitments.end(connection, due.id, status="done", because="Client prévenu", at=now)
    because = "Un membre a la conversation"
    commitments.end(connection, due.id, status="cancelled", because=because, at=now)


def write(
    desk: Desk, connection: Connection, due: CommitmentRow, phrase: Phrase, now: datetime
) -> bool:
    """False while a member has the conversation: she knows, and they hear it from her."""
    conversation = conversations.lock(connection, due.conversation_id or 0)
    if conversation is None or conversation.paused_at:
        return False
    addressee.write(desk, connection, conversation, (phrase,), now, purpose="watch")
    return True


def delivered_words(at: datetime, now: datetime) -> str:
    """Livré à 11h40, Livré hier à 11h40."""
    when = "" if at.date() == now.date() else f" {day(at.date(), now.date())}"
    return f"Livré{when} à {clock(at)}"


def who(desk: Desk, connection: Connection, due: CommitmentRow) -> str:
    conversation = conversations.load(connection, due.conversation_id or 0)
    if conversation is None:
        return "un client"
    contact = contact_of(desk, connection, conversation)
    return contact.name or contact.address
