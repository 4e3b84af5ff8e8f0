"""The one-time page of an empty installation: the shop and its owner are made."""

from fastapi import APIRouter
from pydantic import Field
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from coccinelle.core.errors import PermanentError
from coccinelle.engine import first_run
from coccinelle.engine.first_run import Owner
from coccinelle.packs import SECTORS
from coccinelle.packs.folder.business_file import BusinessFile
from coccinelle.packs.folder.entries import business_entry
from coccinelle.packs.folder.written import read_card
from coccinelle.store.database import Database
from coccinelle.web.forms import Form, checked
from coccinelle.web.i18n import Spoken
from coccinelle.web.login import Password, enter
from coccinelle.web.pages import render
from coccinelle.web.passwords import chosen, hashed
from coccinelle.web.sessions import Cookies, form_token, new_token

NAMES = Spoken({
    "boutique": "Boutique", "restaurant": "Restaurant", "spa": "Institut ou spa",
    "garage": "Garage", "real_estate": "Agence immobilière",
})  # fmt: skip


class OpeningForm(Form):
    name: str = Field(min_length=1, max_length=100)
    sector: str = Field(max_length=20)
    owner_name: str = Field(min_length=1, max_length=100)
    owner_email: str = Field(min_length=3, max_length=254)
    password: Password


def router(database: Database, cookies: Cookies) -> APIRouter:
    routes = APIRouter(prefix="/bienvenue/ouvrir")

    @routes.get("/{token}")
    def opening_page(request: Request, token: str) -> Response:
        return _page(request, cookies, database, token)

    @routes.post("/{token}")
    def opened(request: Request, token: str) -> Response:
        form = checked(request, OpeningForm)
        if not first_run.is_link_open(database, token):
            return _page(request, cookies, database, token)
        try:
            owner = _owner(form)
            member = first_run.open_shop(database, token, business_entry(_file(form)), owner)
        except PermanentError as error:
            return _page(request, cookies, database, token, fault=str(error))
        response = RedirectResponse("/bienvenue", 303)
        enter(request, response, database, cookies, member)
        cookies.take_back(response, cookies.visitor)
        return response

    return routes


def _owner(form: OpeningForm) -> Owner:
    """Raises PermanentError, with a sentence."""
    read, faults = read_card({"name": form.name, "email": form.owner_email})
    if faults:
        raise PermanentError(next(iter(faults.values())).capitalize() + ".")
    if form.sector not in SECTORS:
        raise PermanentError("Choisissez ce que vous faites.")
    return Owner(form.owner_name, read["email"], hashed(chosen(form.password)))


def _file(form: OpeningForm) -> BusinessFile:
    return BusinessFile.model_validate({
        "name": form.name, "sector": form.sector,
        "owner": {"name": form.owner_name, "email": form.owner_email},
    })  # fmt: skip


def _page(
    request: Request, cookies: Cookies, database: Database, token: str, *, fault: str = ""
) -> Response:
    """The visitor's cookie proves that the form which comes back is the one we gave."""
    is_open = first_run.is_link_open(database, token)
    visitor = cookies.read(request, cookies.visitor) or new_token()
    response = render(
        request, "welcome_opening.html", status=422 if fault else 200 if is_open else 410,
        token=form_token(visitor), link=token if is_open else "", sectors=NAMES, fault=fault,
    )  # fmt: skip
    cookies.give(response, cookies.visitor, visitor)
    return response
