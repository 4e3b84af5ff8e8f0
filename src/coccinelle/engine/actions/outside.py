"""Acts on other people's systems: called after their turn's commit, each once, each with its end.

A reply that tells of one waits for it, and leaves with its other words when it cannot be done.
"""

from datetime import datetime, timedelta
from typing import Any

from coccinelle.core.commitments import after_quiet_hours
from coccinelle.core.errors import OutcomeUnknown, PermanentError, TemporaryError
from coccinelle.core.moments import later
from coccinelle.engine.actions import label
from coccinelle.engine.actions.errand import LONGEST_CALL, Errand
from coccinelle.engine.actions.feed import ALL_OK
from coccinelle.engine.delivery import addressee
from coccinelle.engine.desk import Desk
from coccinelle.engine.notifications import context_pack
from coccinelle.kit.failpoints import declare
from coccinelle.store import actions, awaiting, cases, commitments, conversations
from coccinelle.store.actions import ActionRow
from coccinelle.store.commitments import CommitmentRow
from coccinelle.store.database import Connection

CALLING = declare("calling", "an outside act is marked as being called, nobody was called")
CALLED = declare("called", "an outside system has acted, its answer is not written")
ANSWERED = declare("answered", "the end of an outside act is written, its reply has not left")

BACKOFF = (60, 300, 900, 1800, 3600, 7200, 14400)  # seconds between tries
MAX_CALLS = 12  # about a day
TELL_AFTER = 3  # calls in vain before a member hears of it
STILL_AN_ANSWER = timedelta(hours=1)  # after that, what we write is a message we start

NO_MORE = "Ce n'est plus demandé"

ERRANDS: dict[str, Errand] = {label.KIND: label.ERRAND}


def is_outside(desk: Desk, kind: str) -> bool:
    errand = ERRANDS.get(kind)
    return errand is not None and errand.is_outside(desk)


def reach_out(desk: Desk, conversation_id: int) -> None:
    """Calls for every outside act of this conversation that is planned, oldest first."""
    while (action := _start(desk, conversation_id)) is not None:
        CALLING.reach()
        _call(desk, action, ERRANDS[action.kind])


def watch(
    desk: Desk, connection: Connection, due: CommitmentRow, _seen: Any, now: datetime
) -> None:
    """The promise falls due while its act is not done: called again, or found to be lost."""
    action = actions.lock(connection, due.params["action_id"])
    if action is None or action.state not in ("planned", "calling"):
        commitments.end(connection, due.id, status="done", because="Terminé", at=now)
    elif action.state == "calling":
        sentence = "le programme s'est arrêté pendant l'appel, elle existe peut-être"
        _give_up(desk, connection, action, state="unknown", sentence=sentence, now=now)
    elif (at := _not_before(desk, action, now)) > now:
        commitments.postpone(connection, due.id, at)
    else:
        actions.call_again(connection, action.id)
        commitments.postpone(connection, due.id, later(now, _pause(action.attempts)))


def _not_before(desk: Desk, action: ActionRow, now: datetime) -> datetime:
    if now - action.at < STILL_AN_ANSWER:
        return now
    return after_quiet_hours(desk.business.policy, desk.business.hours, now)


def _start(desk: Desk, conversation_id: int) -> ActionRow | None:
    now = desk.now()
    with desk.transaction() as connection:
        action = _next_wanted(connection, conversation_id, now)
        if action is not None:
            actions.calling(connection, action.id, at=now)
            awaiting.wait_longer(connection, action.id, later(now, LONGEST_CALL))
        return action


def _next_wanted(connection: Connection, conversation_id: int, now: datetime) -> ActionRow | None:
    """What it was for may have been called off since it was planned: nobody is asked for it then,
    and nobody has to hear of it."""
    while (action := actions.next_outside(connection, conversation_id, list(ERRANDS))) is not None:
        if ERRANDS[action.kind].is_wanted(connection, action.params):
            return action
        actions.ended(connection, action.id, "failed", {"error": NO_MORE})
        commitments.end_of_action(
            connection, action.id, status="cancelled", because=NO_MORE, at=now
        )
        awaiting.release(connection, action.id, at=now, otherwise=True)
    return None


def _call(desk: Desk, action: ActionRow, errand: Errand) -> None:
    try:
        given = errand.call(desk, action.params)
    except TemporaryError as error:
        _later(desk, action, error)
    except PermanentError as error:
        _end(desk, action, "failed", str(error))
    except OutcomeUnknown as error:
        _end(desk, action, "unknown", str(error))
    else:
        CALLED.reach()
        _done(desk, action, errand, given)
    ANSWERED.reach()


def _done(desk: Desk, action: ActionRow, errand: Errand, given: Any) -> None:
    now = desk.now()
    with desk.transaction() as connection:
        if not _is_still_ours(connection, action):
            return
        actions.done(connection, action.id, errand.keep(connection, action.params, given))
        commitments.end_of_action(connection, action.id, status="done", because="Fait", at=now)
        wanted = errand.is_wanted(connection, action.params)
        waited = awaiting.release(connection, action.id, at=now, otherwise=not wanted)
        if wanted and not waited and action.attempts:
            _tell_customer(desk, connection, action, errand, now)
        cases.notify(
            connection,
            kind="action",
            text=f"{action.summary} : prête",
            status_line=ALL_OK,
            conversation_id=action.conversation_id,
            turn_id=action.turn_id,
            at=now,
        )


def _later(desk: Desk, action: ActionRow, error: TemporaryError) -> None:
    """Nothing was done: the reply leaves with its other words, the act is tried again."""
    now, calls = desk.now(), action.attempts + 1
    if calls >= MAX_CALLS:
        return _end(desk, action, "failed", str(error))
    with desk.transaction() as connection:
        if not _is_still_ours(connection, action):
            return
        actions.planned_again(connection, action.id)
        awaiting.release(connection, action.id, at=now, otherwise=True)
        pause = max(_pause(action.attempts), timedelta(seconds=error.retry_after_seconds or 0))
        commitments.postpone_action(connection, action.id, later(now, pause))
        if calls == TELL_AFTER:
            _notify(
                connection,
                action,
                kind="failure",
                text=f"{action.summary} : en attente",
                why=error,
                now=now,
            )


def _end(desk: Desk, action: ActionRow, state: str, sentence: str) -> None:
    with desk.transaction() as connection:
        if _is_still_ours(connection, action):
            _give_up(desk, connection, action, state=state, sentence=sentence, now=desk.now())


def _is_still_ours(connection: Connection, action: ActionRow) -> bool:
    """Neither given up meanwhile, nor erased with its contact."""
    row = actions.lock(connection, action.id)
    return row is not None and row.state == "calling"


def _give_up(
    desk: Desk,
    connection: Connection,
    action: ActionRow,
    *,
    state: str,
    sentence: str,
    now: datetime,
) -> None:
    """Never called again: the reply leaves with its other words, and a member has the case."""
    errand = ERRANDS[action.kind]
    assert action.conversation_id is not None
    actions.ended(connection, action.id, state, {"error": sentence})
    errand.call_off(connection, action.params, now)
    commitments.end_of_action(connection, action.id, status="failed", because=sentence, at=now)
    dropped = awaiting.drop_waiting(connection, action.id)
    awaiting.release(connection, action.id, at=now, otherwise=True)
    doubt = "a peut-être été faite, à vérifier" if state == "unknown" else "n'a pas pu être faite"
    reason = f"{errand.what} {doubt} : {sentence}"
    if dropped:
        reason += " Votre message n'est pas parti."
    cases.add_escalation(
        connection, action.conversation_id, turn_id=action.turn_id, reason=reason,
        urgency="normal", deadline=None, at=now,
        context=context_pack.of_conversation(
            desk, connection, action.conversation_id, (), why=reason
        ),
    )  # fmt: skip
    _notify(
        connection,
        action,
        kind="escalation",
        text=f"À vous de voir - {action.summary}",
        why=reason,
        now=now,
    )


def _tell_customer(
    desk: Desk, connection: Connection, action: ActionRow, errand: Errand, now: datetime
) -> None:
    assert action.conversation_id is not None
    conversation = conversations.lock(connection, action.conversation_id)
    assert conversation is not None
    said = (errand.late(action, now),)
    purpose = errand.commitment
    addressee.write(desk, connection, conversation, said, now, purpose=purpose, tells_act=True)


def _notify(
    connection: Connection, action: ActionRow, *, kind: str, text: str, why: object, now: datetime
) -> None:
    cases.notify(
        connection,
        kind=kind,
        text=text,
        lines=(str(why),),
        status_line="À vous de voir" if kind == "escalation" else "Nouvel essai prévu",
        conversation_id=action.conversation_id,
        turn_id=action.turn_id,
        at=now,
    )


def _pause(attempts: int) -> timedelta:
    return timedelta(seconds=BACKOFF[min(attempts, len(BACKOFF) - 1)])
