"""What a pause of the whole assistant has left waiting."""

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
