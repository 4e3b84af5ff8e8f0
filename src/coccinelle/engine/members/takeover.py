"""A conversation is a member's, then the assistant's again: by hand, or left alone for long."""

from datetime import datetime

from coccinelle.core.member_words import lasting
from coccinelle.core.moments import later, parse_duration
from coccinelle.engine.delivery.addressee import contact_of
from coccinelle.engine.desk import Desk
from coccinelle.store import cases, commitments, conversations, messages
from coccinelle.store.commitments import CommitmentRow
from coccinelle.store.conversations import ConversationRow
from coccinelle.store.database import Connection
from coccinelle.store.messages import MessageRow

KIND = "resume"
REASON = "L'assistant reprend la conversation, sauf si un membre y écrit encore"
LEFT = "Écrit un autre jour et resté sans réponse : à vous de répondre"
BY_HAND = "La main a été rendue"


def begin(desk: Desk, connection: Connection, conversation_id: int, *, by: str) -> None:
    """The assistant is silent here; what it had promised goes on."""
    now = desk.now()
    conversations.pause(connection, conversation_id, by=by, at=now)
    due_at = later(now, parse_duration(desk.business.policy.resume_after))
    row = commitments.running(connection, conversation_id, KIND)
    if row is not None:
        return commitments.put_off(connection, row.id, due_at)
    commitments.add(
        connection, kind=KIND, due_at=due_at, reason=REASON, at=now,
        conversation_id=conversation_id,
    )  # fmt: skip


def end(desk: Desk, connection: Connection, conversation_id: int) -> None:
    """By hand: she decides what is answered next."""
    conversations.resume(connection, conversation_id)
    row = commitments.running(connection, conversation_id, KIND)
    if row is not None:
        commitments.end(connection, row.id, status="cancelled", because=BY_HAND, at=desk.now())


def keep(desk: Desk, connection: Connection, due: CommitmentRow, seen: None, now: datetime) -> None:
    """Counted from her last message. Who wrote since, with nobody's answer, is served."""
    conversation = conversations.lock(connection, due.conversation_id or 0)
    if conversation is None or not conversation.paused_at or conversation.state != "open":
        return commitments.end(connection, due.id, status="cancelled", because=BY_HAND, at=now)
    last = conversations.last_of_member(connection, conversation.id) or conversation.paused_at
    last = max(last, conversation.paused_at)
    due_at = later(last, parse_duration(desk.business.policy.resume_after))
    if due_at > now:
        return commitments.put_off(connection, due.id, due_at)
    conversations.resume(connection, conversation.id)
    commitments.end(connection, due.id, status="done", because="L'assistant a repris", at=now)
    if conversations.wait_again(connection, conversation.id, conversation.paused_at):
        answer_what_waits(desk, connection, conversation.id)
    _tell(desk, connection, conversation, last.astimezone(now.tzinfo))


def answer_what_waits(desk: Desk, connection: Connection, conversation_id: int) -> bool:
    """False when it was written another day, and is left to a member: "demain" is no more the day
    they meant."""
    now = desk.now()
    waiting = messages.unanswered(connection, conversation_id)
    if all(m.at.astimezone(now.tzinfo).date() == now.date() for m in waiting):
        conversations.answer_later(connection, conversation_id, now)
        desk.ring(connection, conversation_id)
        return True
    messages.mark_answered(connection, [message.id for message in waiting], None)
    if not cases.has_open_escalation(connection, conversation_id):
        _hand_over(desk, connection, conversation_id, waiting)
    return False


def _hand_over(
    desk: Desk, connection: Connection, conversation_id: int, waiting: list[MessageRow]
) -> None:
    conversation = conversations.load(connection, conversation_id)
    assert conversation is not None
    contact = contact_of(desk, connection, conversation)
    cases.add_escalation(
        connection, conversation_id, turn_id=None, reason=LEFT, urgency="normal", deadline=None,
        at=desk.now(),
    )  # fmt: skip
    cases.notify(
        connection,
        kind="escalation",
        text=f"À vous de répondre - {contact.name or contact.address}",
        lines=tuple(f"« {message.text[:160]} »" for message in waiting),
        status_line=LEFT,
        conversation_id=conversation_id,
        at=desk.now(),
    )


def _tell(
    desk: Desk, connection: Connection, conversation: ConversationRow, last: datetime
) -> None:
    contact = contact_of(desk, connection, conversation)
    cases.notify(
        connection,
        kind="message",
        text=f"L'assistant reprend la conversation avec {contact.name or contact.address}",
        lines=(f"Plus rien d'écrit par un membre depuis {lasting(last)}",),
        status_line="Pour la garder : prenez la main",
        conversation_id=conversation.id,
        at=desk.now(),
    )
