"""Which member is writing to which customer: true for a few seconds, seen by every web process."""

from datetime import datetime, timedelta

from coccinelle.store.database import Connection
from coccinelle.store.live import RING

LASTS = timedelta(seconds=8)  # after the last key


def writing(connection: Connection, conversation_id: int, member_id: int, at: datetime) -> None:
    """Pages hear it when it begins, not at each key."""
    connection.execute(
        "with before as (select writing_at from presence p join conversation c"
        "  on (c.business_id, c.contact_id) = (p.business_id, p.contact_id)"
        "  where c.id = %(id)s and p.member_id = %(who)s and writing_at > %(fresh)s),"
        " now_writing as (insert into presence (contact_id, member_id, writing_at)"
        "  select contact_id, %(who)s, %(at)s from conversation where id = %(id)s"
        "  on conflict (business_id, contact_id, member_id)"
        "  do update set writing_at = excluded.writing_at returning contact_id)"
        " select " + RING + " from now_writing where not exists (select from before)",
        {"id": conversation_id, "who": member_id, "at": at, "fresh": at - LASTS},
    )


def purge(connection: Connection, before: datetime) -> None:
    connection.execute("delete from presence where writing_at < %s", (before,))


def others(
    connection: Connection, conversation_id: int, member_id: int, now: datetime
) -> list[str]:
    """Names, of those who write to the same customer, on whichever channel."""
    rows = connection.execute(
        "select m.name from presence p join member m"
        " on (m.business_id, m.id) = (p.business_id, p.member_id)"
        " where p.contact_id = (select contact_id from conversation where id = %s)"
        " and p.member_id <> %s and p.writing_at > %s order by m.name",
        (conversation_id, member_id, now - LASTS),
    )
    return [name for (name,) in rows]
