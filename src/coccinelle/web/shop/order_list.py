"""The page of orders: newest first, by what they wait for, found by number or name."""

from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from coccinelle.replies import french
from coccinelle.store import contacts, order_list
from coccinelle.store.order_list import FILTERS, Filter, OrderRow
from coccinelle.web.access.admission import visit_of
from coccinelle.web.edge.forms import clean, number
from coccinelle.web.i18n import Spoken, price
from coccinelle.web.inbox.customer import ORDER_STATES
from coccinelle.web.moments import short
from coccinelle.web.pages import render

PAGE = "/commandes"
SHOWN = 40
ROUTES = APIRouter()
NAMES = Spoken({
    "all": "Toutes", "running": "En cours", "shipped": "Expédiées",
    "exchanges": "Échanges ouverts", "withdrawals": "Rétractations en cours",
})  # fmt: skip
COLOURS = {"delivered": "green", "cancelled": "", "returned": "", "shipped": "blue"}


@dataclass(frozen=True, slots=True)
class Chip:
    code: Filter
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Line:
    order: OrderRow
    what: str
    total: str
    state: str
    colour: str
    when: str


@ROUTES.get(PAGE)
def orders_page(request: Request) -> Response:
    """filtre, q; client: whose orders alone; avant: the last order that was shown."""
    desk, asked = visit_of(request).desk, request.query_params
    chosen: Filter = next((one for one in FILTERS if one == asked.get("filtre")), "all")
    said = clean(asked.get("q", "")).strip()[:100]
    before, whose = (number(asked.get(name, "")) for name in ("avant", "client"))
    with desk.transaction() as connection:
        found = order_list.rows(
            connection, chosen, said=said, before=before or None, contact_id=whose or None,
            limit=SHOWN + 1,
        )  # fmt: skip
        who = contacts.known_as(connection, whose, []) if whose else []
        counted = order_list.counts(connection)
    shown, now = found[:SHOWN], desk.now()
    return render(
        request, "orders.html", lines=[_line(one, now) for one in shown], said=said,
        chosen=chosen, whose=whose if who else 0, who=french.phone(who[0]) if who else "",
        more=shown[-1].id if len(found) > SHOWN else 0,
        chips=[Chip(one, NAMES[one], counted.get(one, 0), one == chosen) for one in FILTERS],
    )  # fmt: skip


def state_colour(status: str) -> str:
    return COLOURS.get(status, "amber")


def _line(row: OrderRow, now: datetime) -> Line:
    return Line(
        order=row,
        what=", ".join(row.articles),
        total=price(row.total_cents),
        state=ORDER_STATES.get(row.status, row.status),
        colour=state_colour(row.status),
        when=short(row.ordered_at.astimezone(now.tzinfo), now),
    )
