"""Messages, inbound and outbound, in the one order of their conversation."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from psycopg.rows import class_row

from coccinelle.core.messages import DELIVERY_RANK, DeliveryState
from coccinelle.store.conversations import next_outbound_seq
from coccinelle.store.database import Connection
from coccinelle.store.live import RING

COLUMNS = (
    "id, conversation_id, channel_id, seq, direction, author, provider_id, subject, text, at,"
    " turn_id, state, purpose, tells_act, answers_seq, attempts, next_attempt_at, sending_at,"
    " sent_at, segments, error_code, error, message_id, references_ids, is_proven, has_returned,"
    " automatic, waits_for, by_member, again_of"
)
# Dropped for these reasons, it is missed; otherwise something better took its place.
_MISSED = ("opted_out", "address_bad", "sms_ceiling")


@dataclass(frozen=True, slots=True)
class MessageRow:
    """answers_seq: the last inbound message a reply takes into account. waits_for: the outside act
    it tells of, until that has ended. by_member: the member who wrote it. again_of: the message
    that had failed.

    Of an inbound one: is_proven: its provider vouches for the sender; has_returned: it answers a
    message of ours by something only its receiver was sent; automatic: why no person wrote it;
    message_id and references_ids: as in the headers of an e-mail.
    """

    id: int
    conversation_id: int
    channel_id: int
    seq: int
    direction: str
    author: str
    provider_id: str | None
    subject: str
    text: str = field(repr=False)
    at: datetime
    turn_id: int | None
    state: str
    purpose: str
    tells_act: bool
    answers_seq: int | None
    attempts: int
    next_attempt_at: datetime | None
    sending_at: datetime | None
    sent_at: datetime | None
    segments: int | None
    error_code: str | None
    error: str | None
    message_id: str
    references_ids: list[str]
    is_proven: bool
    has_returned: bool
    automatic: str
    waits_for: int | None
    by_member: str
    again_of: int | None


def is_known(connection: Connection, channel_id: int, provider_id: str) -> bool:
    row = connection.execute(
        "select exists (select from message where channel_id = %s and provider_id = %s)",
        (channel_id, provider_id),
    ).fetchone()
    return bool(row and row[0])


def add_outbound(
    connection: Connection, conversation_id: int, channel_id: int, *, author: str, text: str,
    at: datetime, turn_id: int | None = None, purpose: str = "reply", tells_act: bool = False,
    answers_seq: int | None = None, subject: str = "", waits_for: int | None = None,
    otherwise: str = "", about_ids: Sequence[int] = (), by_member: str = "",
    once: str | None = None, again_of: int | None = None,
) -> int:  # fmt: skip
    """waits_for: the outside act it tells of; otherwise: what it says when that cannot be done;
    about_ids: the conversations it tells a member of; once: no second one has this key."""
    seq = next_outbound_seq(connection, conversation_id, at)
    row = connection.execute(
        "insert into message (conversation_id, channel_id, seq, direction, author, subject, text,"
        " at, turn_id, state, purpose, tells_act, answers_seq, next_attempt_at, waits_for,"
        " otherwise, about_ids, by_member, once, again_of)"
        " values (%s, %s, %s, 'outbound', %s, %s, %s, %s, %s, 'to_send', %s, %s, %s, %s, %s, %s,"
        "  %s, %s, %s, %s) returning id, " + RING,
        (conversation_id, channel_id, seq, author, subject, text, at, turn_id, purpose, tells_act,
         answers_seq, at, waits_for, otherwise, list(about_ids), by_member, once, again_of),
    ).fetchone()  # fmt: skip
    assert row is not None
    return int(row[0])


def unanswered(connection: Connection, conversation_id: int) -> list[MessageRow]:
    return _many(
        connection,
        "conversation_id = %s and direction = 'inbound' and state = 'received' order by seq",
        (conversation_id,),
    )


def of_conversation(connection: Connection, conversation_id: int, limit: int) -> list[MessageRow]:
    """The newest `limit` messages, oldest first."""
    newest = _many(
        connection,
        "conversation_id = %s order by seq desc limit %s",
        (conversation_id, limit),
    )
    return newest[::-1]


def lock(connection: Connection, message_id: int) -> MessageRow | None:
    rows = _many(connection, "id = %s for update", (message_id,))
    return rows[0] if rows else None


def latest_inbound(
    connection: Connection, conversation_id: int, limit: int
) -> tuple[tuple[str, datetime], ...]:
    """Texts with their times, newest first."""
    rows = connection.execute(
        "select text, at from message where conversation_id = %s and direction = 'inbound'"
        " and automatic = '' order by seq desc limit %s",
        (conversation_id, limit),
    ).fetchall()
    return tuple((text, at) for text, at in rows)


def last_inbound_seq(connection: Connection, conversation_id: int) -> int:
    row = connection.execute(
        "select coalesce(max(seq), 0) from message"
        " where conversation_id = %s and direction = 'inbound' and automatic = ''",
        (conversation_id,),
    ).fetchone()
    assert row is not None
    return int(row[0])


def was_answered_since(connection: Connection, conversation_id: int, since: datetime) -> bool:
    """Whether we have written here since: an exchange under way needs no new greeting."""
    row = connection.execute(
        "select exists (select from message where conversation_id = %s"
        " and direction = 'outbound' and at >= %s)",
        (conversation_id, since),
    ).fetchone()
    return bool(row and row[0])


def inbound_of_turn(connection: Connection, turn_id: int) -> list[MessageRow]:
    return _many(connection, "turn_id = %s and direction = 'inbound' order by seq", (turn_id,))


def mark_answered(connection: Connection, ids: list[int], turn_id: int | None) -> None:
    connection.execute(
        "update message set state = 'answered', turn_id = %s where id = any(%s)",
        (turn_id, ids),
    )


def unanswer(connection: Connection, turn_id: int) -> None:
    """The turn's reply never left: its messages wait for an answer again."""
    connection.execute(
        "update message set state = 'received', turn_id = null"
        " where turn_id = %s and direction = 'inbound'",
        (turn_id,),
    )


def next_leaving(connection: Connection, conversation_id: int) -> MessageRow | None:
    """The oldest message that has not left yet, locked; a later one never overtakes it."""
    rows = _many(
        connection,
        "conversation_id = %s and direction = 'outbound' and state in ('to_send', 'sending')"
        " order by seq limit 1 for update",
        (conversation_id,),
    )
    return rows[0] if rows else None


def start_sending(
    connection: Connection, message_id: int, *, at: datetime, check_at: datetime
) -> None:
    """check_at: when to look what became of it, should nobody tell us before."""
    connection.execute(
        "update message set state = 'sending', sending_at = %s, next_attempt_at = %s,"
        " attempts = attempts + 1 where id = %s",
        (at, check_at, message_id),
    )


def sent(
    connection: Connection, message_id: int, *, provider_id: str, segments: int | None,
    at: datetime, header_id: str = "",
) -> None:  # fmt: skip
    """The provider took it; a report that came before this keeps its higher state. header_id: the
    Message-ID of an e-mail, which its answers will name."""
    connection.execute(
        "with gone as (update message set provider_id = %s, segments = coalesce(%s, segments),"
        " sent_at = coalesce(sent_at, %s), next_attempt_at = null,"
        # a one-time code is its receiver's alone
        " text = case purpose when 'code' then regexp_replace(text, '[0-9]{6}', '••••••')"
        "  when 'approval' then regexp_replace(text,"
        r"   '\m(1|2|ou) [2-9A-HJ-NP-Z]{4}\M', '\1 ••••', 'g')"
        "  else text end,"
        " message_id = coalesce(nullif(%s, ''), message_id),"
        " state = case when state in ('to_send', 'sending') then 'sent' else state end"
        " where id = %s returning id) select " + RING + " from gone",
        (provider_id, segments, at, header_id, message_id),
    )


def postpone(
    connection: Connection,
    message_id: int,
    *,
    state: DeliveryState,
    at: datetime,
    error: str,
) -> None:
    connection.execute(
        "update message set state = %s, next_attempt_at = %s, error = %s where id = %s",
        (state, at, error, message_id),
    )


def ended(
    connection: Connection, message_id: int, *, state: DeliveryState, code: str = "",
    error: str = "",
) -> None:  # fmt: skip
    """One that failed, or was dropped and is missed, shows until words of ours follow."""
    is_missed = state == "failed" or code in _MISSED
    connection.execute(
        "with gone as (update message set state = %s, next_attempt_at = null,"
        "  error_code = nullif(%s, ''), error = nullif(%s, '') where id = %s"
        "  returning business_id, conversation_id, seq, purpose),"
        " missed as (update conversation c set failed_seq = gone.seq from gone"
        "  where (c.business_id, c.id) = (gone.business_id, gone.conversation_id) and %s"
        "  and gone.purpose <> 'consent')"
        " select " + RING + " from gone",
        (state, code, error, message_id, is_missed),
    )


def send_again(connection: Connection, message_id: int, *, at: datetime) -> None:
    """The provider could not deliver it: once more, as a new message of theirs."""
    connection.execute(
        "update message set state = 'to_send', provider_id = null, next_attempt_at = %s"
        " where id = %s",
        (at, message_id),
    )


def find_reported(
    connection: Connection, channel_id: int, *, key: str | None, provider_id: str
) -> MessageRow | None:
    """The outbound message a delivery report speaks of, locked: by our key, else by theirs."""
    if key is not None and key.isascii() and key.isdigit() and len(key) < 19:
        rows = _many(
            connection,
            "channel_id = %s and id = %s and direction = 'outbound'"
            " and (provider_id is null or provider_id = %s) for update",
            (channel_id, int(key), provider_id),
        )
        if rows:
            return rows[0]
    rows = _many(
        connection,
        "channel_id = %s and provider_id = %s and direction = 'outbound' for update",
        (channel_id, provider_id),
    )
    return rows[0] if rows else None


def moves_forward(current: str, wanted: DeliveryState) -> bool:
    return DELIVERY_RANK[wanted] > DELIVERY_RANK[current]


def _many(connection: Connection, where: str, values: tuple[object, ...]) -> list[MessageRow]:
    with connection.cursor(row_factory=class_row(MessageRow)) as cursor:
        return cursor.execute(f"select {COLUMNS} from message where {where}", values).fetchall()
