"""Who is told by which way, now: each member's own kinds of news and quiet hours."""

from dataclasses import replace
from datetime import datetime

from coccinelle.core.notices import URGENT, kind_of
from coccinelle.engine.notifications.recipients import Recipient, Way
from coccinelle.store import notice_settings
from coccinelle.store.database import Connection
from coccinelle.store.team import ToTell


def chosen(
    connection: Connection, group: list[ToTell], ways: list[Way], now: datetime
) -> tuple[list[Way], datetime | None]:
    """Ways with those who want it so, and when to look again if that is nobody; None for never.

    What is urgent is told to everybody rather than to nobody.
    """
    is_urgent = any(one.urgency == "high" for one in group)
    kind = URGENT if is_urgent else kind_of(group[-1].kind, group[-1].urgency)
    starts: list[datetime] = []
    ready = [
        replace(way, recipients=told)
        for way in ways
        if (told := _ready(connection, kind, way, now, starts))
    ]
    if not ready and is_urgent:
        return ways, None
    return ready, min(starts, default=None)


def _ready(
    connection: Connection, kind: str, way: Way, now: datetime, starts: list[datetime]
) -> tuple[Recipient, ...]:
    """starts: gets when each of those who want it may be told."""
    found = []
    for recipient in way.recipients:
        settings = notice_settings.of(connection, recipient.member_id)
        if settings.wants(kind, way.row.kind):
            starts.append(settings.not_before(kind, now))
            if starts[-1] <= now:
                found.append(recipient)
    return tuple(found)
