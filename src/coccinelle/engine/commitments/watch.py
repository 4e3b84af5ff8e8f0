"""A parcel is looked up every hour until it comes, comes back, or is of no use any more."""

from datetime import datetime, timedelta
from typing import Any

from coccinelle.core.carrier import Tracking
from coccinelle.core.commitments import after_quiet_hours
from coccinelle.core.facts import Fact, Phrase
from coccinelle.core.member_words import lasting
from coccinelle.core.moments import later
from coccinelle.engine.actions.wish import Wish
from coccinelle.engine.commitments import arrival
from coccinelle.engine.desk import Desk
from coccinelle.store import cases, commitments
from coccinelle.store.commitments import CommitmentRow
from coccinelle.store.database import Connection

KIND = "watch"
EVERY = timedelta(hours=1)
A_WEEK = timedelta(days=7)  # nobody said until when: longer than any parcel needs
SOON = timedelta(minutes=5)  # the carrier did not answer, and they wait for its news
LOST = ("returned", "exception")


def start(desk: Desk, connection: Connection, wish: Wish, now: datetime) -> dict[str, Any]:
    """params: order (its number), tracking_number, carrier; until (ISO 8601, a week when absent),
    skus (put aside until it comes), owes_news (the carrier did not answer: they are told what it
    says as soon as it does).

    Asked for twice, it is one watch.
    """
    params = wish.action.params
    running = commitments.of_order(connection, params["order"], (KIND,))
    if running:
        return {"commitment_id": running[0].id}
    until = datetime.fromisoformat(params["until"]) if "until" in params else now + A_WEEK
    commitment_id = commitments.add(
        connection,
        kind=KIND,
        due_at=later(now, SOON if params.get("owes_news") else EVERY),
        reason=f"Suivre le colis toutes les heures : commande #{params['order']},"
        f" jusqu'à la livraison ou {lasting(until)}",
        at=now,
        conversation_id=wish.conversation_id,
        contact_id=wish.contact.id,
        params={**params, "until": until.isoformat()},
    )
    return {"commitment_id": commitment_id}


def look(desk: Desk, due: CommitmentRow) -> Tracking:
    """Day and night: only what we write waits for the morning."""
    return track(desk, due)


def track(desk: Desk, due: CommitmentRow) -> Tracking:
    params = due.params
    return desk.tracker.track(params["tracking_number"], params.get("carrier", ""), fresh=True)


def keep(
    desk: Desk, connection: Connection, due: CommitmentRow, seen: Tracking, now: datetime
) -> None:
    if seen.status == "delivered":
        return arrival.arrived(desk, connection, due, seen, now)
    if arrival.is_called_off(desk, connection, due, now):
        return
    if seen.status in LOST:
        return _tell_lost(desk, connection, due, seen, now)
    if now >= datetime.fromisoformat(due.params["until"]):
        return _tell_too_late(desk, connection, due, now)
    if due.params.get("owes_news") and _tell_news(desk, connection, due, seen, now):
        if "skus" not in due.params:
            because = "Client prévenu"
            return commitments.end(connection, due.id, status="done", because=because, at=now)
        told = {**due.params, "owes_news": False}
        return commitments.put_off(connection, due.id, later(now, EVERY), params=told)
    commitments.put_off(connection, due.id, later(now, EVERY))


def _tell_news(
    desk: Desk, connection: Connection, due: CommitmentRow, seen: Tracking, now: datetime
) -> bool:
    """What the carrier could not say when they asked; in the morning when it is night."""
    is_quiet = after_quiet_hours(desk.business.policy, desk.business.hours, now) > now
    if seen.expected_at is None or is_quiet:
        return False
    flags = ("hour",) if seen.expected_has_hour else ()
    expected = Fact("moment", seen.expected_at, "suivi du transporteur", seen.read_at)
    phrase = Phrase("parcel_news", {"expected_at": expected}, flags)
    arrival.write(desk, connection, due, phrase, now)
    return True


def _tell_lost(
    desk: Desk, connection: Connection, due: CommitmentRow, seen: Tracking, now: datetime
) -> None:
    """It will not come by itself: the alert need not wait for its hour."""
    label = seen.events[0].label if seen.events else "Incident"
    commitments.end(connection, due.id, status="done", because=label, at=now)
    _notify(
        desk,
        connection,
        due,
        what="Le colis ne viendra pas seul",
        lines=(label,),
        urgency="high",
        now=now,
    )


def _tell_too_late(desk: Desk, connection: Connection, due: CommitmentRow, now: datetime) -> None:
    because = "L'échéance est passée, le colis n'est pas livré"
    commitments.end(connection, due.id, status="done", because=because, at=now)
    _notify(
        desk,
        connection,
        due,
        what="Suivi terminé sans livraison",
        lines=(because,),
        urgency="normal",
        now=now,
    )


def _notify(
    desk: Desk, connection: Connection, due: CommitmentRow, *, what: str, lines: tuple[str, ...],
    urgency: str, now: datetime,
) -> None:  # fmt: skip
    cases.notify(
        connection,
        kind="alert",
        text=f"{what} - {arrival.who(desk, connection, due)} - Commande #{due.params['order']}",
        lines=lines,
        status_line="À vous de voir",
        conversation_id=due.conversation_id,
        at=now,
        urgency=urgency,
    )
