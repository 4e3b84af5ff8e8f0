"""What members tell each other in a conversation, and what they did there: never sent."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from psycopg.rows import class_row

from coccinelle.store.database import Connection
from coccinelle.store.live import RING

Kind = Literal["note", "assigned", "unassigned", "snoozed", "woken", "closed", "reopened"]


@dataclass(frozen=True, slots=True)
class NoteRow:
    """kind: `note` for words; otherwise what by_member did. text: the words, the name of who it is
    assigned to, the moment it is put off to."""

    id: int
    conversation_id: int
    kind: Kind
    text: str = field(repr=False)
    by_member: str
    at: datetime


def add(
    connection: Connection, conversation_id: int, *, text: str, by: str, at: datetime,
    kind: Kind = "note", once: str | None = None,
) -> None:  # fmt: skip
    """once: no second one has this key."""
    connection.execute(
        "with told as (insert into note (conversation_id, kind, text, by_member, at, once)"
        "  values (%s, %s, %s, %s, %s, %s) on conflict (business_id, once) where once is not null"
        "  do nothing returning id) select " + RING + " from told",
        (conversation_id, kind, text, by, at, once),
    )


def of_contact(
    connection: Connection, contact_id: int, *, since: datetime | None, until: datetime | None
) -> list[NoteRow]:
    """Of all their conversations, oldest first: after since, until `until` included."""
    with connection.cursor(row_factory=class_row(NoteRow)) as cursor:
        return cursor.execute(
            "select n.id, n.conversation_id, n.kind, n.text, n.by_member, n.at from conversation c"
            " join note n on (n.business_id, n.conversation_id) = (c.business_id, c.id)"
            " where c.contact_id = %s and n.at > coalesce(%s::timestamptz, '-infinity')"
            " and n.at <= coalesce(%s::timestamptz, 'infinity') order by n.at, n.id",
            (contact_id, since, until),
        ).fetchall()
