"""Two contacts that may be one person: what was proposed, and what a merge moved."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import LiteralString

from psycopg import sql
from psycopg.rows import class_row

from coccinelle.store.database import Connection

Moved = dict[str, list[int]]

# What belongs to a contact and follows them. `live`: one per contact at most, so the other's stays.
TABLES: tuple[str, ...] = (
    "address", "conversation", "orders", "exchange", "withdrawal", "document", "hold", "waiting",
    "commitment", "action", "proof", "satisfaction",
)  # fmt: skip
_TWICE: dict[str, LiteralString] = {
    "waiting": " and not (t.status in ('waiting', 'called') and exists (select from waiting u where"
    " u.contact_id = %(into)s and u.status in ('waiting', 'called')"
    " and u.variant_id = t.variant_id))",
}


@dataclass(frozen=True, slots=True)
class MergeRow:
    """moved: the ids that went from one contact to the other, by table."""

    id: int
    from_contact_id: int
    into_contact_id: int
    reason: str
    status: str
    moved: Moved
    proposed_at: datetime
    decided_at: datetime | None
    decided_by: str


def propose(
    connection: Connection, *, from_contact_id: int, into_contact_id: int, reason: str, at: datetime
) -> int | None:
    """None when it is proposed or done already, or was refused: a member is asked once."""
    row = connection.execute(
        "insert into merge (from_contact_id, into_contact_id, reason, proposed_at)"
        " select %(from)s, %(into)s, %(reason)s, %(at)s where not exists (select from merge"
        "  where from_contact_id = %(from)s and into_contact_id = %(into)s"
        "  and status <> 'undone') on conflict do nothing returning id",
        {"from": from_contact_id, "into": into_contact_id, "reason": reason, "at": at},
    ).fetchone()
    return int(row[0]) if row else None


def waiting(connection: Connection, *, from_contact_id: int, into_contact_id: int) -> int | None:
    """The proposal of this very merge that waits for a member."""
    row = connection.execute(
        "select id from merge where from_contact_id = %s and into_contact_id = %s"
        " and status = 'proposed'",
        (from_contact_id, into_contact_id),
    ).fetchone()
    return int(row[0]) if row else None


def became_another(connection: Connection, contact_ids: Sequence[int]) -> list[int]:
    """Those of these contacts that are one with another now; all of them stay as they are until
    the transaction ends."""
    rows = connection.execute(
        "select id, exists (select from merge m where m.from_contact_id = contact.id"
        "  and m.status = 'merged') from contact where id = any(%s) order by id for no key update",
        (list(contact_ids),),
    ).fetchall()
    return [row[0] for row in rows if row[1]]


def lock(connection: Connection, merge_id: int) -> MergeRow | None:
    found = _many(connection, "id = %s for update", (merge_id,))
    return found[0] if found else None


def all_of(connection: Connection, limit: int) -> list[MergeRow]:
    """Those that wait first, then the newest."""
    return _many(connection, "true order by status <> 'proposed', id desc limit %s", (limit,))


def of_contact(connection: Connection, contact_id: int) -> list[MergeRow]:
    """Those done, in which this contact took part, newest first."""
    where = "status = 'merged' and %s in (from_contact_id, into_contact_id) order by id desc"
    return _many(connection, where, (contact_id,))


def proposed_to(connection: Connection, contact_id: int) -> list[MergeRow]:
    """Those that wait, in which this contact takes part."""
    where = "status = 'proposed' and %s in (from_contact_id, into_contact_id) order by id desc"
    return _many(connection, where, (contact_id,))


def decided(
    connection: Connection, merge_id: int, *, status: str, moved: Moved, by: str, at: datetime
) -> None:
    connection.execute(
        "update merge set status = %s, moved = %s, decided_by = %s, decided_at = %s where id = %s",
        (status, json.dumps(moved), by, at, merge_id),
    )


def move(connection: Connection, *, from_contact_id: int, into_contact_id: int) -> Moved:
    """Everything that can be two people's becomes one's; a second place of a waiting list stays
    where it is. No article may be held twice: the second hold is ended before."""
    who = {"from": from_contact_id, "into": into_contact_id}
    moved: Moved = {}
    for table in TABLES:
        statement = sql.SQL(
            "update {} t set contact_id = %(into)s where t.contact_id = %(from)s"
            + _TWICE.get(table, "")
            + " returning t.id"
        ).format(sql.Identifier(table))
        moved[table] = sorted(row[0] for row in connection.execute(statement, who))
    return {table: ids for table, ids in moved.items() if ids}


def put_back(
    connection: Connection, *, from_contact_id: int, into_contact_id: int, moved: Moved
) -> None:
    """What was moved, and the conversations begun since at the addresses that go back."""
    who = {"from": from_contact_id, "into": into_contact_id}
    for table in TABLES:
        ids = moved.get(table, [])
        connection.execute(
            sql.SQL(
                "update {} set contact_id = %(from)s where id = any(%(ids)s)"
                " and contact_id = %(into)s"
            ).format(sql.Identifier(table)),
            {**who, "ids": ids},
        )
    connection.execute(
        "update conversation set contact_id = %(from)s where contact_id = %(into)s"
        " and address_id = any(%(ids)s)",
        {**who, "ids": moved.get("address", [])},
    )


def _many(
    connection: Connection, where: LiteralString, values: tuple[object, ...]
) -> list[MergeRow]:
    with connection.cursor(row_factory=class_row(MergeRow)) as cursor:
        return cursor.execute(
            "select id, from_contact_id, into_contact_id, reason, status, moved, proposed_at,"
            " decided_at, decided_by from merge where " + where,
            values,
        ).fetchall()
