"""A reply that waits for a member: sent as it is or edited, refused, thought again."""

from rapidfuzz.distance import Levenshtein

from coccinelle.core.blank import has_blank
from coccinelle.core.errors import PermanentError
from coccinelle.core.proposal import PlannedAction
from coccinelle.engine.actions import perform
from coccinelle.engine.actions.wish import FactsChanged
from coccinelle.engine.business import autonomy
from coccinelle.engine.commitments import draft_expiry, promised
from coccinelle.engine.delivery.addressee import contact_of, occasion_to_write
from coccinelle.engine.desk import Desk
from coccinelle.engine.members import member
from coccinelle.engine.turn import freshness, reopen
from coccinelle.store import actions, cases, conversations, messages
from coccinelle.store.cases import DraftRow
from coccinelle.store.database import Connection

TO_COMPLETE = "Cette réponse a un blanc : remplacez « [à compléter…] » par votre réponse."
NO_LONGER_WAITS = "Ce brouillon n'attend plus : relisez la conversation."


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
    facts have changed since: what changed is said, and the case is thought about again; and when it
    has a blank still. A member's own words are theirs: only what is done with them is checked.
    """
    if text is None:
        _check(desk, conversation_id, by, draft_id)
    try:
        with desk.transaction() as connection:
            draft = waiting(connection, conversation_id, draft_id)
            if has_blank(draft.text if text is None else text):
                raise PermanentError(TO_COMPLETE)
            for action in draft.actions:
                _carry_out(desk, connection, draft, PlannedAction(**action))
            _send(desk, connection, draft, draft.text if text is None else text, by)
            promised.note(desk, connection, conversation_id, _promised(desk, draft, text, by))
    except FactsChanged as change:
        _think_again(desk, conversation_id, by)
        raise PermanentError(_no_longer(str(change))) from change


def refuse(
    desk: Desk, conversation_id: int, *, by: str, reason: str = "", draft_id: int | None = None
) -> None:
    """The customer still waits: the case becomes a member's own. Raises PermanentError when no
    draft waits."""
    with desk.transaction() as connection:
        draft = waiting(connection, conversation_id, draft_id)
        cases.end_draft(
            connection, draft.id, status="refused", by=by, sent_text=None, at=desk.now(),
            reason=reason,
        )  # fmt: skip
        draft_expiry.end(connection, conversation_id, because=f"Refusé par {by}", at=desk.now())
        why = f"Brouillon refusé ({reason})" if reason else "Brouillon refusé"
        cases.add_escalation(
            connection,
            conversation_id,
            turn_id=draft.turn_id,
            reason=f"{why} : à vous de répondre",
            urgency="normal",
            deadline=None,
            at=desk.now(),
            order=draft.order_number,
            context={**draft.context, "why": why},
        )
        autonomy.look(desk, connection, draft.skill)


def unbacked(desk: Desk, draft: DraftRow, text: str) -> tuple[str, ...]:
    """The statements of a member's words that nothing read now backs; for a warning, or a refusal
    where nobody sees it."""
    known = freshness.facts_of(desk, draft)
    if known is None:
        return ()
    facts, occasion = known
    return desk.wording.unbacked(text, facts, occasion)


def waiting(connection: Connection, conversation_id: int, draft_id: int | None = None) -> DraftRow:
    """Locked. Raises PermanentError when none waits, or another than the one that was read."""
    conversations.lock(connection, conversation_id)  # first, as whoever settles a turn
    draft = cases.waiting_draft(connection, conversation_id)
    if draft_id is not None and (draft is None or draft.id != draft_id):
        raise PermanentError(NO_LONGER_WAITS)
    if draft is None:
        raise PermanentError("Aucun brouillon n'attend dans cette conversation.")
    return draft


def _check(desk: Desk, conversation_id: int, by: str, draft_id: int | None) -> None:
    with desk.transaction() as connection:
        draft = waiting(connection, conversation_id, draft_id)
    if changes := freshness.changes(desk, draft):
        _think_again(desk, conversation_id, by, draft.id)
        raise PermanentError(_no_longer(" ; ".join(changes)))


def _promised(desk: Desk, draft: DraftRow, text: str | None, by: str) -> promised.Promised | None:
    """Words sent as they were prepared come with the acts that keep them; but "je regarde avec
    l'équipe" leaves an answer to give."""
    if text in (None, draft.text):
        return promised.read(desk, draft.text, by, only="answer")
    return promised.read(desk, text or "", by)


def _no_longer(what: str) -> str:
    return f"Ce brouillon n'est plus à jour : {what.rstrip('.')}. Une autre réponse se prépare."


def _send(desk: Desk, connection: Connection, draft: DraftRow, text: str, by: str) -> None:
    waits_for = actions.awaited(connection, draft.turn_id) if draft.turn_id else None
    leaving = _greeting_now(desk, connection, draft, text)
    member.write(desk, connection, draft.conversation_id, leaving, waits_for, by=by)
    cases.end_draft(
        connection,
        draft.id,
        status="sent" if text == draft.text else "edited",
        by=by,
        sent_text=leaving,
        at=desk.now(),
        edit_distance=Levenshtein.distance(draft.text, text),
    )
    member.answered(desk, connection, draft.conversation_id, by=by)
    reopen.question(connection, draft, text, desk.now())
    autonomy.look(desk, connection, draft.skill)


def _greeting_now(desk: Desk, connection: Connection, draft: DraftRow, text: str) -> str:
    """A greeting that a member has left as it was prepared is of the moment it leaves."""
    conversation = conversations.load(connection, draft.conversation_id)
    assert conversation is not None
    occasion = occasion_to_write(desk, connection, conversation)
    return desk.wording.greeting_again(text, occasion)


def _carry_out(desk: Desk, connection: Connection, draft: DraftRow, action: PlannedAction) -> None:
    conversation = conversations.load(connection, draft.conversation_id)
    assert conversation is not None
    contact = contact_of(desk, connection, conversation)
    perform.carry_out(
        desk, connection, action, turn_id=draft.turn_id, conversation_id=conversation.id,
        contact=contact, now=desk.now(), is_validated=True,
    )  # fmt: skip


def _think_again(desk: Desk, conversation_id: int, by: str, draft_id: int | None = None) -> None:
    """The facts changed since: the same messages are answered anew, with the facts of now."""
    with desk.transaction() as connection:
        draft = waiting(connection, conversation_id, draft_id)
        cases.end_draft(
            connection, draft.id, status="replaced", by=by, sent_text=None, at=desk.now()
        )
        draft_expiry.end(connection, conversation_id, because="Plus à jour", at=desk.now())
        if draft.turn_id is not None:
            messages.unanswer(connection, draft.turn_id)
            conversations.answer_later(connection, conversation_id, desk.now())
            desk.ring(connection, conversation_id)
