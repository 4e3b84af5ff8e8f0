"""A bell was rung: do everything that is due in one conversation, in this order."""

from datetime import timedelta

from coccinelle.core.moments import later
from coccinelle.engine.actions.outside import reach_out
from coccinelle.engine.commitments.follow_up import follow_up
from coccinelle.engine.delivery.deliver import deliver
from coccinelle.engine.desk import Desk
from coccinelle.engine.members.snooze import wake
from coccinelle.engine.notifications import context_pack, push, team
from coccinelle.engine.turn.answer import answer
from coccinelle.engine.turn.incoming import take_in
from coccinelle.store import cases, commitments, conversations, messages
from coccinelle.store.database import Connection

GIVE_UP_AFTER = 5  # failures in a row before a member is told and the next message is served
LONGEST_PAUSE = 60  # seconds


def attend(desk: Desk, conversation_id: int) -> None:
    """Safe to call at any time and as often as one likes: the rows say what is left to do.

    Conversation 0 is the business itself: what was put off, what hangs on none, and messages yet to
    be fetched. A promise that fails there holds up neither alerts nor messages.
    """
    if not conversation_id:
        wake(desk)
        team.tell(desk)
        push.send_due(desk)
        take_in(desk)
        return follow_up(desk, conversation_id)
    follow_up(desk, conversation_id)
    answer(desk, conversation_id)
    reach_out(desk, conversation_id)
    deliver(desk, conversation_id)


def stumble(desk: Desk, conversation_id: int, error: BaseException) -> None:
    """Something unexpected happened while attending: try again soon, then hand it to a member.

    Nothing is lost and nobody is left in silence, whatever the fault.
    """
    if not conversation_id:
        return _stumble_over_promises(desk, error)
    with desk.transaction() as connection:
        conversation = conversations.lock(connection, conversation_id)
        if conversation is None:
            return
        pause = min(LONGEST_PAUSE, 2**conversation.attempts)
        retry_at = later(desk.now(), timedelta(seconds=pause))
        attempts = conversations.stumbled(connection, conversation_id, retry_at)
        if attempts >= GIVE_UP_AFTER:
            _give_up(desk, connection, conversation_id, type(error).__name__)


def _stumble_over_promises(desk: Desk, error: BaseException) -> None:
    """Of the business itself: what was due is tried again soon, then given up and told."""
    with desk.transaction() as connection:
        now = desk.now()
        for due in commitments.due(connection, 0, now):
            if due.attempts + 1 < GIVE_UP_AFTER:
                pause = min(LONGEST_PAUSE, 2**due.attempts)
                commitments.postpone(connection, due.id, later(now, timedelta(seconds=pause)))
                continue
            because = type(error).__name__
            commitments.end(connection, due.id, status="failed", because=because, at=now)
            cases.notify(
                connection,
                kind="failure",
                text=f"Engagement non tenu - {due.reason}",
                lines=(f"Le programme n'y arrive pas ({because})",),
                status_line="À vous de voir",
                at=now,
            )


def _give_up(desk: Desk, connection: Connection, conversation_id: int, error: str) -> None:
    """What stood in the way is put aside; a member is told, once as long as it stays unanswered."""
    waiting = messages.unanswered(connection, conversation_id)
    messages.mark_answered(connection, [m.id for m in waiting], None)
    commitments.fail_due(connection, conversation_id, because=error, at=desk.now())
    conversations.answer_later(connection, conversation_id, None)
    conversations.steadied(connection, conversation_id)
    reason = f"L'assistant n'a pas pu répondre ({error}) : à vous de répondre"
    if not waiting and cases.has_open_escalation(connection, conversation_id, reason):
        return
    cases.add_escalation(
        connection, conversation_id, turn_id=None, reason=reason, urgency="normal",
        deadline=None, at=desk.now(),
        context=context_pack.of_conversation(
            desk, connection, conversation_id, [m.text for m in waiting], why=reason
        ),
    )  # fmt: skip
    cases.notify(
        connection,
        kind="escalation",
        text="À vous de répondre - l'assistant n'a pas pu",
        lines=tuple(f"« {m.text[:160]} »" for m in waiting),
        status_line=reason,
        conversation_id=conversation_id,
        at=desk.now(),
    )
