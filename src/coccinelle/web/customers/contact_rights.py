"""What the owner alone does with a customer's card: hand it out, erase it, make one of two."""

import json
from dataclasses import dataclass

from fastapi import APIRouter
from pydantic import Field
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from coccinelle.engine.business import forget
from coccinelle.engine.members import merge
from coccinelle.replies import french
from coccinelle.store import contact_card as cards
from coccinelle.store import contact_list, contacts, holds, order_card, orders
from coccinelle.store import conversations as conversations_store
from coccinelle.web.access.admission import Id, Visit, visit_to
from coccinelle.web.customers.contact_list import PAGE, found_by, line_of
from coccinelle.web.done import say
from coccinelle.web.edge.forms import Form, checked, clean
from coccinelle.web.i18n import _
from coccinelle.web.pages import render

CANDIDATES = 20
ROUTES = APIRouter(prefix=PAGE + "/{contact_id}")


class EraseForm(Form):
    """word: typed by hand, as the page asks."""

    word: str = Field("", max_length=40)


class UniteForm(Form):
    other_id: int = Field(ge=1, lt=2**63)


@dataclass(frozen=True, slots=True)
class Counted:
    """What an erasure is about to meet. exchanges: those open; refunds: returns the customer
    declared, whose parcel has not been marked as back."""

    conversations: int
    orders: int
    holds: int
    exchanges: int
    refunds: int


@ROUTES.post("/export")
def exported(request: Request, contact_id: Id) -> Response:
    """A form and no link: it leaves a line in the journal."""
    visit = visit_to(request, cards.load, contact_id)
    found = forget.show_contact(visit.desk, contact_id)
    return Response(
        json.dumps(found, ensure_ascii=False, indent=2),
        media_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="client-{contact_id}.json"'},
    )


@ROUTES.get("/effacer")
def erase_page(request: Request, contact_id: Id) -> Response:
    visit = visit_to(request, cards.load, contact_id)
    return render(
        request, "erase.html", contact_id=contact_id, who=_who(visit, contact_id),
        counted=_counted(visit, contact_id), erased=None, word=_erase_word(),
    )  # fmt: skip


@ROUTES.post("/effacer")
def erased(request: Request, contact_id: Id) -> Response:
    visit, form = visit_to(request, cards.load, contact_id), checked(request, EraseForm)
    if form.word.strip().casefold() != _erase_word().casefold():
        say(request, "mot")
        return RedirectResponse(f"{PAGE}/{contact_id}/effacer", 303)
    done = forget.forget_one(visit.desk, contact_id)
    return render(request, "erase.html", contact_id=contact_id, who="", counted=None, erased=done)


@ROUTES.get("/reunir")
def unite_page(request: Request, contact_id: Id) -> Response:
    visit = visit_to(request, cards.load, contact_id)
    said = clean(request.query_params.get("q", "")).strip()[:200]
    with visit.desk.transaction() as connection:
        found = contact_list.rows(
            connection, vip_orders=visit.desk.business.policy.vip_orders,
            contact_ids=found_by(connection, said), limit=CANDIDATES,
        ) if said else []  # fmt: skip
    lines = [line_of(one, visit.desk.now()) for one in found if one.id != contact_id]
    return render(
        request, "unite.html", contact_id=contact_id, who=_who(visit, contact_id), said=said,
        lines=lines,
    )  # fmt: skip


@ROUTES.post("/reunir")
def united(request: Request, contact_id: Id) -> Response:
    visit, form = visit_to(request, cards.load, contact_id), checked(request, UniteForm)
    with visit.desk.transaction() as connection:
        other = cards.load(connection, form.other_id)
        if other is None or other.is_team:
            raise HTTPException(404)
    if other.merged_into != contact_id:
        merge.unite_contacts(visit.desk, form.other_id, contact_id, by=visit.member.name)
    say(request, "reunies")
    return RedirectResponse(f"{PAGE}/{contact_id}", 303)


def _erase_word() -> str:
    """In the member's language, as the page asks for it."""
    return _("EFFACER")


def _who(visit: Visit, contact_id: int) -> str:
    with visit.desk.transaction() as connection:
        return ", ".join(map(french.phone, contacts.known_as(connection, contact_id, [])))


def _counted(visit: Visit, contact_id: int) -> Counted:
    with visit.desk.transaction() as connection:
        return Counted(
            conversations=len(conversations_store.of_contact(connection, contact_id)),
            orders=len(orders.ids_of(connection, contact_id)),
            exchanges=len(
                [
                    one
                    for one in order_card.tickets_of(connection, contact_id)
                    if one.status == "open"
                ]
            ),
            refunds=order_card.returns_awaited(connection, contact_id),
            holds=len(holds.active_of(connection, contact_id)),
        )
