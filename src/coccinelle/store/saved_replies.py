"""Replies that members keep, with the values that fill them."""

from dataclasses import dataclass
from datetime import datetime
from typing import LiteralString

from psycopg.errors import UniqueViolation
from psycopg.rows import class_row

from coccinelle.core.errors import PermanentError
from coccinelle.store.database import Connection


@dataclass(frozen=True, slots=True)
class SavedReply:
    """shortcut: what is typed to have it, "" for none."""

    id: int
    name: str
    text: str
    shortcut: str
    by_member: str
    at: datetime


def all_of(connection: Connection) -> list[SavedReply]:
    return _many(connection, "true order by lower(name)", ())


def load(connection: Connection, saved_id: int) -> SavedReply | None:
    found = _many(connection, "id = %s", (saved_id,))
    return found[0] if found else None


def put(
    connection: Connection, *, saved_id: int | None, name: str, text: str, shortcut: str, by: str,
    at: datetime,
) -> None:  # fmt: skip
    """A new one when saved_id is None. Raises PermanentError when another has its name or shortcut;
    the transaction is then over."""
    values = (name, text, shortcut, by, at)
    try:
        if saved_id is None:
            connection.execute(
                "insert into saved_reply (name, text, shortcut, by_member, at)"
                " values (%s, %s, %s, %s, %s)",
                values,
            )
        else:
            connection.execute(
                "update saved_reply set name = %s, text = %s, shortcut = %s, by_member = %s,"
                " at = %s where id = %s",
                (*values, saved_id),
            )
    except UniqueViolation as error:
        raise PermanentError("Une autre réponse a déjà ce nom ou ce raccourci.") from error


def remove(connection: Connection, saved_id: int) -> None:
    connection.execute("delete from saved_reply where id = %s", (saved_id,))


def values_for(connection: Connection, conversation_id: int) -> dict[str, str]:
    """Of its customer and of the business; the order is the newest one."""
    row = connection.execute(
        "select p.first_name, p.last_name, coalesce((select number from orders o"
        "  where o.contact_id = p.id order by ordered_at desc limit 1), ''),"
        " b.name, b.address, b.phone from conversation c"
        " join contact p on (p.business_id, p.id) = (c.business_id, c.contact_id)"
        " join business b on b.business_id = c.business_id where c.id = %s",
        (conversation_id,),
    ).fetchone()
    names = ("prénom", "nom", "commande", "boutique", "adresse", "téléphone")
    return dict(zip(names, row, strict=True)) if row else {}


def _many(
    connection: Connection, where: LiteralString, values: tuple[object, ...]
) -> list[SavedReply]:
    with connection.cursor(row_factory=class_row(SavedReply)) as cursor:
        return cursor.execute(
            "select id, name, text, shortcut, by_member, at from saved_reply where " + where,
            values,
        ).fetchall()
