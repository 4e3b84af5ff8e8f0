"""What the shop's own file says of its parcels."""

from dataclasses import dataclass
from datetime import datetime

from psycopg.rows import class_row

from coccinelle.store.database import Connection


@dataclass(frozen=True, slots=True)
class EventRow:
    at: datetime
    status: str
    label: str
    expected_on: datetime | None


def events(connection: Connection, tracking_number: str, until: datetime) -> list[EventRow]:
    """Newest first, none that is still to come."""
    with connection.cursor(row_factory=class_row(EventRow)) as cursor:
        return cursor.execute(
            "select at, status, label, expected_on from tracking_event"
            " where tracking_number = %s and at <= %s order by at desc, id desc",
            (tracking_number, until),
        ).fetchall()
