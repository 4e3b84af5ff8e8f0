"""What a member must do by a certain time, because it was promised; they say when it is done."""

from datetime import datetime, timedelta
from typing import Any

from coccinelle.core.member_words import clock, moment
from coccinelle.core.moments import later, parse_duration
from coccinelle.engine.actions.feed import tell_act
from coccinelle.engine.actions.wish import Wish
from coccinelle.engine.desk import Desk
from coccinelle.store import cases, commitments, team
from coccinelle.store.commitments import CommitmentRow
from coccinelle.store.database import Connection

TASK, CALL_BACK = "task", "call_back"
TO_DO = "À VOUS - Marquer comme fait dans les engagements"
REMINDED_AT_MOST = 3
_TITLE = {CALL_BACK: "À rappeler"}


def add(desk: Desk, connection: Connection, wish: Wish, now: datetime) -> dict[str, Any]:
    """params: what (for a member), due_at (ISO 8601), order ("" for none), urgency."""
    return _promise(connection, wish, TASK, "Tâche", now)


def call_back(desk: Desk, connection: Connection, wish: Wish, now: datetime) -> dict[str, Any]:
    """params: as of a task. One call is enough however often it is asked for, at the soonest hour
    that was told."""
    for row in commitments.of_conversation(connection, wish.conversation_id):
        if row.kind == CALL_BACK and row.status == "pending":
            told = datetime.fromisoformat(wish.action.params["due_at"])
            commitments.put_off(connection, row.id, min(row.due_at, told))
            return {"commitment_id": row.id}
    return _promise(connection, wish, CALL_BACK, "À rappeler", now)


def keep(desk: Desk, connection: Connection, due: CommitmentRow, seen: None, now: datetime) -> None:
    """Due and not ticked: said again, a few times, then left as not kept. Never ticked by us."""
    reminded = due.params.get("reminded", 0)
    if reminded >= REMINDED_AT_MOST:
        because = "Personne ne l'a marquée faite"
        return commitments.end(connection, due.id, status="failed", because=because, at=now)
    _alert(connection, due, reminded, now)
    again = later(now, _pause(desk))
    commitments.put_off(connection, due.id, again, params={**due.params, "reminded": reminded + 1})


def _alert(connection: Connection, due: CommitmentRow, reminded: int, now: datetime) -> None:
    """One line of the feed, however often it is said again, in place of what was told before."""
    once = f"{due.kind}:{due.id}"
    if reminded:
        times = f"Rappel {reminded + 1} à {clock(now)}"
        return cases.say_again(connection, once, (times,), at=now)
    if due.conversation_id:
        team.no_more(connection, due.conversation_id)
    cases.notify(
        connection,
        kind="alert",
        text=f"{_TITLE.get(due.kind, 'À faire')} maintenant : {due.reason}",
        status_line=TO_DO,
        conversation_id=due.conversation_id,
        at=now,
        once=once,
        urgency=due.params.get("urgency", "normal"),
    )


def _promise(
    connection: Connection, wish: Wish, kind: str, title: str, now: datetime
) -> dict[str, Any]:
    params = wish.action.params
    due_at = datetime.fromisoformat(params["due_at"])
    commitment_id = commitments.add(
        connection,
        kind=kind,
        due_at=due_at,
        reason=params["what"],
        at=now,
        conversation_id=wish.conversation_id,
        contact_id=wish.contact.id,
        params=params,
    )
    tell_act(
        connection,
        wish,
        now,
        f"{title} : {params['what']}",
        f"Avant {moment(due_at.astimezone(now.tzinfo), now)}",
        status_line=TO_DO,
        urgency=params.get("urgency", "normal"),
        deadline=due_at,
    )
    return {"commitment_id": commitment_id}


def _pause(desk: Desk) -> timedelta:
    return parse_duration(desk.business.policy.chase_after)
