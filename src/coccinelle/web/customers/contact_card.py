"""The page of one customer: who they are, what they buy and like, what was promised and said."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter
from pydantic import Field
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from coccinelle.core.tastes import Usual, usual_colors, usual_size
from coccinelle.engine.members import contact_card as engine
from coccinelle.replies import french
from coccinelle.store import addresses, channels, consents, contacts, merges, order_card, orders
from coccinelle.store import contact_card as cards
from coccinelle.store.contact_card import CardRow
from coccinelle.store.database import Connection
from coccinelle.store.merges import MergeRow
from coccinelle.store.order_card import TicketRow
from coccinelle.store.timeline import timeline
from coccinelle.web.access.admission import Id, Visit, visit_of, visit_to
from coccinelle.web.customers.contact_list import PAGE
from coccinelle.web.customers.contact_says import Reached, Said, reached, said_lately
from coccinelle.web.done import word_left
from coccinelle.web.edge.forms import Form, checked
from coccinelle.web.i18n import Spoken
from coccinelle.web.inbox.customer import Customer, customer
from coccinelle.web.inbox.people import names_of
from coccinelle.web.pages import render
from coccinelle.web.shop.order import TICKETS

SAID_SHOWN = 8
ROUTES = APIRouter()
FIELDS = Spoken({
    "first_name": "prénom", "last_name": "nom", "tone": "tu ou vous", "size": "taille",
    "preferred_channel": "canal préféré", "notes": "notes",
})  # fmt: skip
TONES = Spoken({"": "comme la boutique", "vous": "vous", "tu": "tu"})


class VipForm(Form):
    vip: bool = False


class ConsentForm(Form):
    """proof: how the member knows, in their words."""

    address_id: int = Field(ge=1, lt=2**63)
    kind: str = Field(min_length=1, max_length=20)
    stop: bool
    proof: str = Field(min_length=3, max_length=engine.LONGEST_PROOF)


@dataclass(frozen=True, slots=True)
class Card:
    """order_ids: by number, for the links. size, colors: what was bought more than once."""

    row: CardRow
    customer: Customer
    order_ids: dict[str, int]
    size: Usual | None
    colors: list[Usual]
    reached: list[Reached]
    used: set[int]
    tickets: list[TicketRow]
    said: list[Said]
    proposed: list[MergeRow]
    united: list[MergeRow]

    @property
    def can_be_written(self) -> bool:
        return any(
            not one.bad_reason and any(not way.is_stopped for way in one.consents)
            for one in self.reached
        )

    @property
    def is_erased(self) -> bool:
        return not self.row.name and not self.reached


@ROUTES.get(PAGE + "/{contact_id}")
def contact_page(request: Request, contact_id: Id) -> Response:
    visit = visit_of(request)
    with visit.desk.transaction() as connection:
        row = cards.load(connection, contact_id)
    if row is None or row.is_team:
        raise HTTPException(404)
    if row.merged_into is not None:
        return RedirectResponse(f"{PAGE}/{row.merged_into}", 303)
    return shown(request, row)


def shown(
    request: Request, row: CardRow, *, typed: Mapping[str, str] | None = None,
    lost: Collection[str] = (),
) -> Response:  # fmt: skip
    """typed: words of a form that somebody else overtook, in these fields."""
    visit, word = visit_of(request), word_left(request)
    other = word.about if word else 0
    with visit.desk.transaction() as connection:
        card = _card(visit, connection, row, visit.desk.now())
        also = cards.load(connection, other) if other else None
        also_as = contacts.known_as(connection, other, []) if also and not also.is_team else []
        kinds = {row.preferred_channel, *(one.kind for one in channels.all_of(connection))} - {""}
    return render(
        request, "contact.html", status=409 if lost else 200, card=card,
        who=row.name or next((one.shown for one in card.reached), ""), tickets_words=TICKETS,
        other=other if also_as else 0,
        other_who=", ".join(map(french.phone, also_as)), typed=typed or {},
        lost=[FIELDS[one] for one in lost], kinds=sorted(kinds), tones=TONES,
    )  # fmt: skip


@ROUTES.post(PAGE + "/{contact_id}/vip")
def marked(request: Request, contact_id: Id) -> Response:
    visit, form = visit_to(request, cards.load, contact_id), checked(request, VipForm)
    engine.mark_vip(visit.desk, contact_id, is_vip=form.vip)
    return RedirectResponse(f"{PAGE}/{contact_id}", 303)


@ROUTES.post(PAGE + "/{contact_id}/consentement")
def consented(request: Request, contact_id: Id) -> Response:
    visit, form = visit_to(request, cards.load, contact_id), checked(request, ConsentForm)
    engine.record_consent(
        visit.desk, contact_id, form.address_id, form.kind, is_stop=form.stop, proof=form.proof,
        by=visit.member.name,
    )  # fmt: skip
    return RedirectResponse(f"{PAGE}/{contact_id}#coordonnees", 303)


def _card(visit: Visit, connection: Connection, row: CardRow, now: datetime) -> Card:
    vip_orders = visit.desk.business.policy.vip_orders
    contact = contacts.load(connection, row.id, "", "", vip_orders)
    told = timeline(connection, row.id, limit=SAID_SHOWN)
    names = names_of(connection, (one.id for one in told.conversations))
    return Card(
        row=row,
        customer=customer(connection, contact, names, now),
        order_ids=orders.ids_of(connection, row.id),
        size=usual_size(contact.purchases),
        colors=usual_colors(contact.purchases),
        reached=reached(
            cards.addresses(connection, row.id),
            consents.stops(connection, row.id),
            consents.of_contact(connection, row.id),
            {one.kind for one in channels.all_of(connection)}, now,
        ),
        used=addresses.used(connection, row.id),
        tickets=order_card.tickets_of(connection, row.id),
        said=said_lately(told, now),
        proposed=merges.proposed_to(connection, row.id),
        united=merges.of_contact(connection, row.id),
    )  # fmt: skip
