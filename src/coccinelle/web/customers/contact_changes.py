"""What members correct on a customer's card: who they are, how to reach them, the shop's notes."""

from typing import Literal

from fastapi import APIRouter
from pydantic import Field
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from coccinelle.engine.members import contact_card as engine
from coccinelle.engine.members.address_removal import remove_address
from coccinelle.kit.phone_number import to_e164
from coccinelle.store import contact_card as cards
from coccinelle.web.access.admission import Id, Visit, visit_to
from coccinelle.web.customers.contact_card import shown
from coccinelle.web.customers.contact_list import PAGE
from coccinelle.web.done import say
from coccinelle.web.edge.forms import AnyForm, Form, checked

ROUTES = APIRouter(prefix=PAGE + "/{contact_id}")
Tone = Literal["", "vous", "tu"]
LONGEST_NAME, LONGEST_SIZE = 100, 40


class NotesForm(Form):
    """was_…: what the member had before them."""

    notes: str = Field("", max_length=engine.LONGEST_NOTES)
    was_notes: str = Field("", max_length=engine.LONGEST_NOTES)


class WhoForm(Form):
    first_name: str = Field("", max_length=LONGEST_NAME)
    last_name: str = Field("", max_length=LONGEST_NAME)
    tone: Tone = ""
    size: str = Field("", max_length=LONGEST_SIZE)
    preferred_channel: str = Field("", max_length=20)
    was_first_name: str = Field("", max_length=LONGEST_NAME)
    was_last_name: str = Field("", max_length=LONGEST_NAME)
    was_tone: Tone = ""
    was_size: str = Field("", max_length=LONGEST_SIZE)
    was_preferred_channel: str = Field("", max_length=20)


class AddressForm(Form):
    """value: a phone as people write it, or an e-mail."""

    value: str = Field(min_length=3, max_length=254)


@ROUTES.post("/notes")
def noted(request: Request, contact_id: Id) -> Response:
    return _changed(request, contact_id, NotesForm)


@ROUTES.post("/fiche")
def corrected(request: Request, contact_id: Id) -> Response:
    return _changed(request, contact_id, WhoForm)


@ROUTES.post("/adresses")
def address_added(request: Request, contact_id: Id) -> Response:
    visit, form = visit_to(request, cards.load, contact_id), checked(request, AddressForm)
    kind = "email" if "@" in form.value else "phone"
    value = form.value.lower() if kind == "email" else to_e164(form.value)
    if not value or not engine.is_address(kind, value):
        say(request, "invalide")
        return _to(contact_id)
    holder = engine.add_address(visit.desk, contact_id, kind=kind, value=value)
    if holder is not None:
        say(request, "prise", holder)
    return _to(contact_id)


@ROUTES.post("/adresses/{address_id}/retirer")
def address_removed(request: Request, contact_id: Id, address_id: Id) -> Response:
    visit = visit_to(request, cards.load, contact_id)
    own_card = remove_address(visit.desk, contact_id, address_id, by=visit.member.name)
    if own_card is not None:
        say(request, "detachee", own_card)
    return _to(contact_id)


def _changed(request: Request, contact_id: int, model: type[AnyForm]) -> Response:
    """Overtaken by another member, the card is shown again with the words of both."""
    visit, sent = visit_to(request, cards.load, contact_id), checked(request, model).model_dump()
    wanted = {name: value for name, value in sent.items() if not name.startswith("was_")}
    before = {name: sent[f"was_{name}"] for name in wanted}
    try:
        engine.change(visit.desk, contact_id, wanted, before)
    except engine.Overtaken as error:
        return _overtaken(request, visit, contact_id, wanted, error)
    return _to(contact_id)


def _overtaken(
    request: Request, visit: Visit, contact_id: int, wanted: dict[str, str],
    error: engine.Overtaken,
) -> Response:  # fmt: skip
    with visit.desk.transaction() as connection:
        row = cards.load(connection, contact_id)
    assert row is not None
    return shown(request, row, typed=wanted, lost=error.fields)


def _to(contact_id: int) -> Response:
    return RedirectResponse(f"{PAGE}/{contact_id}", 303)
