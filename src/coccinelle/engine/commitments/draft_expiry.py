"""A draft nobody looked at: nothing of it is done, the case is a member's own, and it is told."""

from datetime import datetime

from coccinelle.core import answer_time
from coccinelle.core.commitments import after_quiet_hours
from coccinelle.core.moments import later, parse_duration
from coccinelle.core.reading import Urgency
from coccinelle.engine.commitments import answer_due
from coccinelle.engine.delivery.addressee import contact_of
from coccinelle.engine.desk import Desk
from coccinelle.store import cases, commitments, conversations, messages
from coccinelle.store.cases import DraftRow
from coccinelle.store.commitments import CommitmentRow
from coccinelle.store.conversations import ConversationRow
from coccinelle.store.database import Connection

KIND = "draft_expiry"
WHY = "Brouillon expiré"


def moment_of(desk: Desk, urgency: Urgency, now: datetime) -> datetime:
    """The policy's delay, and never past the moment the customer needs it by."""
    usual = later(now, parse_duration(desk.business.policy.draft_expires))
    needed = urgency.deadline
    return min(usual, needed) if needed and needed > now else usual


def plan(
    connection: Connection,
    conversation: ConversationRow,
    draft_id: int,
    expires_at: datetime,
    *,
    now: datetime,
    together: str = "",
) -> None:
    """The draft that this one replaces expires no more. together: the key of the alert that tells
    of many such drafts at once."""
    end(connection, conversation.id, because="Une autre réponse attend", at=now)
    commitments.add(
        connection,
        kind=KIND,
        due_at=expires_at,
        reason="Réponse à valider",
        at=now,
        conversation_id=conversation.id,
        contact_id=conversation.contact_id,
        params={"draft_id": draft_id, "together": together},
    )


def end(connection: Connection, conversation_id: int, *, because: str, at: datetime) -> None:
    commitments.end_all(connection, conversation_id, KIND, status="done", because=because, at=at)


def keep(desk: Desk, connection: Connection, due: CommitmentRow, seen: None, now: datetime) -> None:
    """At an hour when the customer may be written to: they hear that a person takes over."""
    assert due.conversation_id is not None
    conversation = conversations.lock(connection, due.conversation_id)
    draft = cases.waiting_draft(connection, due.conversation_id)
    if conversation is None or draft is None or draft.id != due.params["draft_id"]:
        return commitments.end(connection, due.id, status="done", because="Réglé", at=now)
    at = after_quiet_hours(desk.business.policy, desk.business.hours, now)
    if at > now:
        return commitments.put_off(connection, due.id, at)
    commitments.end(connection, due.id, status="done", because="Échéance atteinte", at=now)
    cases.end_draft(connection, draft.id, status="expired", by="Coccinelle", sent_text=None, at=now)
    _hand_over(desk, connection, conversation, draft, due.params.get("together", ""), now)


def _hand_over(
    desk: Desk,
    connection: Connection,
    conversation: ConversationRow,
    draft: DraftRow,
    together: str,
    now: datetime,
) -> None:
    who = contact_of(desk, connection, conversation)
    name = who.name or who.address
    business = desk.business
    when = answer_time.answer_by(business.policy, business.hours, now, is_urgent=False)
    is_told = messages.was_answered_since(connection, conversation.id, draft.created_at)
    cases.add_escalation(
        connection,
        conversation.id,
        turn_id=draft.turn_id,
        reason=f"{WHY} ({draft.reason}) : à vous de répondre",
        urgency="high",
        deadline=None,
        at=now,
        order=draft.order_number,
        context={**draft.context, "why": WHY},
        promised_at=None if is_told else when,
    )
    _alert(connection, draft, "plusieurs clients" if together else name, together, now)
    if not is_told:
        answer_due.tell_customer(desk, connection, conversation, "handed_over", when, now)
    answer_due.promise(
        desk, connection, conversation, when, reason=name, now=now, together=together
    )


def _alert(connection: Connection, draft: DraftRow, who: str, together: str, now: datetime) -> None:
    cases.notify(
        connection,
        kind="escalation",
        text=f"{WHY} - {who}",
        lines=(f"« {draft.text[:160]} »",) if draft.text else (),
        status_line="Rien n'a été envoyé ni fait : à vous de répondre",
        conversation_id=draft.conversation_id,
        turn_id=draft.turn_id,
        at=now,
        urgency="high",
        once=f"{KIND}:{together}:{now.date()}" if together else None,
    )
