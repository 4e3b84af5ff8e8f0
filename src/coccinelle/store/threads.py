"""Which conversation an e-mail belongs to: only those of the address that wrote it count."""

from collections.abc import Sequence
from dataclasses import dataclass

from psycopg.rows import class_row

from coccinelle.store.database import Connection

ORDERS_READ = 50  # the newest of a contact


@dataclass(frozen=True, slots=True)
class Found:
    """thread: what keeps the conversation apart from the address's others; by_ours: the message
    that was named is one of ours."""

    thread: str
    by_ours: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """The headers of a message that one of ours answers."""

    subject: str
    message_id: str
    references_ids: list[str]


def by_message_id(
    connection: Connection, *, channel_id: int, address_id: int, message_ids: Sequence[str]
) -> Found | None:
    """The conversation that holds one of these messages, the first named that is known."""
    return _found(
        connection,
        "select c.thread, m.direction = 'outbound' as by_ours from message m"
        " join conversation c on (c.business_id, c.id) = (m.business_id, m.conversation_id)"
        " where m.message_id = any(%s::text[]) and m.message_id <> '' and c.channel_id = %s"
        " and c.address_id = %s order by array_position(%s::text[], m.message_id) limit 1",
        (list(message_ids), channel_id, address_id, list(message_ids)),
    )


def by_token(
    connection: Connection, *, channel_id: int, address_id: int, token: str
) -> Found | None:
    return _found(
        connection,
        "select thread, true as by_ours from conversation"
        " where token = %s and channel_id = %s and address_id = %s",
        (token, channel_id, address_id),
    )


def about_order(
    connection: Connection, *, channel_id: int, address_id: int, number: str
) -> Found | None:
    """The latest open conversation in which this order was named."""
    return _found(
        connection,
        "select thread, false as by_ours from conversation c where state = 'open'"
        " and channel_id = %s and address_id = %s and exists (select from message m"
        "  where m.conversation_id = c.id and position(%s in m.subject || ' ' || m.text) > 0)"
        " order by last_at desc limit 1",
        (channel_id, address_id, number),
    )


def answered_at(connection: Connection, conversation_id: int, before_seq: int) -> Answered | None:
    """What the contact last wrote by hand before this place in the conversation."""
    with connection.cursor(row_factory=class_row(Answered)) as cursor:
        return cursor.execute(
            "select subject, message_id, references_ids from message where conversation_id = %s"
            " and direction = 'inbound' and automatic = '' and seq < %s order by seq desc limit 1",
            (conversation_id, before_seq),
        ).fetchone()


def order_numbers(connection: Connection, contact_id: int) -> list[str]:
    rows = connection.execute(
        "select number from orders where contact_id = %s order by ordered_at desc limit %s",
        (contact_id, ORDERS_READ),
    ).fetchall()
    return [number for (number,) in rows]


def _found(connection: Connection, query: str, values: tuple[object, ...]) -> Found | None:
    with connection.cursor(row_factory=class_row(Found)) as cursor:
        return cursor.execute(query.encode(), values).fetchone()
