"""The hour at which a parcel that was promised should be there: if it is not, members are told."""

from datetime import datetime
from typing import Any

from coccinelle.core.carrier import Tracking
from coccinelle.core.errors import PermanentError, TemporaryError
from coccinelle.core.member_words import clock, lasting
from coccinelle.engine.actions.wish import Wish
from coccinelle.engine.commitments import arrival
from coccinelle.engine.commitments.watch import track
from coccinelle.engine.desk import Desk
from coccinelle.store import cases, commitments
from coccinelle.store.commitments import CommitmentRow
from coccinelle.store.database import Connection

KIND = "alert"


def promise(desk: Desk, connection: Connection, wish: Wish, now: datetime) -> dict[str, Any]:
    """params: as of a watch, and at, promised (lines a member reads), deadline (ISO 8601).

    Another one for the same order takes the place of the first.
    """
    params = wish.action.params
    at = datetime.fromisoformat(params["at"])
    for row in commitments.of_order(connection, params["order"], (KIND,)):
        commitments.end(connection, row.id, status="cancelled", because="Remplacée", at=now)
    commitment_id = commitments.add(
        connection,
        kind=KIND,
        due_at=at,
        reason=f"Prévenir l'équipe si la commande #{params['order']} n'est pas livrée"
        f" {lasting(at)}",
        at=now,
        conversation_id=wish.conversation_id,
        contact_id=wish.contact.id,
        params=params,
    )
    return {"commitment_id": commitment_id}


def look(desk: Desk, due: CommitmentRow) -> Tracking | None:
    """None when nobody can say where it is: that is told too, and never put off."""
    if not due.params["tracking_number"]:
        return None
    try:
        return track(desk, due)
    except (TemporaryError, PermanentError):
        return None


def keep(
    desk: Desk, connection: Connection, due: CommitmentRow, seen: Tracking | None, now: datetime
) -> None:
    if seen is not None and seen.status == "delivered":
        return arrival.arrived(desk, connection, due, seen, now)
    if arrival.is_called_off(desk, connection, due, now):
        return
    commitments.end(connection, due.id, status="done", because="Équipe prévenue", at=now)
    deadline = due.params.get("deadline")
    cases.notify(
        connection,
        kind="alert",
        text=_text(desk, connection, due, seen, now),
        lines=(*_last_seen(seen), *due.params.get("promised", ())),
        status_line="À VOUS - Tenir la solution promise",
        conversation_id=due.conversation_id,
        at=now,
        urgency="high",
        deadline=datetime.fromisoformat(deadline) if deadline else None,
    )


def _text(
    desk: Desk, connection: Connection, due: CommitmentRow, seen: Tracking | None, now: datetime
) -> str:
    who, order = arrival.who(desk, connection, due), due.params["order"]
    hour = clock(due.due_at.astimezone(now.tzinfo))
    if seen is None:
        return f"Colis de {who} à vérifier : le suivi ne répond pas à {hour} - Commande #{order}"
    return f"Colis de {who} pas encore livré à {hour} - Commande #{order}"


def _last_seen(seen: Tracking | None) -> tuple[str, ...]:
    if seen is None or not seen.events:
        return ()
    return (f"Dernier suivi : {seen.events[0].label}",)
