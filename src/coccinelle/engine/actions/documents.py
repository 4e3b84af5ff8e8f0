"""Files a customer opens by a link: promised with their turn, filled when they are made."""

from datetime import datetime, timedelta
from typing import Literal

from coccinelle.kit.link_token import token_hash
from coccinelle.store import documents
from coccinelle.store.database import Connection

LIFE = timedelta(days=14)
Kind = Literal["return_label", "invoice"]


def promise(
    connection: Connection,
    *,
    kind: Kind,
    name: str,
    contact_id: int | None,
    conversation_id: int | None,
    at: datetime,
    token: str,
) -> int:
    """An empty file behind a link, for a fortnight. name: the file's, "etiquette-E-2847-1.pdf".

    token: made by `kit.link_token.new_token(business.id)` when the reply was worded; the link is
    `{public_url}/documents/{token}`.
    """
    return documents.add(
        connection,
        kind=kind,
        name=name,
        contact_id=contact_id,
        conversation_id=conversation_id,
        token_hash=token_hash(token),
        at=at,
        expires_at=at + LIFE,
    )


def fill(connection: Connection, document_id: int, pdf: bytes) -> None:
    documents.fill(connection, document_id, pdf)


def is_open(connection: Connection, document_id: int) -> bool:
    found = documents.load(connection, document_id)
    return found is not None and found.revoked_at is None


def revoke(connection: Connection, document_id: int, at: datetime) -> None:
    """What it belongs to was called off: the link opens nothing any more."""
    documents.revoke(connection, document_id, at=at)
