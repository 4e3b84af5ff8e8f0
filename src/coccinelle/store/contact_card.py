"""What the shop keeps of one customer: who they are, where they are written to, what it notes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from psycopg import sql
from psycopg.rows import class_row, dict_row

from coccinelle.store.contacts import AddressRow
from coccinelle.store.database import Connection


@dataclass(frozen=True, slots=True)
class CardRow:
    """vip: as said by the file or a member. tone: "" as the shop speaks. size: said by a member.
    merged_into: the contact it became one with."""

    id: int
    name: str
    first_name: str
    last_name: str
    tone: str
    size: str
    preferred_channel: str
    vip: bool
    notes: str = field(repr=False)
    postal_address: str = field(repr=False)
    is_team: bool
    merged_into: int | None


def load(connection: Connection, contact_id: int) -> CardRow | None:
    with connection.cursor(row_factory=class_row(CardRow)) as cursor:
        return cursor.execute(
            "select id, trim(first_name || ' ' || last_name) as name, first_name, last_name,"
            " tone, size, preferred_channel, vip,"
            " notes, postal_address, is_team, (select into_contact_id from merge m where"
            " m.from_contact_id = contact.id and m.status = 'merged' order by m.id desc limit 1)"
            " as merged_into from contact where id = %s",
            (contact_id,),
        ).fetchone()


def addresses(connection: Connection, contact_id: int) -> list[AddressRow]:
    """None that was erased."""
    with connection.cursor(row_factory=class_row(AddressRow)) as cursor:
        return cursor.execute(
            "select id, contact_id, kind, value, bad_reason, doubted_at from address"
            " where contact_id = %s and value not like 'effacé:%%' order by kind desc, id",
            (contact_id,),
        ).fetchall()


def lock(connection: Connection, contact_id: int) -> dict[str, str] | None:
    """What members may correct, as it is now."""
    with connection.cursor(row_factory=dict_row) as cursor:
        return cursor.execute(
            "select first_name, last_name, tone, size, preferred_channel, notes from contact"
            " where id = %s for update",
            (contact_id,),
        ).fetchone()


def change(connection: Connection, contact_id: int, changes: Mapping[str, str]) -> None:
    """From now on the shop's file says nothing of these."""
    columns = [sql.SQL("{} = {}").format(sql.Identifier(n), v) for n, v in changes.items()]
    here = sql.SQL("set_here = array(select distinct unnest(set_here || {}::text[]) order by 1)")
    connection.execute(
        sql.SQL("update contact set {} where id = {}").format(
            sql.SQL(", ").join([*columns, here.format(list(changes))]), contact_id
        )
    )


def is_somebody(connection: Connection, contact_id: int) -> bool:
    """A name or an address is left to tell them by."""
    row = connection.execute(
        "select first_name || last_name <> '' or exists (select from address a"
        " where a.contact_id = c.id) from contact c where id = %s",
        (contact_id,),
    ).fetchone()
    return bool(row and row[0])


def holder_of(connection: Connection, kind: str, value: str) -> int | None:
    """Whose address it is."""
    row = connection.execute(
        "select contact_id from address where kind = %s and value = %s", (kind, value)
    ).fetchone()
    return int(row[0]) if row else None


def add_address(connection: Connection, contact_id: int, *, kind: str, value: str) -> bool:
    """False when it is somebody's already."""
    return (
        connection.execute(
            "insert into address (contact_id, kind, value) select id, %s, %s from contact"
            " where id = %s on conflict (business_id, kind, value) do nothing",
            (kind, value, contact_id),
        ).rowcount
        == 1
    )


def mark_vip(connection: Connection, contact_id: int, *, is_vip: bool) -> None:
    connection.execute(
        "update contact set vip = %s,"
        " set_here = array(select distinct unnest(set_here || '{vip}'::text[]) order by 1)"
        " where id = %s",
        (is_vip, contact_id),
    )
