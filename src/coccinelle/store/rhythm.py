"""How somebody has been writing to us lately."""

from dataclasses import dataclass
from datetime import datetime

from psycopg.rows import class_row

from coccinelle.store.database import Connection


@dataclass(frozen=True, slots=True)
class Rhythm:
    """unanswered: those that still wait for a person; lately: since the day asked for.
    before: the last word of either side before those that wait now."""

    unanswered: int
    lately: int
    before: datetime | None


def of_conversation(connection: Connection, conversation_id: int, since: datetime) -> Rhythm | None:
    """None where nothing was written."""
    with connection.cursor(row_factory=class_row(Rhythm)) as cursor:
        return cursor.execute(
            "select count(*) filter (where m.direction = 'inbound' and m.seq >"
            "  (select coalesce(max(seq), 0) from message where conversation_id = %(c)s"
            "   and author = 'member') and coalesce(t.lane, 'escalate') in ('draft', 'escalate'))"
            "  as unanswered,"
            " count(*) filter (where m.direction = 'inbound' and m.at >= %(since)s) as lately,"
            " max(m.at) filter (where m.state <> 'received') as before"
            " from message m left join turn t on t.id = m.turn_id"
            " where m.conversation_id = %(c)s and m.automatic = ''"
            " having count(*) > 0",
            {"c": conversation_id, "since": since},
        ).fetchone()
