"""A pause of the whole assistant, or of one channel: where it is, and what it has left waiting."""

from coccinelle.store.database import Connection


def is_paused(connection: Connection, channel_id: int) -> bool:
    """Nobody is answered on this channel."""
    row = connection.execute(
        "select exists (select from business where paused_at is not null) or exists"
        " (select from channel where id = %s and paused_at is not null)",
        (channel_id,),
    ).fetchone()
    return bool(row and row[0])


def kept_waiting(connection: Connection) -> list[int]:
    """Where someone waits for an answer that nobody is about to give, in their order; where a
    pause goes on is left."""
    rows = connection.execute(
        "select c.id from conversation c join channel h on h.id = c.channel_id"
        " where c.state = 'open' and c.answer_at is null and c.paused_at is null"
        " and h.paused_at is null and not exists (select from business where paused_at is not null)"
        " and exists (select from message m where"
        "  m.conversation_id = c.id and m.direction = 'inbound' and m.state = 'received'"
        "  and m.automatic = '') order by c.id for update of c"
    ).fetchall()
    return [row[0] for row in rows]
