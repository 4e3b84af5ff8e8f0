"""The final state of a simulated business, as plain JSON values of the contract."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from coccinelle.core.orders import Exchange
from coccinelle.core.shop import Hold
from coccinelle.store import cases, chronicle, commitments, contacts, holds, order_changes, orders
from coccinelle.store.cases import EscalationRow
from coccinelle.store.database import Connection

Items = list[dict[str, Any]]


def final_state(connection: Connection, zone: ZoneInfo) -> dict[str, Items]:
    """Keys as in `shape.STATE`; drafts: those still waiting; all the rest whatever its status."""
    addresses = chronicle.addresses(connection)
    opted_out = dict.fromkeys(row["address"] for row in contacts.opt_outs(connection))
    return {
        "holds": [_hold(held, addresses, zone) for held in holds.all_of(connection)],
        "exchanges": [_exchange(done) for done in orders.all_exchanges(connection)],
        "orders": [
            {"number": order.number, "status": order.status, "changes": order.changes}
            for order in order_changes.changed(connection)
        ],
        "bookings": [],
        "drafts": [
            {
                "reason": draft.reason,
                "text": draft.text,
                "order": draft.order_number,
                "kind": draft.kind,
                "expires": _moment(draft.expires_at, zone),
            }
            for draft in cases.drafts(connection)
            if draft.status == "waiting"
        ],
        "escalations": [_case(case, zone) for case in cases.escalations(connection)],
        "opt_outs": [{"address": address} for address in opted_out],
        "notifications": _notifications(connection, zone),
        "commitments": [
            {
                "kind": row.kind,
                "due": row.due_at.astimezone(zone).isoformat(),
                "status": row.status,
            }
            for row in commitments.all_of(connection)
        ],
    }


def _case(case: EscalationRow, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "reason": case.reason,
        "urgency": case.urgency,
        "order": case.order_number,
        "promised": _moment(case.promised_at, zone),
    }


def _moment(at: datetime | None, zone: ZoneInfo) -> str | None:
    return at.astimezone(zone).isoformat() if at else None


def _hold(held: Hold, addresses: dict[int, str], zone: ZoneInfo) -> dict[str, Any]:
    return {
        "sku": held.sku,
        "product": held.product,
        "color": held.color,
        "size": held.size,
        "quantity": held.quantity,
        "contact": held.contact or addresses.get(held.contact_id, ""),
        "until": held.until.astimezone(zone).isoformat(),
        "status": held.status,
        "purpose": held.purpose,
    }


def _exchange(done: Exchange) -> dict[str, Any]:
    return {
        "order": done.order_number,
        "product": done.product,
        "color_from": done.color_from,
        "color_to": done.color_to,
        "size_from": done.size_from,
        "size_to": done.size_to,
        "status": done.status,
    }


def _notifications(connection: Connection, zone: ZoneInfo) -> Items:
    rows = cases.notifications(connection, limit=100_000, oldest_first=True)
    return [{"at": row.at.astimezone(zone).isoformat(), "text": row.text} for row in rows]
