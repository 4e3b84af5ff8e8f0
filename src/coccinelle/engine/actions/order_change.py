"""An order that has not left is cancelled or changed at its customer's request, under its lock.

No stock is given back: what is on hand is what is counted on the shelf, and an order takes its
articles from there when it leaves. Only what was put aside for a change is let go.
"""

from datetime import datetime, timedelta
from typing import Any

from coccinelle.core.orders import Order, OrderLine
from coccinelle.engine.actions import hold
from coccinelle.engine.actions.feed import tell_act
from coccinelle.engine.actions.wish import FactsChanged, Wish
from coccinelle.engine.commitments.task import TASK
from coccinelle.engine.desk import Desk
from coccinelle.store import commitments, holds, order_changes, orders, stock
from coccinelle.store.database import Connection

PURPOSE = "order"


def cancel(desk: Desk, connection: Connection, wish: Wish, now: datetime) -> dict[str, Any]:
    """params: order_id, contact_id."""
    order = _unsent(connection, wish, now)
    if not order_changes.cancel(connection, order.id, at=now):
        raise FactsChanged("La commande ne peut plus être annulée.")
    _let_go(desk, connection, order, now)
    _end_tasks(connection, order, now)
    todo = "À VOUS - Ne pas l'expédier, rembourser si elle est réglée"
    _tell(connection, wish, order, how="annulée", what=_what(order), todo=todo, now=now)
    return {"order_id": order.id}


def modify(desk: Desk, connection: Connection, wish: Wish, now: datetime) -> dict[str, Any]:
    """params: order_id, contact_id, kind; address, or position with sku or quantity."""
    params = wish.action.params
    order = _unsent(connection, wish, now)
    match params["kind"]:
        case "address":
            changes = {"address": params["address"]}
        case "quantity":
            changes = _to_quantity(connection, order, params)
        case _:
            changes = _to_variant(desk, connection, wish, order, now)
    order_changes.add(connection, order.id, kind=params["kind"], changes=changes, at=now)
    _end_tasks(connection, order, now)
    todo = "À VOUS - Préparer la commande ainsi"
    _tell(connection, wish, order, how="modifiée", what=wish.action.summary, todo=todo, now=now)
    return {"order_id": order.id}


def _unsent(connection: Connection, wish: Wish, now: datetime) -> Order:
    """Theirs, and still here."""
    params = wish.action.params
    order = orders.lock(connection, params["order_id"], now)
    if order is None or order.contact_id != params["contact_id"]:
        raise FactsChanged("Commande introuvable.")
    if not order.can_change:
        raise FactsChanged("La commande est déjà partie ou annulée.")
    return order


def _to_quantity(connection: Connection, order: Order, params: dict[str, Any]) -> dict[str, Any]:
    line = _line(order, params["position"])
    order_changes.to_quantity(connection, order.id, line.position, quantity=params["quantity"])
    return {"product": line.product, "quantity": params["quantity"]}


def _to_variant(
    desk: Desk, connection: Connection, wish: Wish, order: Order, now: datetime
) -> dict[str, Any]:
    """The new one is put aside before the order is changed, and the last one put aside let go."""
    params = wish.action.params
    line = _line(order, params["position"])
    if not stock.reserve(connection, params["sku"], line.quantity):
        raise FactsChanged(f"Plus assez de stock pour {params['sku']}.")
    _let_go(desk, connection, order, now)
    if not order_changes.to_variant(connection, order.id, line.position, sku=params["sku"]):
        raise FactsChanged("Cet article n'existe plus.")
    changed = orders.lock(connection, order.id, now)
    assert changed is not None
    new = _line(changed, line.position)
    kept = _put_aside(desk, connection, wish, order, new, now)
    return {
        "product": line.product,
        "size_from": line.size,
        "size_to": new.size,
        "color_from": line.color,
        "color_to": new.color,
        **kept,
    }


def _put_aside(
    desk: Desk, connection: Connection, wish: Wish, order: Order, line: OrderLine, now: datetime
) -> dict[str, Any]:
    """Nothing more when this very item already waits for them."""
    until = _kept_until(desk, now)
    hold_id = holds.add(
        connection,
        sku=line.sku,
        contact_id=order.contact_id,
        conversation_id=wish.conversation_id,
        action_id=wish.action_id,
        quantity=line.quantity,
        purpose=PURPOSE,
        until=until,
        pickup_at=None,
        at=now,
    )
    if hold_id is None:
        stock.release(connection, line.sku, line.quantity)
        return {}
    commitments.add(
        connection,
        kind="hold_expiry",
        due_at=until,
        reason=f"Fin de la mise de côté : commande #{order.number}",
        at=now,
        conversation_id=wish.conversation_id,
        contact_id=order.contact_id,
        hold_id=hold_id,
    )
    return {"hold_id": hold_id}


def _kept_until(desk: Desk, now: datetime) -> datetime:
    """Time enough to prepare it: as long as an exchange is kept, to that day's closing."""
    hours = desk.business.hours
    last = now + timedelta(days=desk.business.policy.exchange_hold_days)
    return hours.closing(last.date()) or hours.next_opening(last) or last


def _let_go(desk: Desk, connection: Connection, order: Order, now: datetime) -> None:
    for hold_id in order_changes.holds_of(connection, order.id):
        hold.end(
            desk,
            connection,
            hold_id,
            status="cancelled",
            because=f"Commande #{order.number} changée",
            now=now,
        )


def _end_tasks(connection: Connection, order: Order, now: datetime) -> None:
    """What a member was to do for the change before this one; what this one asks comes next."""
    for row in commitments.of_order(connection, order.number, (TASK,)):
        because = "Remplacée par un autre changement"
        commitments.end(connection, row.id, status="cancelled", because=because, at=now)


def _line(order: Order, position: int) -> OrderLine:
    line = next((x for x in order.lines if x.position == position), None)
    if line is None:
        raise FactsChanged("Cet article n'est plus dans la commande.")
    return line


def _what(order: Order) -> str:
    return ", ".join(f"{x.product} {x.size}".rstrip() for x in order.lines)


def _tell(
    connection: Connection,
    wish: Wish,
    order: Order,
    *,
    how: str,
    what: str,
    todo: str,
    now: datetime,
) -> None:
    text = f"Commande #{order.number} {how} à la demande de {wish.who}"
    tell_act(connection, wish, now, text, what, status_line=todo)
