"""SMS segments: what is billed."""

from datetime import datetime

from coccinelle.store.database import Connection


def since(connection: Connection, kind: str, at: datetime) -> int:
    """Billed by channels of this kind for the assistant's words; at least one for each message that
    is leaving now."""
    row = connection.execute(
        "select coalesce(sum(coalesce(segments, 1)), 0) from message where direction = 'outbound'"
        " and author = 'assistant' and purpose <> 'alert' and sending_at >= %s and (sent_at is not"
        " null or state = 'sending') and channel_id in (select id from channel where kind = %s)",
        (at, kind),
    ).fetchone()
    assert row is not None
    return int(row[0])
