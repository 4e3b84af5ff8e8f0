"""What a member does in a conversation: write, take over, hand back, validate, refuse."""

from coccinelle.core.errors import PermanentError
from coccinelle.core.proposal import PlannedAction
from coccinelle.engine import perform
from coccinelle.engine.addressee import contact_of
from coccinelle.engine.desk import Desk
from coccinelle.engine.wish import FactsChanged
from coccinelle.store import actions, cases, conversations, messages, team
from coccinelle.store.cases import DraftRow
from coccinelle.store.database import Connection

NO_LONGER_WAITS = "Ce brouillon n'attend plus : relisez la conversation."


def reply(desk: Desk, conversation_id: int, text: str, *, by: str) -> None:
    """A member's own words: the assistant is silent here until the conversation is handed back."""
    with desk.transaction() as connection:
        _write(desk, connection, conversation_id, text)
        draft = cases.waiting_draft(connection, conversation_id)
        if draft:
            _end_draft(desk, connection, draft, "replaced", by, text)
        conversations.pause(connection, conversation_id, by=by, at=desk.now())
        team.seen(connection, conversation_id, desk.now())
        cases.answer_escalations(connection, conversation_id, by=by, at=desk.now())
        desk.ring(connection, conversation_id)


def take_over(desk: Desk, conversation_id: int, *, by: str) -> None:
    with desk.transaction() as connection:
        conversations.pause(connection, conversation_id, by=by, at=desk.now())
        team.seen(connection, conversation_id, desk.now())


def hand_back(desk: Desk, conversation_id: int) -> None:
    with desk.transaction() as connection:
        conversations.resume(connection, conversation_id)


def approve(
    desk: Desk,
    conversation_id: int,
    *,
    by: str,
    text: str | None = None,
    draft_id: int | None = None,
) -> None:
    """Sends the waiting draft, edited when `text` is given, after carrying out its actions.

    draft_id: the one that was read. Raises PermanentError when it no longer waits, or when its
    facts have changed since.
    """
    try:
        with desk.transaction() as connection:
            draft = _waiting(connection, conversation_id, draft_id)
            for action in draft.actions:
                _carry_out(desk, connection, draft, PlannedAction(**action))
            sent = text if text is not None else draft.text
            waits_for = actions.awaited(connection, draft.turn_id) if draft.turn_id else None
            _write(desk, connection, conversation_id, sent, waits_for)
            conversations.disclosed(connection, conversation_id, desk.now())
            status = "sent" if text is None or text == draft.text else "edited"
            _end_draft(desk, connection, draft, status, by, sent)
            cases.answer_escalations(connection, conversation_id, by=by, at=desk.now())
            team.seen(connection, conversation_id, desk.now())
            desk.ring(connection, conversation_id)
    except FactsChanged as change:
        _think_again(desk, conversation_id, by)
        raise PermanentError(f"Ce brouillon n'est plus à jour : {change}") from change


def refuse(desk: Desk, conversation_id: int, *, by: str, draft_id: int | None = None) -> None:
    """The customer still waits: the case becomes a member's own. Raises PermanentError when no
    draft waits."""
    with desk.transaction() as connection:
        draft = _waiting(connection, conversation_id, draft_id)
        _end_draft(desk, connection, draft, "refused", by, None)
        cases.add_escalation(
            connection,
            conversation_id,
            turn_id=draft.turn_id,
            reason="Brouillon refusé : à vous de répondre",
            urgency="normal",
            deadline=None,
            at=desk.now(),
        )


def _think_again(desk: Desk, conversation_id: int, by: str) -> None:
    """The facts changed since: the same messages are answered anew, with the facts of now."""
    with desk.transaction() as connection:
        draft = _waiting(connection, conversation_id)
        _end_draft(desk, connection, draft, "replaced", by, None)
        if draft.turn_id is not None:
            messages.unanswer(connection, draft.turn_id)
            conversations.answer_later(connection, conversation_id, desk.now())
            desk.ring(connection, conversation_id)


def _waiting(connection: Connection, conversation_id: int, draft_id: int | None = None) -> DraftRow:
    draft = cases.waiting_draft(connection, conversation_id)
    if draft is None:
        raise PermanentError("Aucun brouillon n'attend dans cette conversation.")
    if draft_id not in (None, draft.id):
        raise PermanentError(NO_LONGER_WAITS)
    return draft


def _carry_out(desk: Desk, connection: Connection, draft: DraftRow, action: PlannedAction) -> None:
    conversation = conversations.load(connection, draft.conversation_id)
    assert conversation is not None
    contact = contact_of(desk, connection, conversation)
    perform.carry_out(
        desk, connection, action, turn_id=draft.turn_id, conversation_id=conversation.id,
        contact=contact, now=desk.now(),
    )  # fmt: skip


def _write(
    desk: Desk,
    connection: Connection,
    conversation_id: int,
    text: str,
    waits_for: int | None = None,
) -> None:
    conversation = conversations.lock(connection, conversation_id)
    if conversation is None:
        raise PermanentError("Cette conversation n'existe pas.")
    messages.add_outbound(
        connection, conversation_id, conversation.channel_id, author="member", text=text,
        at=desk.now(), purpose="member", waits_for=waits_for,
    )  # fmt: skip


def _end_draft(
    desk: Desk, connection: Connection, draft: DraftRow, status: str, by: str, text: str | None
) -> None:
    cases.end_draft(connection, draft.id, status=status, by=by, sent_text=text, at=desk.now())
