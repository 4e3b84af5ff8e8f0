"""The page of one order: lines, parcel, what was changed, exchanged, withdrawn, sent back."""

from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from coccinelle.core.orders import Order, OrderLine
from coccinelle.engine.members import label_again
from coccinelle.store import actions, documents, order_card, orders
from coccinelle.store import contact_card as cards
from coccinelle.store.order_card import ChangeRow, TicketRow, WithdrawalRow
from coccinelle.web.access.admission import Id, visit_of, visit_to
from coccinelle.web.documents import as_file
from coccinelle.web.i18n import Spoken, _, pair, price
from coccinelle.web.inbox.customer import ORDER_STATES
from coccinelle.web.moments import day, moment
from coccinelle.web.pages import render
from coccinelle.web.shop.order_list import PAGE, state_colour
from coccinelle.web.shop.parcel import parcel_of
from coccinelle.web.shop.returns import Return, returns_of

ROUTES = APIRouter()
TICKETS = Spoken({
    "open": "en cours", "done": "terminé", "cancelled": "annulé", "expired": "expiré",
})  # fmt: skip
CHANGES = Spoken({
    "cancelled": "Commande annulée", "variant": "Autre taille ou couleur",
    "address": "Adresse de livraison", "quantity": "Quantité", "note": "Précision",
})  # fmt: skip
NEXT = Spoken({
    "": "Le client dit encore s'il passe en boutique ou s'il envoie un colis.",
    "post": "Le client renvoie son article ; à son arrivée, vous lui envoyez le remplacement.",
    "shop": "Le client passe en boutique avec son article et repart avec le remplacement.",
})  # fmt: skip
_CHANGED = Spoken({
    "address": "nouvelle adresse", "product": "article", "quantity": "quantité",
    "size_from": "de la taille", "size_to": "à la taille", "color_from": "de la couleur",
    "color_to": "à la couleur", "note": "précision",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    line: OrderLine
    price: str


@dataclass(frozen=True, slots=True)
class Ticket:
    """next: what it waits for, "" once it ended."""

    ticket: TicketRow
    state: str
    next: str
    change: str
    until: str
    opened: str
    ended: str
    its: Return

    @property
    def can_make_again(self) -> bool:
        return self.ticket.status == "open" and self.ticket.label_state in ("failed", "unknown")


@dataclass(frozen=True, slots=True)
class Withdrawn:
    row: WithdrawalRow
    when: str
    send_back_by: str
    article: str
    its: Return


@dataclass(frozen=True, slots=True)
class Change:
    what: str
    told: str
    when: str


@ROUTES.get(PAGE + "/{order_id}")
def order_page(request: Request, order_id: Id) -> Response:
    visit = visit_of(request)
    now = visit.desk.now()
    with visit.desk.transaction() as connection:
        order = orders.by_id(connection, order_id, now)
        if order is None:
            raise HTTPException(404)
        contact = cards.load(connection, order.contact_id)
        parcel = parcel_of(visit, connection, order)
        tickets = order_card.tickets(connection, order_id)
        withdrawn = order_card.withdrawals(connection, order_id)
        changes = order_card.changes(connection, order_id)
        back = returns_of(visit, connection, order_id, tickets, withdrawn)
    return render(
        request, "order.html", order=order, who=contact.name if contact else "",
        state=ORDER_STATES.get(order.status, order.status), colour=state_colour(order.status),
        when=moment(order.ordered_at.astimezone(now.tzinfo), now), total=price(order.total_cents),
        lines=[Line(one, price(one.unit_price_cents * one.quantity)) for one in order.lines],
        parcel=parcel,
        tickets=[_ticket(one, back[one.id, None], now) for one in tickets],
        withdrawals=[_withdrawn(one, order, back[None, one.id], now) for one in withdrawn],
        changes=[_change(one, now) for one in changes],
    )  # fmt: skip


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


def _to(order_id: int | None) -> Response:
    return RedirectResponse(f"{PAGE}/{order_id}" if order_id else PAGE, 303)


def _ticket(row: TicketRow, its: Return, now: datetime) -> Ticket:
    zone = now.tzinfo
    return Ticket(
        ticket=row,
        state=TICKETS.get(row.status, row.status),
        next=NEXT[row.way or ""] if row.status == "open" else "",
        change=_from_to(row),
        until=moment(row.until.astimezone(zone), now) if row.until else "",
        opened=moment(row.opened_at.astimezone(zone), now),
        ended=moment(row.ended_at.astimezone(zone), now) if row.ended_at else "",
        its=its,
    )


def _from_to(row: TicketRow) -> str:
    if row.size_from != row.size_to:
        return f"{row.size_from} → {row.size_to}"
    return f"{row.color_from} → {row.color_to}"


def _withdrawn(row: WithdrawalRow, order: Order, its: Return, now: datetime) -> Withdrawn:
    of_line = next((one for one in order.lines if one.position == row.position), None)
    return Withdrawn(
        row=row,
        when=moment(row.declared_at.astimezone(now.tzinfo), now),
        send_back_by=day(row.send_back_by, now.date()),
        article=of_line.product if of_line else _("toute la commande"),
        its=its,
    )


def _change(row: ChangeRow, now: datetime) -> Change:
    told = ", ".join(
        pair(_CHANGED.get(name, name), value) for name, value in row.changes.items() if value
    )
    return Change(CHANGES.get(row.kind, row.kind), told, moment(row.at.astimezone(now.tzinfo), now))
