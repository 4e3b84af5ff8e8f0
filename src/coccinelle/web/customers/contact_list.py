"""The page of customers: by name, found by name, phone, e-mail, order or words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from coccinelle.engine.desk import Desk
from coccinelle.replies import french
from coccinelle.store import contact_list
from coccinelle.store.contact_list import FILTERS, Filter, ListedRow
from coccinelle.store.database import Connection
from coccinelle.store.search import search
from coccinelle.web.access.admission import visit_of
from coccinelle.web.edge.forms import clean, number
from coccinelle.web.i18n import Spoken
from coccinelle.web.inbox.listing import hue, initials
from coccinelle.web.moments import short
from coccinelle.web.pages import render

PAGE = "/clients"
SHOWN = 40
FARTHEST = 100_000  # rows skipped
ROUTES = APIRouter()
NAMES = Spoken({"all": "Tous", "vip": "VIP", "stopped": "STOP"})


@dataclass(frozen=True, slots=True)
class Chip:
    code: Filter
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Line:
    """last: when they were last heard or written to."""

    row: ListedRow
    who: str
    initial: str
    hue: int
    addresses: str
    last: str


@ROUTES.get(PAGE)
def contacts_page(request: Request) -> Response:
    """filtre, q; suite: how many were shown before."""
    desk, asked = visit_of(request).desk, request.query_params
    chosen: Filter = next((one for one in FILTERS if one == asked.get("filtre")), "all")
    said = clean(asked.get("q", "")).strip()[:200]
    skipped = min(number(asked.get("suite", "")), FARTHEST)
    with desk.transaction() as connection:
        found = contact_list.rows(
            connection, chosen, vip_orders=desk.business.policy.vip_orders,
            contact_ids=found_by(connection, said) if said else None, skipped=skipped,
            limit=SHOWN + 1,
        )  # fmt: skip
    return render(
        request, "contacts.html", said=said, chosen=chosen,
        lines=[line_of(one, desk.now()) for one in found[:SHOWN]],
        more=skipped + SHOWN if len(found) > SHOWN else 0,
        chips=[Chip(one, NAMES[one], one == chosen) for one in FILTERS],
    )  # fmt: skip


def found_by(connection: Connection, said: str) -> list[int]:
    return [hit.contact_id for hit in search(connection, said)]


def strangers(desk: Desk, connection: Connection, contact_ids: Sequence[int]) -> dict[int, str]:
    """What they are called for want of a name: the number or the e-mail they wrote from."""
    found = contact_list.rows(
        connection, vip_orders=desk.business.policy.vip_orders, contact_ids=contact_ids,
        limit=len(contact_ids),
    )  # fmt: skip
    return {row.id: line_of(row, desk.now()).who for row in found}


def line_of(row: ListedRow, now: datetime) -> Line:
    addresses = [french.phone(one) for one in row.addresses]
    who = row.name or next(iter(addresses), "")
    return Line(
        row=row,
        who=who,
        initial=initials(who),
        hue=hue(row.id),
        addresses=" · ".join(one for one in addresses if one != who),
        last=short(row.last_at.astimezone(now.tzinfo), now) if row.last_at else "",
    )
