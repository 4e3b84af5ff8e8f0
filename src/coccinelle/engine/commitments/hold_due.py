"""A hold reaches its end, or the hour of its reminder."""

from datetime import datetime

from coccinelle.core.commitments import after_quiet_hours
from coccinelle.core.facts import Fact, Phrase
from coccinelle.core.shop import Hold
from coccinelle.engine.actions import exchange, hold
from coccinelle.engine.actions.feed import ALL_OK
from coccinelle.engine.commitments import exchange_due
from coccinelle.engine.delivery import addressee
from coccinelle.engine.desk import Desk
from coccinelle.store import cases, commitments, conversations, holds
from coccinelle.store.commitments import CommitmentRow
from coccinelle.store.database import Connection

TOO_QUIET = "Heures calmes jusqu'à la fin"
_ENDED = {exchange.PURPOSE: "Échange expiré"}


def expire(
    desk: Desk, connection: Connection, due: CommitmentRow, seen: None, now: datetime
) -> None:
    assert due.hold_id is not None
    commitments.end(connection, due.id, status="done", because="Échéance atteinte", at=now)
    if exchange_due.has_more_time(desk, connection, due, now):
        return
    held = hold.end(
        desk, connection, due.hold_id, status="expired", because="Mise de côté terminée", now=now
    )
    if held is None:
        return
    if held.purpose == exchange.PURPOSE:
        exchange_due.ran_out(desk, connection, due, now)
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


def remind(
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
