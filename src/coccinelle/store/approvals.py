"""One-time codes sent to members about drafts, and what came back from their phones."""

from dataclasses import dataclass, field
from datetime import datetime

from psycopg.rows import class_row

from coccinelle.store.database import Connection

MOST = 20  # codes looked through: more never wait for one member


@dataclass(frozen=True, slots=True)
class ApprovalRow:
    """version: of the draft it was drawn for. used_by: the member's message that used it.

    Of the draft as it is now: status, is_empty, ended_by, draft_ended_at.
    """

    id: int
    draft_id: int
    conversation_id: int
    version: int
    code_hash: str = field(repr=False)
    expires_at: datetime
    ended_at: datetime | None
    ended_because: str
    used_by: int | None
    draft_version: int
    status: str
    is_empty: bool
    answers_seq: int
    ended_by: str | None
    draft_ended_at: datetime | None


def draw(
    connection: Connection, *, draft_id: int, member_id: int, version: int, code_hash: str,
    at: datetime, expires_at: datetime,
) -> None:  # fmt: skip
    """The only one that lives for this draft and this member."""
    connection.execute(
        "update approval set ended_at = %s, ended_because = 'newer' where draft_id = %s"
        " and member_id = %s and ended_at is null",
        (at, draft_id, member_id),
    )
    connection.execute(
        "insert into approval (draft_id, member_id, version, code_hash, sent_at, expires_at)"
        " values (%s, %s, %s, %s, %s, %s)",
        (draft_id, member_id, version, code_hash, at, expires_at),
    )


def newest(connection: Connection, member_id: int, since: datetime) -> list[ApprovalRow]:
    """Of this member, the newest first, dead ones too: they say why they are."""
    with connection.cursor(row_factory=class_row(ApprovalRow)) as cursor:
        return cursor.execute(
            "select a.id, a.draft_id, d.conversation_id, a.version, a.code_hash, a.expires_at,"
            " a.ended_at, a.ended_because, a.used_by, d.version as draft_version, d.status,"
            " d.text = '' as is_empty, d.answers_seq, d.ended_by, d.ended_at as draft_ended_at"
            " from approval a join draft d on (d.business_id, d.id) = (a.business_id, a.draft_id)"
            " where a.member_id = %s and a.sent_at > %s order by a.id desc limit %s",
            (member_id, since, MOST),
        ).fetchall()


def use(connection: Connection, approval_id: int, message_id: int, at: datetime) -> bool:
    """False when it was dead before; the same message may say it again."""
    row = connection.execute(
        "update approval set ended_at = coalesce(ended_at, %(at)s), ended_because = 'used',"
        " used_by = %(message)s where id = %(id)s and (ended_at is null or used_by = %(message)s)"
        " returning id",
        {"at": at, "message": message_id, "id": approval_id},
    ).fetchone()
    return row is not None


def end_of_member(connection: Connection, member_id: int, because: str, at: datetime) -> None:
    connection.execute(
        "update approval set ended_at = %s, ended_because = %s"
        " where member_id = %s and ended_at is null",
        (at, because, member_id),
    )


def wrong(connection: Connection, member_id: int, at: datetime, since: datetime) -> int:
    """One more; how many there are since, two at once counted one after the other."""
    connection.execute("select from member where id = %s for no key update", (member_id,))
    connection.execute("insert into wrong_code (member_id, at) values (%s, %s)", (member_id, at))
    row = connection.execute(
        "select count(*) from wrong_code where member_id = %s and at > %s", (member_id, since)
    ).fetchone()
    assert row is not None
    return int(row[0])


def still_waits(connection: Connection, message_id: int) -> bool:
    row = connection.execute(
        "select state = 'received' from message where id = %s", (message_id,)
    ).fetchone()
    return bool(row and row[0])


def tells_about(connection: Connection, message_id: int, about_ids: list[int]) -> None:
    """A member's words, about conversations of others: they are erased with those."""
    connection.execute("update message set about_ids = %s where id = %s", (about_ids, message_id))


def was_said(connection: Connection, conversation_id: int, text: str, since_purpose: str) -> bool:
    """Since the last message of that purpose."""
    row = connection.execute(
        "select exists (select from message where conversation_id = %(id)s"
        " and direction = 'outbound' and text = %(text)s and seq > (select coalesce(max(seq), 0)"
        "  from message where conversation_id = %(id)s and purpose = %(purpose)s))",
        {"id": conversation_id, "text": text, "purpose": since_purpose},
    ).fetchone()
    return bool(row and row[0])
