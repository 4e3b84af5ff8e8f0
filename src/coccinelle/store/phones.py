"""Phones of members: who an SMS to the assistant may come from, and who is written to."""

from dataclasses import dataclass
from datetime import datetime

from psycopg import errors
from psycopg.rows import class_row

from coccinelle.core.errors import PermanentError
from coccinelle.store import team
from coccinelle.store.database import Connection

TAKEN = "Ce numéro est déjà celui d'un autre membre."


@dataclass(frozen=True, slots=True)
class MemberPhone:
    """is_closed: after wrong codes, nothing is validated from it until its member logs in."""

    member_id: int
    name: str
    role: str
    phone: str
    is_closed: bool


# The phone of business.toml, or the one set in its place, is the owner's who has the name written
# there, and no phone of her own.
_PHONES = """
select member_id, name, role, phone, is_closed from (
    select m.id as member_id, m.name, m.role, m.sms_closed_at is not null as is_closed,
        case when m.phone <> '' then m.phone
            when m.role = 'owner' and lower(m.name) = lower(b.owner_name)
                and not exists (select from member o where o.phone = b.owner_phone)
                and (select count(*) from member o where o.role = 'owner' and o.phone = ''
                    and lower(o.name) = lower(b.owner_name)) = 1
            then b.owner_phone else '' end as phone
    from member m, (select coalesce(name.value #>> '{}', owner_name) as owner_name,
        coalesce(phone.value #>> '{}', owner_phone) as owner_phone from business
        left join setting name on name.key = 'card.owner_name'
        left join setting phone on phone.key = 'card.owner_phone') as b) as found where phone <> ''
"""


def all_of(connection: Connection) -> list[MemberPhone]:
    with connection.cursor(row_factory=class_row(MemberPhone)) as cursor:
        return cursor.execute(f"{_PHONES} order by member_id").fetchall()


def of(connection: Connection, phone: str) -> MemberPhone | None:
    """The member whose number this is."""
    with connection.cursor(row_factory=class_row(MemberPhone)) as cursor:
        return cursor.execute(f"{_PHONES} and phone = %s", (phone,)).fetchone()


def give(connection: Connection, member_id: int, phone: str) -> None:
    """ "" takes it away. The one they had before is nobody's of the team any more.

    Raises PermanentError when another member has it.
    """
    try:
        with connection.transaction():
            before = connection.execute(
                "update member m set phone = %s from member old where m.id = %s and old.id = m.id"
                " returning old.phone",
                (phone, member_id),
            ).fetchone()
    except errors.UniqueViolation as error:
        raise PermanentError(TAKEN) from error
    if before and before[0] not in ("", phone):
        team.leave(connection, before[0])


def close(connection: Connection, member_id: int, at: datetime) -> None:
    connection.execute("update member set sms_closed_at = %s where id = %s", (at, member_id))


def reopen(connection: Connection, member_id: int) -> None:
    """They have proven who they are by another way."""
    connection.execute("delete from wrong_code where member_id = %s", (member_id,))
    connection.execute("update member set sms_closed_at = null where id = %s", (member_id,))
