"""What stands around the words of a message that leaves: to whom, under which subject, after which.

The same for each try of one message: a provider that was asked twice then knows it is one.
"""

import re

from coccinelle.core.messages import NO_THREAD, Outbound, Thread
from coccinelle.engine.desk import Desk
from coccinelle.store import contacts, threads
from coccinelle.store.conversations import ConversationRow
from coccinelle.store.database import Connection
from coccinelle.store.messages import MessageRow
from coccinelle.store.threads import Answered

REFERENCES_KEPT = 20  # the newest of a long thread
LONGEST_SUBJECT = 200
_ANSWERS = re.compile(r"^(?:\s*(?:re|ré|rép|aw|tr|fwd?|sv|antw)\s?(?:\[\d+\])?\s?:)+\s*", re.I)


def envelope(
    desk: Desk, connection: Connection, message: MessageRow, conversation: ConversationRow
) -> Outbound:
    """Only to the address on file, whatever the message asked for."""
    address = contacts.address(connection, conversation.address_id)
    is_mail = conversation.kind == "email"
    answered = threads.answered_at(connection, conversation.id, message.seq) if is_mail else None
    return Outbound(
        key=str(message.id),
        recipient=address.value,
        text=message.text,
        subject=message.subject or (_subject(desk, answered) if is_mail else ""),
        thread=_thread(conversation, answered) if is_mail else NO_THREAD,
        is_automatic=message.author == "assistant",
    )


def _subject(desk: Desk, answered: Answered | None) -> str:
    """In the thread, theirs; ours when we write first."""
    if answered is None:
        return f"{desk.business.name} vous écrit"
    theirs = _ANSWERS.sub("", " ".join(answered.subject.split()))
    return f"Re: {theirs}"[:LONGEST_SUBJECT] if theirs else f"Votre message à {desk.business.name}"


def _thread(conversation: ConversationRow, answered: Answered | None) -> Thread:
    if answered is None or not answered.message_id:
        return Thread(token=conversation.token)
    before = [n for n in answered.references_ids if n != answered.message_id]
    references = (*before, answered.message_id)[-REFERENCES_KEPT:]
    return Thread(in_reply_to=answered.message_id, references=references, token=conversation.token)
