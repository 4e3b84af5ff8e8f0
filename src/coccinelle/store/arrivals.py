"""Messages that come in: each is kept once, at the end of its conversation."""

from datetime import datetime

from coccinelle.core.messages import Inbound
from coccinelle.store.conversations import next_seq
from coccinelle.store.database import Connection
from coccinelle.store.live import RING


def keep(
    connection: Connection,
    conversation_id: int,
    channel_id: int,
    inbound: Inbound,
    at: datetime,
    *,
    has_returned: bool = False,
) -> int | None:
    """The message's id; None when the provider already gave it to us. An automatic one waits for
    no answer."""
    seq = next_seq(connection, conversation_id)
    row = connection.execute(
        "with kept as (insert into message"
        " (conversation_id, channel_id, seq, direction, author, provider_id,"
        " subject, text, media, at, purpose, state, message_id, references_ids, html, is_proven,"
        " has_returned, automatic)"
        " values (%s, %s, %s, 'inbound', 'contact', %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s,"
        "  %s) on conflict (business_id, channel_id, provider_id) do nothing"
        " returning id, business_id, conversation_id, seq, automatic),"
        " heard as (update conversation c set last_inbound_seq = kept.seq from kept"
        "  where (c.business_id, c.id) = (kept.business_id, kept.conversation_id)"
        "  and kept.automatic = '')"
        " select id, " + RING + " from kept",
        (conversation_id, channel_id, seq, inbound.provider_id, inbound.subject, inbound.text,
         list(inbound.media), at, inbound.opt_out or "message",
         "answered" if inbound.automatic else "received", inbound.thread.message_id,
         list(inbound.thread.references), inbound.html, inbound.is_proven, has_returned,
         inbound.automatic),
    ).fetchone()  # fmt: skip
    return int(row[0]) if row else None


def html_of(connection: Connection, message_id: int) -> str:
    """As it was sent, to be made harmless before anybody sees it; empty for none."""
    row = connection.execute("select html from message where id = %s", (message_id,)).fetchone()
    return str(row[0]) if row else ""


def with_html(connection: Connection, message_ids: list[int]) -> set[int]:
    """Those of these messages that have such a form."""
    rows = connection.execute(
        "select id from message where id = any(%s) and html <> ''", (message_ids,)
    ).fetchall()
    return {int(row[0]) for row in rows}
