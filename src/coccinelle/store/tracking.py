"""What the shop's own file says of its parcels, and what their carrier said last."""

import json
from dataclasses import dataclass
from datetime import datetime

from psycopg.rows import class_row

from coccinelle.core.carrier import Tracking, TrackingEvent
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


def keep(connection: Connection, told: Tracking) -> None:
    """The newest reading alone."""
    events = [
        {"at": e.at.isoformat(), "status": e.status, "label": e.label, "code": e.code}
        for e in told.events
    ]
    connection.execute(
        "insert into tracking_read (tracking_number, carrier, status, events, expected_at,"
        " expected_has_hour, url, read_at) values (%s, %s, %s, %s, %s, %s, %s, %s)"
        " on conflict (business_id, tracking_number) do update set carrier = excluded.carrier,"
        " status = excluded.status, events = excluded.events, expected_at = excluded.expected_at,"
        " expected_has_hour = excluded.expected_has_hour, url = excluded.url,"
        " read_at = excluded.read_at where tracking_read.read_at < excluded.read_at",
        (told.number, told.carrier, told.status, json.dumps(events), told.expected_at,
         told.expected_has_hour, told.url, told.read_at),
    )  # fmt: skip


def last_read(connection: Connection, tracking_number: str) -> Tracking | None:
    row = connection.execute(
        "select tracking_number, carrier, status, events, read_at, expected_at,"
        " expected_has_hour, url from tracking_read where tracking_number = %s",
        (tracking_number,),
    ).fetchone()
    if row is None:
        return None
    number, carrier, status, events, *rest = row
    told = tuple(
        TrackingEvent(datetime.fromisoformat(e["at"]), e["status"], e["label"], e["code"])
        for e in events
    )
    return Tracking(number, carrier, status, told, *rest)
