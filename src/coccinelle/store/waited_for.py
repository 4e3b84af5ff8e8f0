"""Conversations where somebody waits for a member: a draft, or a case that is not answered."""

from dataclasses import dataclass
from datetime import datetime

from psycopg.rows import class_row

from coccinelle.store.database import Connection


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """One conversation where somebody waits for a member, since when and why."""

    conversation_id: int
    who: str
    reason: str
    since: datetime


def since(connection: Connection, conversation_id: int) -> datetime | None:
    """Since when a draft, or a case the assistant has not answered, waits there."""
    found = waiting(connection, conversation_id)
    return found[0].since if found else None


def waiting(connection: Connection, conversation_id: int | None = None) -> list[WaitingRow]:
    """Longest first; conversation_id: only there."""
    with connection.cursor(row_factory=class_row(WaitingRow)) as cursor:
        return cursor.execute(
            "select w.conversation_id, coalesce(nullif(trim(c.first_name || ' ' || c.last_name),"
            " ''), a.value) as who, (array_agg(w.reason order by w.at desc))[1] as reason,"
            " min(w.at) as since from (select conversation_id, reason, created_at as at from draft"
            "  where status = 'waiting' union all select conversation_id, reason, created_at"
            "  from escalation where status = 'open' and not is_handled) w"
            " join conversation v on v.id = w.conversation_id"
            " join contact c on c.id = v.contact_id join address a on a.id = v.address_id"
            " where %(c)s::bigint is null or w.conversation_id = %(c)s"
            " group by w.conversation_id, who order by since",
            {"c": conversation_id},
        ).fetchall()


def promise_again(connection: Connection, conversation_id: int, at: datetime) -> None:
    """They were told another moment."""
    connection.execute(
        "update escalation set promised_at = %s where conversation_id = %s and status = 'open'"
        " and not is_handled",
        (at, conversation_id),
    )
