"""Promises fall due: each kind, and what is done about it."""

from collections.abc import Callable
from datetime import datetime

from coccinelle.core.commitments import after_quiet_hours
from coccinelle.core.facts import Fact, Phrase
from coccinelle.core.shop import Hold
from coccinelle.engine import hold, waiting
from coccinelle.engine.addressee import occasion_to_write
from coccinelle.engine.desk import Desk
from coccinelle.kit.failpoints import declare
from coccinelle.store import cases, commitments, conversations, holds, messages
from coccinelle.store.commitments import CommitmentRow
from coccinelle.store.database import Connection

FOLLOWED_UP = declare("followed_up", "a promise was kept, what it says has not left")


def follow_up(desk: Desk, conversation_id: int) -> None:
    """Keeps every promise of this conversation that is due, oldest first, each once."""
    while _keep_one(desk, conversation_id):
        FOLLOWED_UP.reach()


def _keep_one(desk: Desk, conversation_id: int) -> bool:
    now = desk.now()
    with desk.transaction() as connection:
        due = commitments.claim_due(connection, conversation_id, now)
        if due is None:
            return False
        KEEPERS[due.kind](desk, connection, due, now)
        return True


def _expire_hold(desk: Desk, connection: Connection, due: CommitmentRow, now: datetime) -> None:
    assert due.hold_id is not None
    commitments.end(connection, due.id, status="done", because="Échéance atteinte", at=now)
    held = hold.end(desk, connection, due.hold_id, "expired", "Mise de côté terminée", now)
    if held is None:
        return
    cases.notify(
        connection,
        kind="action",
        text=f"Réservation expirée pour {_who(held)} - {hold.short_name(held)}",
        lines=("L'article est de nouveau en vente",),
        status_line=hold.ALL_OK,
        conversation_id=due.conversation_id,
        at=now,
    )


def _who(held: Hold) -> str:
    return held.contact_first_name or "un client"


def _remind(desk: Desk, connection: Connection, due: CommitmentRow, now: datetime) -> None:
    """Not in quiet hours: later if the hold still lasts then, else not at all."""
    assert due.hold_id is not None and due.conversation_id is not None
    held = holds.load(connection, due.hold_id)
    assert held is not None
    at = after_quiet_hours(desk.business.policy, desk.business.hours, now)
    if at > now and at < held.until:
        return commitments.postpone(connection, due.id, at)
    kept = "done" if at <= now else "cancelled"
    because = "Rappel envoyé" if kept == "done" else "Heures calmes jusqu'à la fin"
    commitments.end(connection, due.id, status=kept, because=because, at=now)
    if kept == "done":
        _write_reminder(desk, connection, due, now)


def _write_reminder(desk: Desk, connection: Connection, due: CommitmentRow, now: datetime) -> None:
    assert due.hold_id is not None and due.conversation_id is not None
    conversation = conversations.load(connection, due.conversation_id)
    held = holds.load(connection, due.hold_id)
    assert held is not None and conversation is not None
    occasion = occasion_to_write(desk, connection, conversation)
    messages.add_outbound(
        connection,
        conversation.id,
        conversation.channel_id,
        author="assistant",
        text=desk.wording.compose((_reminder(desk, held, now),), occasion),
        at=now,
        purpose="reminder",
    )


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
    return Phrase("reminder", facts)


Keeper = Callable[[Desk, Connection, CommitmentRow, datetime], None]

KEEPERS: dict[str, Keeper] = {
    "hold_expiry": _expire_hold,
    "reminder": _remind,
    waiting.KIND: waiting.tell,
}
