"""What a pause of the whole assistant has left waiting."""

from datetime import datetime

from coccinelle.store.database import Connection


def kept_waiting(connection: Connection) -> list[int]:
    """Where someone waits for an answer that nobody is about to give, in their order."""
    rows = connection.execute(
        "select c.id from conversation c where c.state = 'open' and c.answer_at is null"
        " and c.paused_at is null and exists (select from message m where"
        "  m.conversation_id = c.id and m.direction = 'inbound' and m.state = 'received'"
        "  and m.automatic = '') order by c.id for update"
    ).fetchall()
    return [row[0] for row in rows]


def end_escalations(
    connection: Connection, conversation_id: int, reason: str, *, by: str, at: datetime
) -> None:
    """Only those opened for this reason, which is no more."""
    connection.execute(
        "update escalation set status = 'answered', ended_by = %s, ended_at = %s"
        " where conversation_id = %s and reason = %s and status = 'open'",
        (by, at, conversation_id, reason),
    )
