"""What the shop keeps of one customer: who they are, where they are written to, what it notes."""

from dataclasses import dataclass, field

from psycopg.rows import class_row

from coccinelle.store.contacts import AddressRow
from coccinelle.store.database import Connection


@dataclass(frozen=True, slots=True)
class CardRow:
    """vip: as said by the file or a member. merged_into: the contact it became one with."""

    id: int
    name: str
    preferred_channel: str
    vip: bool
    notes: str = field(repr=False)
    postal_address: str = field(repr=False)
    is_team: bool
    merged_into: int | None


def load(connection: Connection, contact_id: int) -> CardRow | None:
    with connection.cursor(row_factory=class_row(CardRow)) as cursor:
        return cursor.execute(
            "select id, trim(first_name || ' ' || last_name) as name, preferred_channel, vip,"
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


def note(connection: Connection, contact_id: int, *, notes: str) -> None:
    """From now on the shop's file says nothing of it."""
    connection.execute(
        f"update contact set notes = %s, {_SET} where id = %s", (notes, "notes", contact_id)
    )


def mark_vip(connection: Connection, contact_id: int, *, is_vip: bool) -> None:
    connection.execute(
        f"update contact set vip = %s, {_SET} where id = %s", (is_vip, "vip", contact_id)
    )


_SET = "set_here = array(select distinct unnest(set_here || %s::text) order by 1)"
