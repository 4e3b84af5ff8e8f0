"""A hold and all that hangs on it: the stock, the expiry, the reminder, the feed."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from coccinelle.core.commitments import BEFORE_END, DAY_BEFORE, reminder_at
from coccinelle.core.exchange import ENDS
from coccinelle.core.shop import Hold
from coccinelle.engine.actions.feed import tell_act
from coccinelle.engine.actions.wish import FactsChanged, Wish
from coccinelle.engine.commitments import waiting
from coccinelle.engine.desk import Desk
from coccinelle.store import commitments, exchanges, holds, stock
from coccinelle.store.database import Connection


def place(desk: Desk, connection: Connection, wish: Wish, now: datetime) -> dict[str, Any]:
    """params: sku, quantity, until, pickup_at (ISO 8601 or None), purpose; strangers_at_most when
    no member decided it and the contact never ordered."""
    params = wish.action.params
    held = put_aside(
        desk,
        connection,
        wish,
        now,
        sku=params["sku"],
        quantity=params["quantity"],
        until=_moment(params["until"]),
        pickup_at=_moment_or_none(params["pickup_at"]),
        purpose=params.get("purpose", "pickup"),
    )
    what = "Réservation de secours" if held.purpose == "backup" else "Réservation créée"
    _tell(desk, connection, wish, held, what=what, now=now)
    return {"hold_id": held.id}


def put_aside(
    desk: Desk, connection: Connection, wish: Wish, now: datetime, *, sku: str, quantity: int,
    until: datetime, pickup_at: datetime | None, purpose: str, contact_id: int | None = None,
) -> Hold:  # fmt: skip
    """The stock, the hold and all that hangs on it; the feed is the caller's. contact_id: when it
    is not for the one who writes. Raises FactsChanged."""
    if not stock.reserve(connection, sku, quantity):
        raise FactsChanged(f"Plus assez de stock pour {sku}.")
    _leave_some(connection, wish.action.params)
    hold_id = holds.add(
        connection,
        sku=sku,
        contact_id=contact_id or wish.contact.id,
        conversation_id=wish.conversation_id,
        action_id=wish.action_id,
        quantity=quantity,
        purpose=purpose,
        until=until,
        pickup_at=pickup_at,
        at=now,
    )
    if hold_id is None:
        raise FactsChanged("Cet article est déjà mis de côté pour ce client.")
    held = loaded(connection, hold_id)
    _hang(desk, connection, held, wish.conversation_id, now)
    return held


def _leave_some(connection: Connection, params: dict[str, Any]) -> None:
    """Under the lock of the stock's row, which `reserve` has taken."""
    limit = params.get("strangers_at_most")
    held = stock.held_by_strangers(connection, params["sku"]) if limit is not None else 0
    if limit is not None and held + params["quantity"] > limit:
        raise FactsChanged("Trop d'articles sont mis de côté pour des personnes jamais venues.")


def move(desk: Desk, connection: Connection, wish: Wish, now: datetime) -> dict[str, Any]:
    """Another pick-up or a later end. params: hold_id, until, pickup_at."""
    params = wish.action.params
    held = _active(connection, params["hold_id"])
    holds.move(
        connection,
        held.id,
        until=_moment(params["until"]),
        pickup_at=_moment_or_none(params["pickup_at"]),
    )
    held = _hang_anew(
        desk,
        connection,
        held,
        conversation_id=wish.conversation_id,
        because="Retrait changé",
        now=now,
    )
    _tell(desk, connection, wish, held, what="Réservation modifiée", now=now)
    return {"hold_id": held.id}


def swap(desk: Desk, connection: Connection, wish: Wish, now: datetime) -> dict[str, Any]:
    """Another size or colour instead: the new one is held before the old one is let go."""
    result = place(desk, connection, wish, now)
    end(
        desk,
        connection,
        wish.action.params["hold_id"],
        status="cancelled",
        because="Remplacée par le client",
        now=now,
    )
    return result


def cancel(desk: Desk, connection: Connection, wish: Wish, now: datetime) -> dict[str, Any]:
    held = end(
        desk,
        connection,
        wish.action.params["hold_id"],
        status="cancelled",
        because="Annulée par le client",
        now=now,
    )
    if held is None:
        raise FactsChanged("La mise de côté n'est plus active.")
    _tell(desk, connection, wish, held, what="Réservation annulée", now=now)
    return {"hold_id": held.id}


def prolong(
    desk: Desk, connection: Connection, held: Hold, until: datetime, *, because: str, now: datetime,
    pickup_at: datetime | None = None,
) -> Hold:  # fmt: skip
    """Until later: a pick-up announced before no longer counts."""
    holds.move(connection, held.id, until=until, pickup_at=pickup_at)
    conversation_id = holds.conversation_of(connection, held.id)
    return _hang_anew(
        desk, connection, held, conversation_id=conversation_id, because=because, now=now
    )


def end(
    desk: Desk, connection: Connection, hold_id: int, *, status: str, because: str, now: datetime
) -> Hold | None:
    """Ends an active hold with everything that hangs on it; None when it had already ended.

    Picked up, the items leave the stock; otherwise they can be sold again.
    """
    held = holds.lock(connection, hold_id)
    if held is None or not holds.ended(connection, hold_id, status=status, by=because, at=now):
        return None
    if status == "picked_up":
        stock.take_away(connection, held.sku, held.quantity)
    else:
        stock.release(connection, held.sku, held.quantity)
        waiting.call_next(desk, connection, held.sku, now)
    commitments.end_of_hold(connection, hold_id, because=because, at=now)
    exchanges.end_of_hold(connection, hold_id, status=ENDS[status], because=because, at=now)
    return replace(held, status=status)


def short_name(held: Hold) -> str:
    """As the shop says it: "Robe RF-2847 T38"."""
    size = f" T{held.size}" if held.size[:1].isdigit() else f" {held.size}".rstrip()
    return f"{held.product.split()[0]} {held.product_ref}{size}"


def _hang(
    desk: Desk, connection: Connection, held: Hold, conversation_id: int | None, now: datetime
) -> None:
    until = held.until.astimezone(desk.business.zone)
    pickup = held.pickup_at.astimezone(desk.business.zone) if held.pickup_at else None
    commitments.add(
        connection,
        kind="hold_expiry",
        due_at=until,
        reason=f"Fin de la mise de côté : {short_name(held)}",
        at=now,
        conversation_id=conversation_id,
        contact_id=held.contact_id,
        hold_id=held.id,
    )
    remind_at = reminder_at(
        desk.business.policy,
        now=now,
        until=until,
        pickup_at=pickup,
        before_end=DAY_BEFORE if held.purpose == "exchange" else BEFORE_END,
    )
    if remind_at and conversation_id and held.purpose != "backup":
        commitments.add(
            connection,
            kind="reminder",
            due_at=remind_at,
            reason=f"Rappel avant le retrait : {short_name(held)}",
            at=now,
            conversation_id=conversation_id,
            contact_id=held.contact_id,
            hold_id=held.id,
        )


def _hang_anew(
    desk: Desk,
    connection: Connection,
    held: Hold,
    *,
    conversation_id: int | None,
    because: str,
    now: datetime,
) -> Hold:
    commitments.end_of_hold(connection, held.id, because=because, at=now)
    moved = loaded(connection, held.id)
    _hang(desk, connection, moved, conversation_id, now)
    return moved


def _tell(
    desk: Desk, connection: Connection, wish: Wish, held: Hold, *, what: str, now: datetime
) -> None:
    name = short_name(held)
    text = f"{what} pour {wish.who} - {name}"
    tell_act(connection, wish, now, text, f"{what} : {name}", _pickup_line(desk, held, now))


def _pickup_line(desk: Desk, held: Hold, now: datetime) -> str:
    if held.status != "active":
        return "L'article est de nouveau en vente"
    at = (held.pickup_at or held.until).astimezone(desk.business.zone)
    label = "Retrait prévu" if held.pickup_at else "Gardé jusqu'à"
    days = (at.date() - now.date()).days
    day = {0: "aujourd'hui", 1: "demain"}.get(days, f"le {at:%d/%m}")
    return f"{label} : {day} {_clock(at)}"


def _clock(at: datetime) -> str:
    return f"{at.hour}h{at.minute:02d}" if at.minute else f"{at.hour}h"


def _active(connection: Connection, hold_id: int) -> Hold:
    held = holds.lock(connection, hold_id)
    if held is None or held.status != "active":
        raise FactsChanged("La mise de côté n'est plus active.")
    return held


def loaded(connection: Connection, hold_id: int) -> Hold:
    held = holds.load(connection, hold_id)
    assert held is not None
    return held


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _moment_or_none(text: str | None) -> datetime | None:
    return _moment(text) if text else None
