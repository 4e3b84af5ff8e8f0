"""What La Poste answers, read into a tracking."""

import csv
import json
from datetime import datetime
from functools import cache
from importlib import resources
from typing import get_args
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ValidationError
from pydantic.alias_generators import to_camel

from coccinelle.core.carrier import Tracking, TrackingEvent, TrackingStatus, as_told

PAGE = "https://www.laposte.fr/outils/suivre-vos-envois?code="
LONGEST_LABEL = 300


class Unreadable(Exception):
    """Not the answer of Suivi v2."""


class _Event(BaseModel, alias_generator=to_camel):
    code: str = ""
    label: str = ""
    date: str | None = None


class _Shipment(BaseModel, alias_generator=to_camel):
    """isFinal is not read: it says that nothing more will come, also of a parcel sent back."""

    id_ship: str = ""
    estim_date: str | None = None
    url: str | None = None
    event: tuple[_Event, ...] = ()


class ShipmentAnswer(BaseModel, alias_generator=to_camel):
    """return_code: the HTTP status of this number alone, when several are asked for."""

    return_code: int
    id_ship: str = ""
    shipment: _Shipment | None = None

    @property
    def number(self) -> str:
        return self.id_ship or (self.shipment.id_ship if self.shipment else "")


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
    expected = _local(shipment.estim_date, zone)
    page = _page(shipment.url, number)
    return as_told(number, carrier, events, read_at=now, expected_at=expected, url=page)


def _listed(given: object) -> list[object]:
    return given if isinstance(given, list) else [given]


def _events(shipment: _Shipment, zone: ZoneInfo) -> list[TrackingEvent]:
    known = statuses()
    dated = [(event, _local(event.date, zone)) for event in shipment.event]
    return [
        TrackingEvent(
            at,
            known.get(event.code.upper(), "unknown"),
            event.label[:LONGEST_LABEL].strip(),
            event.code,
        )
        for event, at in dated
        if at is not None
    ]


def _local(told: str | None, zone: ZoneInfo) -> datetime | None:
    """A day alone is its midnight; None for what is no date."""
    try:
        at = datetime.fromisoformat(told or "")
    except ValueError:
        return None
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
