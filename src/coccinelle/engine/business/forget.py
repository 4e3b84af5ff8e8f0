"""The right to be forgotten, and the right to see: one contact, by phone or e-mail."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from coccinelle.core.errors import PermanentError
from coccinelle.engine.actions import hold
from coccinelle.engine.desk import Desk
from coccinelle.store import erasure, holds
from coccinelle.store.database import Connection


@dataclass(frozen=True, slots=True)
class Erased:
    """provider_ids: messages of which the provider keeps a copy, to be deleted there."""

    conversations: int
    holds_released: int
    provider_ids: tuple[str, ...]


def show_contact(desk: Desk, contact_id: int) -> dict[str, list[dict[str, Any]]]:
    """Everything known of a contact and of those that became one with them, table by table, as JSON
    values."""
    with desk.transaction() as connection:
        shown: dict[str, list[dict[str, Any]]] = {}
        for one in erasure.same_person(connection, contact_id):
            for table, rows in erasure.everything_of(connection, one).items():
                shown.setdefault(table, []).extend(rows)
        return {
            table: [r for n, r in enumerate(rows) if r not in rows[:n]]
            for table, rows in shown.items()
        }


def show(desk: Desk, address: str) -> dict[str, list[dict[str, Any]]]:
    """The same, of whoever has this address. Raises PermanentError."""
    with desk.transaction() as connection:
        contact_id = _contact(connection, address)
    return show_contact(desk, contact_id)


def forget(desk: Desk, address: str) -> Erased:
    """All or nothing; items put aside are on sale again. Raises PermanentError."""
    with desk.transaction() as connection:
        contact_id = _contact(connection, address)
        return forget_contact(desk, connection, contact_id, desk.now(), on_request=True)


def forget_one(desk: Desk, contact_id: int) -> Erased:
    """The same, of a contact a member has before them."""
    with desk.transaction() as connection:
        return forget_contact(desk, connection, contact_id, desk.now(), on_request=True)


def forget_contact(
    desk: Desk, connection: Connection, contact_id: int, now: datetime, *, on_request: bool
) -> Erased:
    """With all that became one with them."""
    parts = [
        _forget_one(desk, connection, one, now, on_request)
        for one in erasure.same_person(connection, contact_id)
    ]
    return Erased(
        sum(part.conversations for part in parts),
        sum(part.holds_released for part in parts),
        tuple(copy for part in parts for copy in part.provider_ids),
    )


def _forget_one(
    desk: Desk, connection: Connection, contact_id: int, now: datetime, on_request: bool
) -> Erased:
    conversations = erasure.conversations_of(connection, contact_id)
    copies = erasure.provider_ids(connection, conversations)
    live = holds.active_of(connection, contact_id)
    for held in live:
        hold.end(desk, connection, held.id, status="cancelled", because="Données effacées", now=now)
    erasure.erase_contact(connection, contact_id, now, on_request=on_request)
    return Erased(len(conversations), len(live), tuple(copies))


def _contact(connection: Connection, address: str) -> int:
    contact_id = erasure.contact_at(connection, address)
    if contact_id is None:
        raise PermanentError("Personne n'est connu sous ce numéro ou cette adresse.")
    return contact_id
