"""What a contact wrote before, in any of their conversations, when they ask whether it came."""

from datetime import timedelta

from coccinelle.core.heard import Heard
from coccinelle.core.reading import Reading
from coccinelle.engine.case import Case
from coccinelle.engine.desk import Desk
from coccinelle.store import customer_messages

_ASKED = ("unclear_other", "chase")
_FAR_ENOUGH = timedelta(days=15)


def heard_before(desk: Desk, case: Case, reading: Reading) -> tuple[Heard, ...]:
    """Nothing to somebody who may not be who their address says."""
    asks = any((r.intent, r.sub_kind) == _ASKED for r in reading.requests)
    if not asks or case.identity.is_doubted:
        return ()
    with desk.transaction() as connection:
        rows = customer_messages.received_before(
            connection, case.conversation.id, case.waiting_ids, case.now - _FAR_ENOUGH
        )
    zone = case.now.tzinfo
    return tuple(
        Heard(
            at=row.at.astimezone(zone),
            kind=row.kind,
            answered_at=row.answered_at.astimezone(zone) if row.answered_at else None,
            waits=row.waits,
        )
        for row in rows
    )
