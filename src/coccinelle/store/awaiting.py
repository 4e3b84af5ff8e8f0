"""Messages that tell of an outside act: they leave once it is known how it ended."""

from datetime import datetime

from coccinelle.store.database import Connection


def wait_longer(connection: Connection, action_id: int, until: datetime) -> None:
    """Its act is being called: nobody needs to look before."""
    connection.execute(
        "update message set next_attempt_at = %s where waits_for = %s and state = 'to_send'",
        (until, action_id),
    )


def release(
    connection: Connection, action_id: int, *, at: datetime, otherwise: bool = False
) -> bool:
    """The act has ended: what waited for it may leave, in its other words when it has some.

    False when nothing waited.
    """
    changed = connection.execute(
        "update message set waits_for = null, next_attempt_at = %s,"
        " text = case when %s and otherwise <> '' then otherwise else text end"
        " where waits_for = %s and state = 'to_send'",
        (at, otherwise, action_id),
    )
    return changed.rowcount > 0


def drop_waiting(connection: Connection, action_id: int) -> bool:
    """What waited for an act that will not be done, and has no other words; True if any."""
    changed = connection.execute(
        "update message set state = 'dropped', next_attempt_at = null, error_code = 'act_failed'"
        " where waits_for = %s and state = 'to_send' and otherwise = ''",
        (action_id,),
    )
    return changed.rowcount > 0
