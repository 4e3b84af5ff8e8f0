"""The one-time page of an empty installation: the shop and its owner are made."""

from fastapi import APIRouter
from pydantic import Field
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from coccinelle.core.errors import PermanentError
from coccinelle.engine.business import first_run
from coccinelle.engine.business.first_run import Owner
from coccinelle.packs.folder.business_file import BusinessFile
from coccinelle.packs.folder.entries import business_entry
from coccinelle.packs.folder.written import read_card
from coccinelle.store.database import Database
from coccinelle.web.access.login import Password, enter
from coccinelle.web.access.passwords import TOO_SHORT, chosen, hashed
from coccinelle.web.access.sessions import Cookies, form_token, new_token
from coccinelle.web.edge.forms import Form, checked
from coccinelle.web.i18n import Spoken, _, language
from coccinelle.web.pages import render
from coccinelle.web.settings import choices

NO_NAME, NO_EMAIL = "Donnez votre prénom.", "Donnez votre e-mail."
REFUSALS = Spoken({text: text for text in (NO_NAME, NO_EMAIL, TOO_SHORT, first_run.USED)})


class OpeningForm(Form):
    """Empty: what is missing is told on the page, and what was written stays there."""

    name: str = Field("", max_length=500)
    sector: str = Field("boutique", max_length=20)
    timezone: str = Field("Europe/Paris", max_length=60)
    owner_name: str = Field("", max_length=100)
    owner_email: str = Field("", max_length=254)
    password: Password = ""


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
            return _page(request, cookies, database, token, form, fault=_(str(error)))
        response = RedirectResponse("/bienvenue/horaires", 303)
        enter(request, response, database, cookies, member)
        cookies.take_back(response, cookies.visitor)
        return response

    return routes


def _owner(form: OpeningForm) -> Owner:
    """Raises PermanentError, with a sentence for who reads the page."""
    if not form.owner_name:
        raise PermanentError(NO_NAME)
    card = {
        "name": form.name, "sector": form.sector, "timezone": form.timezone,
        "email": form.owner_email,
    }  # fmt: skip
    read, faults = read_card(card, language())
    if faults:
        told = next(iter(faults.values()))
        raise PermanentError(f"{told[0].upper()}{told[1:]}.")
    if not form.owner_email:
        raise PermanentError(NO_EMAIL)
    return Owner(form.owner_name, read["email"], hashed(chosen(form.password)), language())


def _file(form: OpeningForm) -> BusinessFile:
    return BusinessFile.model_validate({
        "name": form.name, "sector": form.sector, "timezone": form.timezone,
        "owner": {"name": form.owner_name, "email": form.owner_email},
    })  # fmt: skip


def _page(
    request: Request, cookies: Cookies, database: Database, token: str,
    typed: OpeningForm | None = None, *, fault: str = "",
) -> Response:  # fmt: skip
    """The visitor's cookie proves that the form which comes back is the one we gave."""
    is_open = first_run.is_link_open(database, token)
    visitor = cookies.read(request, cookies.visitor) or new_token()
    response = render(
        request, "welcome_opening.html", status=422 if fault else 200 if is_open else 410,
        token=form_token(visitor), link=token if is_open else "", fault=fault,
        typed=typed or OpeningForm(), sectors=choices.SECTORS, zones=choices.ZONES,
    )  # fmt: skip
    cookies.give(response, cookies.visitor, visitor)
    return response
