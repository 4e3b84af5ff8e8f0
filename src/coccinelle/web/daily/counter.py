"""The page of the counter: items put aside, and the count of what is on the shelf."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter
from pydantic import Field, NaiveDatetime
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from coccinelle.core.shop import Hold
from coccinelle.engine.members import counter
from coccinelle.store import holds
from coccinelle.web.access.admission import Id, Visit, visit_of, visit_to
from coccinelle.web.customers.contact_list import strangers
from coccinelle.web.edge.forms import Form, checked, clean
from coccinelle.web.inbox.customer import what_is_held
from coccinelle.web.moments import moment
from coccinelle.web.pages import render

PAGE = "/mises-de-cote"
ROUTES = APIRouter()


class ProlongForm(Form):
    """until: in the business's zone, as the browser's own field gives it."""

    until: NaiveDatetime


class StockForm(Form):
    sku: str = Field(min_length=1, max_length=100)
    ref: str = Field("", max_length=100)
    on_hand: int = Field(ge=0, le=1_000_000)


@dataclass(frozen=True, slots=True)
class Aside:
    """later: what the field for a new end proposes."""

    hold: Hold
    who: str
    what: str
    until: str
    pickup: str
    later: str
    is_late: bool


@ROUTES.get(PAGE)
def counter_page(request: Request) -> Response:
    ref = clean(request.query_params.get("ref", "")).strip()[:100]
    return render(request, "counter.html", **_shown(visit_of(request), ref))


@ROUTES.post(PAGE + "/{hold_id}/retiree")
def picked_up(request: Request, hold_id: Id) -> Response:
    visit = visit_to(request, holds.load, hold_id)
    counter.pick_up(visit.desk, hold_id, by=visit.member.name)
    return RedirectResponse(PAGE, 303)


@ROUTES.post(PAGE + "/{hold_id}/prolonger")
def prolonged(request: Request, hold_id: Id) -> Response:
    visit = visit_to(request, holds.load, hold_id)
    until = checked(request, ProlongForm).until.replace(tzinfo=visit.desk.business.zone)
    counter.prolong(visit.desk, hold_id, until, by=visit.member.name)
    return RedirectResponse(PAGE, 303)


@ROUTES.post("/stock")
def counted(request: Request) -> Response:
    visit, form = visit_of(request), checked(request, StockForm)
    counter.correct_stock(visit.desk, form.sku, form.on_hand)
    known = visit.desk.shop.product(form.ref)
    return RedirectResponse(f"{PAGE}?ref={quote(known.ref)}" if known else PAGE, 303)


def _shown(visit: Visit, ref: str) -> dict[str, Any]:
    desk = visit.desk
    now = desk.now()
    with desk.transaction() as connection:
        active = list(holds.all_of(connection, active_only=True))
        who = strangers(desk, connection, [one.contact_id for one in active if not one.contact])
    active.sort(key=lambda held: held.until)
    return {
        "asides": [_aside(held, who, now) for held in active],
        "ref": ref,
        "product": desk.shop.product(ref) if ref else None,
        "levels": desk.shop.stock(ref) if ref else (),
    }


def _aside(held: Hold, who: Mapping[int, str], now: datetime) -> Aside:
    until = held.until.astimezone(now.tzinfo)
    pickup = held.pickup_at.astimezone(now.tzinfo) if held.pickup_at else None
    later = until + timedelta(days=1)
    return Aside(
        hold=held,
        who=held.contact or who.get(held.contact_id, ""),
        what=what_is_held(held),
        until=moment(until, now),
        pickup=moment(pickup, now) if pickup else "",
        later=f"{later:%Y-%m-%dT%H:%M}",
        is_late=until < now,
    )
