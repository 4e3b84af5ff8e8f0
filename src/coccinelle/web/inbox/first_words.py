"""A member writes first: to a customer who is known, or to a new number or address."""

import secrets

from fastapi import APIRouter
from pydantic import Field
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from coccinelle.engine.members import first_message
from coccinelle.kit.phone_number import to_e164
from coccinelle.replies import french
from coccinelle.store import channels, contacts
from coccinelle.web.access.admission import visit_of
from coccinelle.web.edge.forms import Form, checked, number
from coccinelle.web.pages import render

PAGE = "/nouveau"
ROUTES = APIRouter()


class FirstForm(Form):
    """to: a phone as people write it, or an e-mail; contact_id: 0 for somebody new."""

    kind: str = Field(min_length=1, max_length=20)
    to: str = Field("", max_length=254)
    contact_id: int = Field(0, ge=0, lt=2**63)
    subject: str = Field("", max_length=200)
    text: str = Field(min_length=1, max_length=5000)
    once: str = Field("", max_length=64)


@ROUTES.get(PAGE)
def first_page(request: Request) -> Response:
    desk = visit_of(request).desk
    contact_id = number(request.query_params.get("contact", ""))
    with desk.transaction() as connection:
        kinds = tuple(dict.fromkeys(row.kind for row in channels.all_of(connection)))
        known = contacts.known_as(connection, contact_id, []) if contact_id else []
    return render(
        request, "first.html", kinds=kinds, once=secrets.token_urlsafe(12),
        contact_id=contact_id if known else 0, who=french.phone(known[0]) if known else "",
    )  # fmt: skip


@ROUTES.post(PAGE)
def written_first(request: Request) -> Response:
    visit, form = visit_of(request), checked(request, FirstForm)
    to = form.to if "@" in form.to else to_e164(form.to) or ""
    conversation_id = first_message.write_first(
        visit.desk, kind=form.kind, text=form.text, by=visit.member.name,
        contact_id=form.contact_id or None, to=to, subject=form.subject, once=form.once or None,
    )  # fmt: skip
    return RedirectResponse(f"/conversations/{conversation_id}#fin", 303)
