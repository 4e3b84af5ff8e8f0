"""Escalations that end without a member's answer."""

from datetime import datetime

from coccinelle.store.database import Connection


def of_reason(
    connection: Connection, conversation_id: int, reason: str, *, by: str, at: datetime
) -> None:
    """Only those opened for this reason, which is no more."""
    connection.execute(
        "update escalation set status = 'answered', ended_by = %s, ended_at = %s"
        " where conversation_id = %s and reason = %s and status = 'open'",
        (by, at, conversation_id, reason),
    )


def of_order(connection: Connection, order: str, *, by: str, at: datetime) -> None:
    """What the assistant had answered itself about this order needs no look any more."""
    connection.execute(
        "update escalation set status = 'answered', ended_by = %s, ended_at = %s"
        " where order_number = %s and status = 'open' and is_handled",
        (by, at, order),
    )
