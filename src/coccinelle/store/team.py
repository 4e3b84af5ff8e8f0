"""What members are told outside the screen: lines of the feed that wait to be told, and whom to."""

from dataclasses import dataclass
from datetime import datetime

from psycopg.rows import class_row

from coccinelle.store import contacts
from coccinelle.store.contacts import ADDRESS_KINDS, AddressRow
from coccinelle.store.database import Connection


@dataclass(frozen=True, slots=True)
class ToTell:
    """told_times: how often it was told without having been seen."""

    id: int
    kind: str
    text: str
    lines: list[str]
    status_line: str
    conversation_id: int | None
    urgency: str
    deadline: datetime | None
    told_times: int


def due(connection: Connection, now: datetime) -> list[ToTell]:
    """Oldest first, locked; none that a member has seen."""
    with connection.cursor(row_factory=class_row(ToTell)) as cursor:
        return cursor.execute(
            "select id, kind, text, lines, status_line, conversation_id, urgency, deadline,"
            " told_times from notification where tell_at <= %s and seen_at is null"
            " order by id for update skip locked",
            (now,),
        ).fetchall()


def told(connection: Connection, ids: list[int], again_at: datetime | None) -> None:
    """again_at: when they are told once more unless somebody has seen them; None for no more."""
    connection.execute(
        "update notification set told_times = told_times + 1, tell_at = %s where id = any(%s)",
        (again_at, ids),
    )


def put_off(connection: Connection, ids: list[int], at: datetime | None) -> None:
    connection.execute("update notification set tell_at = %s where id = any(%s)", (at, ids))


def no_more(connection: Connection, conversation_id: int) -> None:
    """What they were to be told of it again has settled itself."""
    connection.execute(
        "update notification set tell_at = null where conversation_id = %s", (conversation_id,)
    )


def seen(connection: Connection, conversation_id: int | None, at: datetime) -> None:
    """By a member, in this conversation, or all of them when it is None: told no more."""
    connection.execute(
        "update notification set seen_at = %s, tell_at = null where seen_at is null"
        " and (%s::bigint is null or conversation_id = %s)",
        (at, conversation_id, conversation_id),
    )


def alerts_since(connection: Connection, since: datetime) -> list[datetime]:
    """When alerts were written since, oldest first; one told to several, or by several channels, is
    one."""
    rows = connection.execute(
        "select m.at from message m where m.purpose in ('alert', 'approval') and m.at > %s"
        " and m.conversation_id = (select conversation_id from message"
        "  where purpose in ('alert', 'approval') and at > %s"
        "  group by conversation_id order by count(*) desc limit 1) order by m.at",
        (since, since),
    ).fetchall()
    return [row[0] for row in rows]


def address(connection: Connection, channel_kind: str, value: str, name: str) -> AddressRow:
    """A member's own, with a contact that is one of the team."""
    found = contacts.address_for(connection, channel_kind, value)
    connection.execute(
        "update contact set is_team = true, first_name = case when first_name = '' then %s"
        " else first_name end where id = %s",
        (name, found.contact_id),
    )
    return found


def leave(connection: Connection, phone: str) -> None:
    """Nobody's of the team any more by having been told there."""
    connection.execute(
        "update contact set is_team = false where id in (select contact_id from address"
        " where kind = 'phone' and value = %s)",
        (phone,),
    )


def is_member(connection: Connection, contact_id: int, channel_kind: str, value: str) -> bool:
    """One of the team writes: the owner's own phone or e-mail, a member's phone or proven
    e-mail, or one we alert."""
    kind = ADDRESS_KINDS.get(channel_kind, "handle")
    row = connection.execute(
        "select exists (select from contact where id = %(contact)s and is_team)"
        " or exists (select from business where (%(kind)s, %(value)s) in"
        "  (('phone', coalesce((select value #>> '{}' from setting where key = 'card.owner_phone'),"
        "    owner_phone)),"
        "   ('email', lower(coalesce((select value #>> '{}' from setting"
        "    where key = 'card.owner_email'), owner_email)))) and %(value)s <> '')"
        " or exists (select from member where %(value)s <> '' and (%(kind)s, %(value)s) in"
        "  (('phone', phone), ('email', case when email_proven_at is not null then email end)))",
        {"contact": contact_id, "kind": kind, "value": value},
    ).fetchone()
    return bool(row and row[0])
