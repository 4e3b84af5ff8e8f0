"""A person was promised to somebody: by when, who hears that it is late, and how it ends."""

from datetime import datetime

from coccinelle.core import answer_time
from coccinelle.core.commitments import after_quiet_hours
from coccinelle.core.facts import Fact, Phrase
from coccinelle.core.member_words import moment
from coccinelle.engine.case import ANSWER_DUE
from coccinelle.engine.delivery import addressee
from coccinelle.engine.desk import Desk
from coccinelle.engine.notifications import digest
from coccinelle.store import (
    cases,
    commitments,
    contacts,
    conversations,
    team,
    waited_for,
)
from coccinelle.store.commitments import CommitmentRow
from coccinelle.store.conversations import ConversationRow
from coccinelle.store.database import Connection

KIND = ANSWER_DUE
PURPOSE = "answer_late"


def promise(
    desk: Desk,
    connection: Connection,
    conversation: ConversationRow,
    due_at: datetime | None,
    *,
    reason: str,
    now: datetime,
    together: str = "",
) -> None:
    """From now on somebody waits for a member; the first moment that was told holds. together: the
    key of the alert that tells of many such cases at once."""
    digest.plan(desk, connection, now)
    if due_at is None or commitments.running(connection, conversation.id, KIND):
        return
    commitments.add(
        connection,
        kind=KIND,
        due_at=due_at,
        reason=reason,
        at=now,
        conversation_id=conversation.id,
        contact_id=conversation.contact_id,
        params={"together": together} if together else {},
    )


def end(connection: Connection, conversation_id: int, *, because: str, at: datetime) -> None:
    """They wait no more: somebody answered, or nothing is asked any more."""
    commitments.end_all(connection, conversation_id, KIND, status="done", because=because, at=at)


def keep(desk: Desk, connection: Connection, due: CommitmentRow, seen: None, now: datetime) -> None:
    """Nobody answered in time: members hear it again, louder, and the customer is told once.

    Late a second time, the promise is broken; what waits stays in the digest of every opening.
    """
    assert due.conversation_id is not None
    conversation = conversations.lock(connection, due.conversation_id)
    since = waited_for.since(connection, due.conversation_id)
    if conversation is None or since is None:
        return commitments.end(
            connection, due.id, status="done", because="Plus rien n'attend", at=now
        )
    at = after_quiet_hours(desk.business.policy, desk.business.hours, now)
    if at > now:
        return commitments.put_off(connection, due.id, at)
    _alert(connection, due, since, now)
    again_at = _again_at(desk, now)
    if due.params.get("told_late") or again_at is None:
        because = "Personne n'a répondu à temps"
        return commitments.end(connection, due.id, status="failed", because=because, at=now)
    tell_customer(desk, connection, conversation, "answer_late", again_at, now)
    waited_for.promise_again(connection, due.conversation_id, again_at)
    commitments.put_off(connection, due.id, again_at, params={**due.params, "told_late": True})


def _again_at(desk: Desk, now: datetime) -> datetime | None:
    business = desk.business
    return answer_time.answer_by(business.policy, business.hours, now, is_urgent=False)


def _alert(connection: Connection, due: CommitmentRow, since: datetime, now: datetime) -> None:
    """On every way at once, as what presses; the lines it was told by before are told no more."""
    assert due.conversation_id is not None
    team.no_more(connection, due.conversation_id)
    together = due.params.get("together", "")
    cases.notify(
        connection,
        kind="escalation",
        text=f"Toujours sans réponse - {'plusieurs clients' if together else due.reason}",
        lines=(f"Attend depuis {moment(since.astimezone(now.tzinfo), now)}",),
        status_line="À VOUS DE RÉPONDRE",
        conversation_id=due.conversation_id,
        at=now,
        urgency="high",
        once=f"{KIND}:{together}:{now.date()}" if together else None,
    )


def tell_customer(
    desk: Desk,
    connection: Connection,
    conversation: ConversationRow,
    phrase: str,
    when: datetime | None,
    now: datetime,
) -> None:
    """Who answers and by when, in a message we start; nothing to whoever asked for silence, nor
    over a member who has the conversation in hand. phrase: names a member and a moment."""
    if conversation.paused_at or contacts.has_opted_out(
        connection, conversation.address_id, conversation.kind
    ):
        return
    facts = {"when": Fact("moment", when.astimezone(now.tzinfo), "horaires", now)} if when else {}
    if desk.business.owner_name:
        facts["member"] = Fact("name", desk.business.owner_name, "équipe", now)
    said = (Phrase(phrase, facts),)
    addressee.write(desk, connection, conversation, said, now, purpose=PURPOSE, tells_act=True)
