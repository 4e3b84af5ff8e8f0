"""The owner's new phone is proven, asked for again or forgotten."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from coccinelle.core.errors import PermanentError
from coccinelle.engine.business import owner_phone
from coccinelle.engine.business.address_code import OWNER_PHONE
from coccinelle.engine.business.settings_change import Change
from coccinelle.web.access import proof
from coccinelle.web.access.admission import visit_of
from coccinelle.web.access.proof import WRONG_CODE, Begun, CodeForm
from coccinelle.web.edge.forms import checked
from coccinelle.web.i18n import Spoken, _
from coccinelle.web.settings.matters import BY_SLUG
from coccinelle.web.settings.pages import PAGE, PHONE_IN, note, show

ROUTES = APIRouter(prefix=f"{PAGE}/{PHONE_IN}/telephone")
MATTER = BY_SLUG[PHONE_IN]
SAID = Spoken({"gone": owner_phone.GONE})


@ROUTES.post("")
def code_asked(request: Request) -> Response:
    visit = visit_of(request)
    with visit.desk.transaction() as connection:
        phone = owner_phone.waiting(connection)
    if not phone:
        return _gone(request)
    begun = proof.begin(visit, OWNER_PHONE, visit.member.id, phone)
    return show(request, MATTER, begun=begun, status=409 if begun.fault else 200)


@ROUTES.post("/code")
def proven(request: Request) -> Response:
    visit, form = visit_of(request), checked(request, CodeForm)
    asked = proof.given(form, visit.member.id)
    if not proof.is_right(visit, asked):
        return show(request, MATTER, begun=Begun(asked, _(WRONG_CODE)), status=422)
    changes = (Change(owner_phone.KEY, visit.desk.business.owner_phone, asked.address),)
    note(request, MATTER, changes)
    try:
        owner_phone.prove(visit.desk, asked.address, by=visit.member.name)
    except PermanentError:
        return _gone(request)
    return show(request, MATTER, changes=changes, is_saved=True)


@ROUTES.post("/oublier")
def forgotten(request: Request) -> Response:
    with visit_of(request).desk.transaction() as connection:
        owner_phone.forget(connection)
    return show(request, MATTER, is_saved=True)


def _gone(request: Request) -> Response:
    return show(request, MATTER, faults={"": _(owner_phone.GONE)}, status=409)
