"""Who may be written to on which kind of channel, and what members wrote down of it."""

from dataclasses import dataclass, field
from datetime import datetime

from psycopg.rows import class_row

from coccinelle.store.database import Connection


@dataclass(frozen=True, slots=True)
class StopRow:
    """words: what the customer wrote, or what a member wrote down."""

    address_id: int
    kind: str
    at: datetime
    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """proof: in the member's words."""

    address_id: int
    kind: str
    is_stop: bool
    proof: str = field(repr=False)
    by_member: str
    at: datetime


def stops(connection: Connection, contact_id: int) -> list[StopRow]:
    with connection.cursor(row_factory=class_row(StopRow)) as cursor:
        return cursor.execute(
            "select s.address_id, s.kind, s.at, s.words from opt_out s"
            " join address a on (a.business_id, a.id) = (s.business_id, s.address_id)"
            " where a.contact_id = %s",
            (contact_id,),
        ).fetchall()


def lock_address(connection: Connection, address_id: int, contact_id: int) -> bool:
    """False when it is not an address of this contact."""
    return (
        connection.execute(
            "select from address where id = %s and contact_id = %s for update",
            (address_id, contact_id),
        ).fetchone()
        is not None
    )


def add(
    connection: Connection, *, address_id: int, kind: str, is_stop: bool, proof: str, by: str,
    at: datetime,
) -> None:  # fmt: skip
    connection.execute(
        "insert into consent_change (address_id, kind, is_stop, proof, by_member, at)"
        " values (%s, %s, %s, %s, %s, %s)",
        (address_id, kind, is_stop, proof, by, at),
    )


def of_contact(connection: Connection, contact_id: int) -> list[ConsentRow]:
    """What members wrote down, newest first."""
    with connection.cursor(row_factory=class_row(ConsentRow)) as cursor:
        return cursor.execute(
            "select c.address_id, c.kind, c.is_stop, c.proof, c.by_member, c.at"
            " from consent_change c"
            " join address a on (a.business_id, a.id) = (c.business_id, c.address_id)"
            " where a.contact_id = %s order by c.id desc limit 20",
            (contact_id,),
        ).fetchall()
