"""What a member does in a conversation: write, take over, hand back."""

from coccinelle.core.errors import PermanentError
from coccinelle.core.saved_reply import blanks
from coccinelle.engine.commitments import answer_due, draft_expiry, promised
from coccinelle.engine.desk import Desk
from coccinelle.engine.members import takeover
from coccinelle.engine.members.overtaken import check_nothing_arrived
from coccinelle.store import (
    addresses,
    attention,
    cases,
    channels,
    conversations,
    customer_messages,
    messages,
    team,
)
from coccinelle.store.database import Connection

NOT_THEIRS = "Cette coordonnée a été retirée de sa fiche : écrivez à cette personne autrement."


def reply(
    desk: Desk, conversation_id: int, text: str, *, by: str, seen: int | None = None,
    once: str | None = None,
) -> None:  # fmt: skip
    """A member's own words: the assistant is silent here until the conversation is handed back, or
    she has left it alone for long. What she promises becomes a task.

    seen: the id of the newest message of this customer that she had read, on any channel; None when
    she confirmed. Raises Overtaken, with nothing written, when somebody else wrote since. once: the
    form's own key, so that a second click writes nothing.
    """
    check_words(text)
    made = promised.read(desk, text, by)
    with desk.transaction() as connection:
        now = desk.now()
        if conversation_id not in attention.lock_open(connection, conversation_id):
            conversations.lock(connection, conversation_id)  # closed: what she writes opens it
        if once and customer_messages.is_written(connection, once):
            return
        _check_way(connection, conversation_id)
        if seen is not None:
            check_nothing_arrived(connection, conversation_id, seen, by=by)
        attention.reopen(connection, conversation_id)
        write(desk, connection, conversation_id, text, by=by, once=once)
        draft = cases.waiting_draft(connection, conversation_id)
        if draft:
            cases.end_draft(connection, draft.id, status="replaced", by=by, sent_text=text, at=now)
        waiting = [message.id for message in messages.unanswered(connection, conversation_id)]
        messages.mark_answered(connection, waiting, None)
        takeover.begin(desk, connection, conversation_id, by=by)
        promised.note(desk, connection, conversation_id, made)
        answered(desk, connection, conversation_id, by=by)


def check_words(text: str) -> None:
    """Raises PermanentError when there are none, or when a saved reply has a blank left."""
    if not text.strip():
        raise PermanentError("Ce message est vide.")
    if left := blanks(text):
        raise PermanentError(f"Il reste {{{left[0]}}} à compléter.")


def _check_way(connection: Connection, conversation_id: int) -> None:
    conversation = conversations.load(connection, conversation_id)
    if conversation is None:
        return
    if channels.is_removed(connection, conversation.channel_id):
        raise PermanentError("Ce canal a été retiré : écrivez à cette personne autrement.")
    is_open = conversation.state == "open"
    if not (is_open or addresses.is_still_theirs(connection, conversation_id)):
        raise PermanentError(NOT_THEIRS)


def answered(desk: Desk, connection: Connection, conversation_id: int, *, by: str) -> None:
    """A member's words are leaving: nobody waits here any more."""
    now = desk.now()
    team.seen(connection, conversation_id, now)
    cases.answer_escalations(connection, conversation_id, by=by, at=now)
    draft_expiry.end(connection, conversation_id, because=f"{by} a répondu", at=now)
    answer_due.end(connection, conversation_id, because=f"{by} a répondu", at=now)
    attention.read(connection, conversation_id)
    desk.ring(connection, conversation_id)


def take_over(desk: Desk, conversation_id: int, *, by: str) -> None:
    with desk.transaction() as connection:
        takeover.begin(desk, connection, conversation_id, by=by)
        team.seen(connection, conversation_id, desk.now())


def hand_back(desk: Desk, conversation_id: int) -> None:
    with desk.transaction() as connection:
        takeover.end(desk, connection, conversation_id)


def write(
    desk: Desk, connection: Connection, conversation_id: int, text: str,
    waits_for: int | None = None, *, by: str = "", once: str | None = None,
) -> None:  # fmt: skip
    """waits_for: the outside act it tells of."""
    conversation = conversations.lock(connection, conversation_id)
    if conversation is None:
        raise PermanentError("Cette conversation n'existe pas.")
    messages.add_outbound(
        connection, conversation_id, conversation.channel_id, author="member", text=text,
        at=desk.now(), purpose="member", waits_for=waits_for, by_member=by, once=once,
    )  # fmt: skip
