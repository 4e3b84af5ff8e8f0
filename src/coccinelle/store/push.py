"""Members' devices that take notifications, and the notes on their way to them."""

from dataclasses import dataclass, field
from datetime import datetime

from psycopg.rows import class_row

from coccinelle.store.database import Connection

MOST_DEVICES = 10  # of one member: the one heard of longest ago leaves its place


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """device: its browser's name; gone_at: since when its service takes nothing more for it."""

    id: int
    member_id: int
    device: str
    created_at: datetime
    last_ok_at: datetime | None
    gone_at: datetime | None
    is_own: bool


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note that may leave now, with where it goes. conversation_id, who, deadline: of its news;
    language: its member's."""

    id: int
    subscription_id: int
    notification_id: int | None
    member_id: int
    endpoint: str
    secrets: bytes = field(repr=False)
    kind: str
    count: int
    attempts: int
    conversation_id: int | None
    who: str
    deadline: datetime | None
    language: str
    is_over: bool


def subscribe(
    connection: Connection, member_id: int, *, token_hash: bytes, device: str, endpoint: str,
    secrets: bytes, at: datetime,
) -> None:  # fmt: skip
    """A known browser goes to whoever is logged in there now. token_hash: of their session."""
    connection.execute(
        "insert into push_subscription (member_id, session_id, device, endpoint, secrets,"
        " created_at) select member_id, id, %s, %s, %s, %s from session"
        " where token_hash = %s and member_id = %s"
        " on conflict (business_id, endpoint) do update set member_id = excluded.member_id,"
        " session_id = excluded.session_id, device = excluded.device,"
        " secrets = excluded.secrets, gone_at = null",
        (device, endpoint, secrets, at, token_hash, member_id),
    )
    connection.execute(
        "delete from push_subscription where member_id = %s and id not in (select id from"
        " push_subscription where member_id = %s order by gone_at is null desc,"
        " coalesce(last_ok_at, created_at) desc limit %s)",
        (member_id, member_id, MOST_DEVICES),
    )


def of_member(connection: Connection, member_id: int, token_hash: bytes) -> list[DeviceRow]:
    with connection.cursor(row_factory=class_row(DeviceRow)) as cursor:
        return cursor.execute(
            "select p.id, p.member_id, p.device, p.created_at, p.last_ok_at, p.gone_at,"
            " coalesce(s.token_hash = %s, false) as is_own from push_subscription p"
            " join session s on (s.business_id, s.id) = (p.business_id, p.session_id)"
            " where p.member_id = %s order by p.id",
            (token_hash, member_id),
        ).fetchall()


def unsubscribe(connection: Connection, member_id: int, subscription_id: int) -> bool:
    """False when this member has no such device."""
    gone = connection.execute(
        "delete from push_subscription where member_id = %s and id = %s",
        (member_id, subscription_id),
    )
    return gone.rowcount > 0


def devices(connection: Connection) -> list[tuple[int, int]]:
    """Every one that takes notes: its number and its member's."""
    rows = connection.execute(
        "select id, member_id from push_subscription where gone_at is null order by id"
    ).fetchall()
    return [(row[0], row[1]) for row in rows]


def add(
    connection: Connection, subscription_id: int, *, notification_id: int | None, kind: str,
    count: int, at: datetime, not_before: datetime,
) -> None:  # fmt: skip
    """Once for each news and device; a trial that waits already is enough."""
    connection.execute(
        "insert into push_note (subscription_id, notification_id, kind, count, at,"
        " next_attempt_at) values (%s, %s, %s, %s, %s, %s) on conflict do nothing",
        (subscription_id, notification_id, kind, count, at, not_before),
    )


def claim(connection: Connection, now: datetime, again_at: datetime) -> NoteRow | None:
    """The next one that is due, as being sent; again_at: when it is looked at again should this
    process die meanwhile. is_over: nobody needs to see it any more."""
    with connection.cursor(row_factory=class_row(NoteRow)) as cursor:
        return cursor.execute(
            "with due as (select id from push_note where next_attempt_at <= %s"
            "  order by next_attempt_at, id limit 1 for update skip locked),"
            " taken as (update push_note p set state = 'sending', attempts = attempts + 1,"
            "  next_attempt_at = %s from due where p.id = due.id returning p.*)"
            " select t.id, t.subscription_id, t.notification_id, s.member_id, s.endpoint,"
            " s.secrets, t.kind, t.count, t.attempts, n.conversation_id, n.deadline, m.language,"
            " coalesce(trim(c.first_name || ' ' || c.last_name), '') as who,"
            " (n.seen_at is not null or s.gone_at is not null or (t.kind = 'draft' and not exists"
            "  (select from draft d where d.conversation_id = n.conversation_id"
            "   and d.status = 'waiting'))) as is_over from taken t"
            " join push_subscription s on (s.business_id, s.id) ="
            "  (t.business_id, t.subscription_id)"
            " join member m on (m.business_id, m.id) = (s.business_id, s.member_id)"
            " left join notification n on (n.business_id, n.id) ="
            "  (t.business_id, t.notification_id)"
            " left join conversation v on (v.business_id, v.id) ="
            "  (n.business_id, n.conversation_id)"
            " left join contact c on (c.business_id, c.id) = (v.business_id, v.contact_id)",
            (now, again_at),
        ).fetchone()


def sent(connection: Connection, note_id: int, at: datetime) -> None:
    connection.execute(
        "with done as (update push_note set state = 'sent', next_attempt_at = null where id = %s"
        "  returning subscription_id) update push_subscription set last_ok_at = %s"
        " where id = (select subscription_id from done)",
        (note_id, at),
    )


def put_off(connection: Connection, note_id: int, at: datetime) -> None:
    connection.execute(
        "update push_note set state = 'to_send', next_attempt_at = %s where id = %s", (at, note_id)
    )


def end(connection: Connection, note_id: int, state: str) -> None:
    """failed, or dropped since nobody needs it any more."""
    connection.execute(
        "update push_note set state = %s, next_attempt_at = null where id = %s", (state, note_id)
    )


def gone(connection: Connection, subscription_id: int, at: datetime) -> None:
    """Its service takes nothing more for it: nothing is sent there again."""
    connection.execute(
        "update push_subscription set gone_at = %s where id = %s", (at, subscription_id)
    )
    connection.execute(
        "update push_note set state = 'failed', next_attempt_at = null"
        " where subscription_id = %s and next_attempt_at is not null",
        (subscription_id,),
    )


def pushed(
    connection: Connection, notification_ids: list[int], at: datetime, again_at: datetime | None
) -> None:
    """They left for devices; again_at: when the other ways take over, unless one is seen."""
    connection.execute(
        "update notification set pushed_at = %s, tell_at = %s where id = any(%s)",
        (at, again_at, notification_ids),
    )


def unpushed(connection: Connection, notification_ids: list[int]) -> list[int]:
    """Those that have not left for any device yet."""
    rows = connection.execute(
        "select id from notification where id = any(%s) and pushed_at is null order by id",
        (notification_ids,),
    ).fetchall()
    return [row[0] for row in rows]


def tell_otherwise(connection: Connection, at: datetime) -> None:
    """What no device has taken, nor will, is told by the other ways from now on."""
    connection.execute(
        "update notification n set tell_at = %s where n.pushed_at is not null"
        " and n.seen_at is null and n.told_times = 0 and (n.tell_at is null or n.tell_at > %s)"
        " and exists (select from push_note p where p.notification_id = n.id"
        "  and p.state = 'failed')"
        " and not exists (select from push_note p where p.notification_id = n.id"
        "  and p.state in ('to_send', 'sending', 'sent', 'dropped'))",
        (at, at),
    )


def replace_secrets(connection: Connection, subscription_id: int, old: bytes, new: bytes) -> int:
    """The same keys under another one of ours; 0 when they were changed meanwhile."""
    return connection.execute(
        "update push_subscription set secrets = %s where id = %s and secrets = %s",
        (new, subscription_id, old),
    ).rowcount


def sealed(connection: Connection) -> list[tuple[int, str, bytes]]:
    """Every device's number, address and sealed keys."""
    rows = connection.execute(
        "select id, endpoint, secrets from push_subscription order by id"
    ).fetchall()
    return [(row[0], row[1], bytes(row[2])) for row in rows]


def purge(connection: Connection, before: datetime) -> None:
    """Devices gone since, and notes of that time."""
    connection.execute("delete from push_note where at < %s and next_attempt_at is null", (before,))
    connection.execute("delete from push_subscription where gone_at < %s", (before,))
