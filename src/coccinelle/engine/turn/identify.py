"""Who writes, from what the conversation knows: whose orders may be spoken of."""

from dataclasses import replace
from datetime import datetime

from coccinelle.core.identity import PROOF_LIFE, CodeSaid, Identity, Signs, identity
from coccinelle.store import proofs
from coccinelle.store.conversations import ConversationRow
from coccinelle.store.database import Connection
from coccinelle.store.messages import MessageRow


def identify(
    connection: Connection,
    conversation: ConversationRow,
    waiting: tuple[MessageRow, ...],
    now: datetime,
    *,
    code: CodeSaid = "",
) -> Identity:
    """code: what a one-time code said in this turn was worth."""
    standing = proofs.standing(
        connection,
        conversation_id=conversation.id,
        contact_id=conversation.contact_id,
        address_id=conversation.address_id,
        since=now - PROOF_LIFE,
        today=now.replace(hour=0, minute=0, second=0, microsecond=0),
    )
    assert standing is not None
    found = identity(
        Signs(
            kind=conversation.kind,
            contact_id=conversation.contact_id,
            is_vouched_for=all(message.is_proven for message in waiting),
            has_returned=bool(waiting) and all(m.has_returned for m in waiting),
            is_doubted=standing.is_doubted,
            proven_contact_id=standing.proven_contact_id,
        )
    )
    return replace(
        found,
        can_send_code=standing.writes_emails,
        unknown_today=standing.unknown_today,
        codes_today=standing.codes_today,
        code=code,
    )
