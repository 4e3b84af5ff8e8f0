"""What La Poste answers, read into a tracking."""

import csv
import json
from datetime import date, datetime, time
from functools import cache
from importlib import resources
from typing import get_args
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ValidationError

from coccinelle.core.carrier import Tracking, TrackingEvent, TrackingStatus

PAGE = "https://www.laposte.fr/outils/suivre-vos-envois?code="
LONGEST_LABEL = 300


class Unreadable(Exception):
    """Not the answer of Suivi v2."""


class _Event(BaseModel):
    code: str = ""
    label: str = ""
    date: datetime | None = None


class _Shipment(BaseModel):
    """isFinal is not read: it says that nothing more will come, also of a parcel sent back."""

    idShip: str = ""
    estimDate: datetime | date | None = None
    url: str | None = None
    event: tuple[_Event, ...] = ()


class ShipmentAnswer(BaseModel):
    """returnCode: the HTTP status of this number alone, when several are asked for."""

    returnCode: int
    idShip: str = ""
    shipment: _Shipment | None = None

    @property
    def number(self) -> str:
        return self.idShip or (self.shipment.idShip if self.shipment else "")


def read(body: bytes, number: str) -> ShipmentAnswer:
    """The part of the answer about this number, which is alone or in a list. Raises Unreadable."""
    try:
        given = json.loads(body)
        parts = [ShipmentAnswer.model_validate(part) for part in _listed(given)]
    except (ValueError, RecursionError, ValidationError) as error:
        raise Unreadable from error
    ours = [part for part in parts if part.number in ("", number)]
    if not ours:
        raise Unreadable
    return ours[0]


def tracking(
    number: str, carrier: str, shipment: _Shipment, *, zone: ZoneInfo, now: datetime
) -> Tracking:
    """A code nobody knows keeps its words and changes no status."""
    events = tuple(sorted(_events(shipment, zone), key=lambda e: e.at, reverse=True))
    expected = _expected(shipment.estimDate, zone)
    return Tracking(
        number=number,
        carrier=carrier,
        status=next((e.status for e in events if e.status != "unknown"), "unknown"),
        events=events,
        read_at=now,
        expected_at=expected,
        expected_has_hour=expected is not None and expected.time() != time(0),
        url=_page(shipment.url, number),
    )


def _listed(given: object) -> list[object]:
    return given if isinstance(given, list) else [given]


def _events(shipment: _Shipment, zone: ZoneInfo) -> list[TrackingEvent]:
    known = statuses()
    return [
        TrackingEvent(
            _local(event.date, zone),
            known.get(event.code.upper(), "unknown"),
            event.label[:LONGEST_LABEL].strip(),
            event.code,
        )
        for event in shipment.event
        if event.date is not None
    ]


def _expected(told: datetime | date | None, zone: ZoneInfo) -> datetime | None:
    if told is None or isinstance(told, datetime):
        return _local(told, zone) if told else None
    return datetime.combine(told, time(0), zone)


def _local(at: datetime, zone: ZoneInfo) -> datetime:
    return at.astimezone(zone) if at.tzinfo else at.replace(tzinfo=zone)


def _page(url: str | None, number: str) -> str:
    """Only La Poste's own page is shown to a customer."""
    return url if url and url.startswith("https://www.laposte.fr/") else PAGE + number


@cache
def statuses() -> dict[str, TrackingStatus]:
    file = resources.files(__package__) / "codes.csv"
    known = {status: status for status in get_args(TrackingStatus)}
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    return {row["code"]: known[row["status"]] for row in rows}
