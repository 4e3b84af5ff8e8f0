"""What is kept no longer than the business says: old words, lost contacts, dead sessions."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from coccinelle.engine.business.forget import forget_contact
from coccinelle.engine.desk import Desk
from coccinelle.store import erasure, product_files, push, sessions

BATCH = 200  # rows a transaction: a purge never holds up a customer
MONTH = timedelta(days=365.25 / 12)
NIGHT = (time(2), time(6))  # in the business's zone
SESSION_DAYS = 30  # no session lives longer
FILE_LIFE = timedelta(days=7)  # a table of products nobody came back for


@dataclass(frozen=True, slots=True)
class Purged:
    conversations: int
    contacts: int
    sessions: int


def purge(desk: Desk) -> Purged:
    """Safe at any time and as often as one likes."""
    policy, now = desk.business.policy, desk.now()
    conversations = _empty_conversations(desk, now - policy.retention_conversations_months * MONTH)
    contacts = _forget_contacts(desk, now - policy.retention_contacts_months * MONTH)
    with desk.transaction() as connection:
        oldest = datetime.now(UTC) - timedelta(days=SESSION_DAYS)
        ended = sessions.purge(connection, oldest)
        push.purge(connection, now - MONTH)
        product_files.purge(connection, now - FILE_LIFE)
        erasure.purged(connection, now)
    return Purged(conversations, contacts, ended)


def purge_at_night(desk: Desk) -> bool:
    """Once a night; False when it is not the hour, or done already."""
    now = desk.now()
    if not NIGHT[0] <= now.time() < NIGHT[1]:
        return False
    with desk.transaction() as connection:
        last = erasure.last_purge(connection)
    if last is not None and now - last < timedelta(hours=12):
        return False
    purge(desk)
    return True


def _empty_conversations(desk: Desk, before: datetime) -> int:
    emptied = 0
    while True:
        with desk.transaction() as connection:
            batch = erasure.silent_conversations(connection, before, BATCH)
            erasure.empty_conversations(connection, batch, desk.now())
        emptied += len(batch)
        if len(batch) < BATCH:
            return emptied


def _forget_contacts(desk: Desk, before: datetime) -> int:
    forgotten = 0
    while True:
        with desk.transaction() as connection:
            batch = erasure.lost_contacts(connection, before, BATCH)
            for contact_id in batch:
                forget_contact(desk, connection, contact_id, desk.now(), on_request=False)
        forgotten += len(batch)
        if len(batch) < BATCH:
            return forgotten
