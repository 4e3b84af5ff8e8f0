"""Where the parcel of an order is: as its carrier said last, else as the shop's file says."""

from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from coccinelle.core.carrier import Tracking, TrackingEvent
from coccinelle.core.errors import PermanentError, TemporaryError
from coccinelle.core.orders import Order
from coccinelle.store import orders, tracking
from coccinelle.store.database import Connection
from coccinelle.store.tracking import EventRow
from coccinelle.web.access.admission import Id, Visit, visit_of
from coccinelle.web.done import say
from coccinelle.web.i18n import Spoken, _
from coccinelle.web.moments import day, moment
from coccinelle.web.shop.order_list import PAGE

ROUTES = APIRouter()
STATES = Spoken({
    "announced": "annoncé", "accepted": "pris en charge", "in_transit": "en route",
    "out_for_delivery": "en livraison", "failed_attempt": "livraison manquée",
    "available_for_pickup": "à retirer", "delivered": "livré", "returned": "renvoyé",
    "exception": "incident",
})  # fmt: skip
COLOURS = {"delivered": "green", "failed_attempt": "red", "returned": "red", "exception": "red"}
ENDED = ("delivered", "returned")


@dataclass(frozen=True, slots=True)
class Event:
    when: str
    label: str


@dataclass(frozen=True, slots=True)
class Parcel:
    """source: who says so, and when they were asked. expected: "" once it came. can_ask: it may
    have moved since."""

    number: str
    carrier: str
    state: str
    colour: str
    expected: str
    source: str
    url: str
    events: tuple[Event, ...]
    can_ask: bool


@ROUTES.post(PAGE + "/{order_id}/suivi")
def asked_again(request: Request, order_id: Id) -> Response:
    """The carrier is asked now."""
    desk = visit_of(request).desk
    with desk.transaction() as connection:
        order = orders.by_id(connection, order_id, desk.now())
    if order is None:
        raise HTTPException(404)
    try:
        desk.tracker.track(order.tracking_number, order.carrier, fresh=True)
    except (TemporaryError, PermanentError):
        say(request, "muet")
    return RedirectResponse(f"{PAGE}/{order_id}#suivi", 303)


def parcel_of(visit: Visit, connection: Connection, order: Order) -> Parcel | None:
    """None for an order that has no parcel yet."""
    if not order.tracking_number:
        return None
    now = visit.desk.now()
    told = tracking.last_read(connection, order.tracking_number)
    rows = told.events if told else tracking.events(connection, order.tracking_number, now)
    status = told.status if told else next((one.status for one in rows), "")
    return Parcel(
        number=order.tracking_number,
        carrier=order.carrier or _("Transporteur"),
        state=STATES.get(status, ""),
        colour=COLOURS.get(status, "blue"),
        expected="" if told is None or status in ENDED else _expected(told, now),
        source=_source(told, now),
        url=told.url if told and told.url.startswith("https://") else "",
        events=tuple(_event(one, now) for one in rows),
        can_ask=status not in ENDED,
    )


def _expected(told: Tracking, now: datetime) -> str:
    if told.expected_at is None:
        return ""
    at = told.expected_at.astimezone(now.tzinfo)
    return moment(at, now) if told.expected_has_hour else day(at.date(), now.date())


def _source(told: Tracking | None, now: datetime) -> str:
    if told is None:
        return _("d'après vos fichiers")
    when = moment(told.read_at.astimezone(now.tzinfo), now)
    return _("dit par le transporteur {when}", when=when)


def _event(told: TrackingEvent | EventRow, now: datetime) -> Event:
    label = told.label or STATES.get(told.status, told.status)
    return Event(moment(told.at.astimezone(now.tzinfo), now), label)
