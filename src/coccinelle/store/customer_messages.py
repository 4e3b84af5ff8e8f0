"""Messages as members see them: a customer's, whichever conversation; each written once."""

from dataclasses import dataclass
from datetime import datetime
from typing import LiteralString

from psycopg.rows import class_row

from coccinelle.store.database import Connection
from coccinelle.store.messages import COLUMNS, MessageRow


@dataclass(frozen=True, slots=True)
class ReceivedRow:
    """kind: of its channel. answered_at: when our next message left there. waits: for a member."""

    at: datetime
    kind: str
    answered_at: datetime | None
    waits: bool


def received_before(
    connection: Connection, conversation_id: int, message_ids: list[int], since: datetime
) -> list[ReceivedRow]:
    """What the same contact wrote in any conversation since then, but these messages; a few at
    most, the newest first."""
    with connection.cursor(row_factory=class_row(ReceivedRow)) as cursor:
        return cursor.execute(
            "select m.at, h.kind, coalesce((select min(r.sent_at) from message r"
            "   where r.conversation_id = o.id and r.purpose = 'member' and r.seq > m.seq),"
            "  (select min(r.sent_at) from message r where r.conversation_id = o.id"
            "   and r.purpose = 'reply' and r.answers_seq >= m.seq)) as answered_at,"
            "  exists (select from draft d where d.conversation_id = o.id"
            "   and d.status = 'waiting') or exists (select from escalation e"
            "   where e.conversation_id = o.id and e.status = 'open' and not e.is_handled) as waits"
            " from conversation c join conversation o using (business_id, contact_id)"
            " join message m on m.conversation_id = o.id join channel h on h.id = o.channel_id"
            " where c.id = %s and m.direction = 'inbound' and m.at >= %s and m.id <> all(%s)"
            " and m.automatic = '' order by m.at desc limit 20",
            (conversation_id, since, message_ids),
        ).fetchall()


def of_contact(
    connection: Connection, contact_id: int, limit: int, before: int | None
) -> list[MessageRow]:
    """The newest `limit` messages of all their conversations, oldest first; before: an id."""
    with connection.cursor(row_factory=class_row(MessageRow)) as cursor:
        newest = cursor.execute(
            "select m.* from conversation c cross join lateral ("
            f" select {COLUMNS} from message where conversation_id = c.id"
            "  and id < coalesce(%(before)s, 9223372036854775807) order by seq desc limit %(limit)s"
            ") m where c.contact_id = %(contact)s order by m.id desc limit %(limit)s",
            {"contact": contact_id, "limit": limit, "before": before},
        ).fetchall()
    return newest[::-1]


def said_since(connection: Connection, conversation_id: int, message_id: int) -> list[MessageRow]:
    """After this message, in any conversation of the same customer; a few at most, oldest first."""
    with connection.cursor(row_factory=class_row(MessageRow)) as cursor:
        return cursor.execute(
            f"select {COLUMNS} from message where id > %s and conversation_id in"
            " (select o.id from conversation c join conversation o"
            "  using (business_id, contact_id) where c.id = %s) order by id limit 20",
            (message_id, conversation_id),
        ).fetchall()


def is_repeated(connection: Connection, message_id: int) -> bool:
    return _exists(connection, "again_of = %s", message_id)


def is_written(connection: Connection, once: str) -> bool:
    return _exists(connection, "once = %s", once)


def _exists(connection: Connection, where: LiteralString, value: object) -> bool:
    row = connection.execute(
        "select exists (select from message where " + where + ")", (value,)
    ).fetchone()
    return bool(row and row[0])
