"""A customer's timeline: messages of all their conversations, with notes, traces and files."""

from dataclasses import dataclass

from coccinelle.store import attachments, conversations, customer_messages, notes, turns
from coccinelle.store.attachments import AttachmentRow
from coccinelle.store.conversations import ConversationRow
from coccinelle.store.database import Connection
from coccinelle.store.messages import MessageRow
from coccinelle.store.notes import NoteRow
from coccinelle.store.turns import TurnRow


@dataclass(frozen=True, slots=True)
class Timeline:
    """Each oldest first, but the conversations: newest first. has_more: older messages exist."""

    conversations: list[ConversationRow]
    messages: list[MessageRow]
    notes: list[NoteRow]
    turns: list[TurnRow]
    attachments: list[AttachmentRow]
    has_more: bool


def timeline(
    connection: Connection, contact_id: int, *, limit: int = 100, before: int | None = None
) -> Timeline:
    """The newest `limit` messages, or those before the message with this id. Each note is on one
    page: that of the message it follows, or precedes when a page begins there."""
    read = customer_messages.of_contact(connection, contact_id, limit + 1, before)
    shown = read[-limit:]
    has_more = len(read) > limit
    since = read[0].at if has_more else None
    until = shown[-1].at if before is not None and shown else None
    return Timeline(
        conversations=conversations.of_contact(connection, contact_id),
        messages=shown,
        notes=notes.of_contact(connection, contact_id, since=since, until=until),
        turns=turns.all_of(connection, [m.turn_id for m in shown if m.turn_id]),
        attachments=attachments.of_messages(connection, [m.id for m in shown]),
        has_more=has_more,
    )
