"""The page of one order: lines, parcel, what was changed, exchanged, withdrawn, sent back."""

from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from coccinelle.core.orders import Order, OrderLine
from coccinelle.engine import label_again, parcel_back
from coccinelle.store import actions, documents, order_card, orders, parcels_back, tracking
from coccinelle.store import contact_card as cards
from coccinelle.store.order_card import ChangeRow, TicketRow, WithdrawalRow
from coccinelle.store.parcels_back import ParcelRow
from coccinelle.web.admission import Id, visit_of, visit_to
from coccinelle.web.customer import ORDER_STATES
from coccinelle.web.documents import as_file
from coccinelle.web.forms import Form, checked
from coccinelle.web.i18n import Spoken, _, tongue
from coccinelle.web.moments import day, moment
from coccinelle.web.order_list import PAGE, state_colour
from coccinelle.web.pages import render

ROUTES = APIRouter()
TICKETS = Spoken({
    "open": "en cours", "done": "terminé", "cancelled": "annulé", "expired": "expiré",
})  # fmt: skip
CHANGES = Spoken({
    "cancelled": "Commande annulée", "variant": "Autre taille ou couleur",
    "address": "Adresse de livraison", "quantity": "Quantité", "note": "Précision",
})  # fmt: skip
_CHANGED = Spoken({
    "address": "nouvelle adresse", "product": "article", "quantity": "quantité",
    "size_from": "de la taille", "size_to": "à la taille", "color_from": "de la couleur",
    "color_to": "à la couleur", "note": "précision",
})  # fmt: skip


class BackForm(Form):
    """restock: ticked when what came back goes on the shelf again."""

    restock: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    line: OrderLine
    price: str


@dataclass(frozen=True, slots=True)
class Event:
    when: str
    label: str


@dataclass(frozen=True, slots=True)
class Back:
    """A parcel that came: stock: what went on the shelf with it."""

    id: int
    text: str
    stock: str


@dataclass(frozen=True, slots=True)
class Ticket:
    ticket: TicketRow
    state: str
    change: str
    until: str
    opened: str
    ended: str
    back: Back | None

    @property
    def can_make_again(self) -> bool:
        return self.ticket.status == "open" and self.ticket.label_state in ("failed", "unknown")


@dataclass(frozen=True, slots=True)
class Withdrawn:
    row: WithdrawalRow
    when: str
    send_back_by: str
    article: str
    back: Back | None


@dataclass(frozen=True, slots=True)
class Change:
    what: str
    told: str
    when: str


@ROUTES.get(PAGE + "/{order_id}")
def order_page(request: Request, order_id: Id) -> Response:
    desk = visit_of(request).desk
    now = desk.now()
    with desk.transaction() as connection:
        order = orders.by_id(connection, order_id, now)
        if order is None:
            raise HTTPException(404)
        contact = cards.load(connection, order.contact_id)
        events = tracking.events(connection, order.tracking_number, now)
        tickets = order_card.tickets(connection, order_id)
        withdrawn = order_card.withdrawals(connection, order_id)
        changes = order_card.changes(connection, order_id)
        back = parcels_back.of_order(connection, order_id)
    came = {(one.exchange_id, one.withdrawal_id): _back(one, now) for one in back}
    return render(
        request, "order.html", order=order, who=contact.name if contact else "",
        state=ORDER_STATES.get(order.status, order.status), colour=state_colour(order.status),
        when=moment(order.ordered_at.astimezone(now.tzinfo), now), total=_price(order.total_cents),
        lines=[Line(one, _price(one.unit_price_cents * one.quantity)) for one in order.lines],
        events=[Event(moment(e.at.astimezone(now.tzinfo), now), e.label or e.status)
                for e in events],
        tickets=[_ticket(one, came.get((one.id, None)), now) for one in tickets],
        withdrawals=[_withdrawn(one, order, came.get((None, one.id)), now) for one in withdrawn],
        changes=[_change(one, now) for one in changes],
    )  # fmt: skip


@ROUTES.post("/echanges/{exchange_id}/recu")
def exchange_came_back(request: Request, exchange_id: Id) -> Response:
    visit, form = visit_to(request, order_card.order_of_exchange, exchange_id), _came(request)
    parcel_back.of_exchange(visit.desk, exchange_id, restock=form.restock, by=visit.member.name)
    with visit.desk.transaction() as connection:
        return _to(order_card.order_of_exchange(connection, exchange_id))


@ROUTES.post("/retractations/{withdrawal_id}/recu")
def withdrawal_came_back(request: Request, withdrawal_id: Id) -> Response:
    visit, form = visit_to(request, order_card.order_of_withdrawal, withdrawal_id), _came(request)
    parcel_back.of_withdrawal(visit.desk, withdrawal_id, restock=form.restock, by=visit.member.name)
    with visit.desk.transaction() as connection:
        return _to(order_card.order_of_withdrawal(connection, withdrawal_id))


@ROUTES.post("/retours/{parcel_id}/annuler")
def did_not_come(request: Request, parcel_id: Id) -> Response:
    visit = visit_to(request, parcels_back.lock, parcel_id)
    parcel_back.undo(visit.desk, parcel_id, by=visit.member.name)
    with visit.desk.transaction() as connection:
        return _to(parcels_back.order_of(connection, parcel_id))


@ROUTES.post("/etiquettes/{action_id}/refaire")
def label_made_again(request: Request, action_id: Id) -> Response:
    visit = visit_to(request, actions.load, action_id)
    label_again.make_again(visit.desk, action_id)
    with visit.desk.transaction() as connection:
        return _to(order_card.order_of_label(connection, action_id))


@ROUTES.get("/etiquettes/{document_id}")
def label_file(request: Request, document_id: Id) -> Response:
    """What the customer prints, for the team: opened or called back."""
    with visit_of(request).desk.transaction() as connection:
        found = documents.load(connection, document_id)
    if found is None or found.content is None or found.kind != "return_label":
        raise HTTPException(404)
    return as_file(found)


def _came(request: Request) -> BackForm:
    return checked(request, BackForm)


def _to(order_id: int | None) -> Response:
    return RedirectResponse(f"{PAGE}/{order_id}" if order_id else PAGE, 303)


def _price(cents: int) -> str:
    return str(tongue().price(cents))


def _ticket(row: TicketRow, back: Back | None, now: datetime) -> Ticket:
    zone = now.tzinfo
    return Ticket(
        ticket=row,
        state=TICKETS.get(row.status, row.status),
        change=_from_to(row),
        until=moment(row.until.astimezone(zone), now) if row.until else "",
        opened=moment(row.opened_at.astimezone(zone), now),
        ended=moment(row.ended_at.astimezone(zone), now) if row.ended_at else "",
        back=back,
    )


def _from_to(row: TicketRow) -> str:
    if row.size_from != row.size_to:
        return f"{row.size_from} → {row.size_to}"
    return f"{row.color_from} → {row.color_to}"


def _withdrawn(row: WithdrawalRow, order: Order, back: Back | None, now: datetime) -> Withdrawn:
    of_line = next((one for one in order.lines if one.position == row.position), None)
    return Withdrawn(
        row=row,
        when=moment(row.declared_at.astimezone(now.tzinfo), now),
        send_back_by=day(row.send_back_by, now.date()),
        article=of_line.product if of_line else _("toute la commande"),
        back=back,
    )


def _back(row: ParcelRow, now: datetime) -> Back:
    when = moment(row.at.astimezone(now.tzinfo), now)
    stock = ", ".join(f"{sku} + {quantity}" for sku, quantity in row.restocked.items())
    return Back(row.id, _("Reçu {when}, noté par {who}", when=when, who=row.by_member), stock)


def _change(row: ChangeRow, now: datetime) -> Change:
    told = ", ".join(
        f"{_CHANGED.get(name, name)} : {value}" for name, value in row.changes.items() if value
    )
    return Change(CHANGES.get(row.kind, row.kind), told, moment(row.at.astimezone(now.tzinfo), now))
