"""Replies that members keep: the page where they are written."""

from fastapi import APIRouter
from pydantic import Field
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from coccinelle.core.saved_reply import VARIABLES
from coccinelle.engine.members import saved_replies as engine
from coccinelle.store import saved_replies
from coccinelle.web.access.admission import Id, visit_of, visit_to
from coccinelle.web.edge.forms import Form, checked
from coccinelle.web.pages import render

PAGE = "/reponses"
ROUTES = APIRouter()


class SavedForm(Form):
    name: str = Field(min_length=1, max_length=engine.LONGEST_NAME)
    text: str = Field(min_length=1, max_length=engine.LONGEST)
    shortcut: str = Field("", max_length=engine.LONGEST_NAME)


@ROUTES.get(PAGE)
def saved_page(request: Request) -> Response:
    with visit_of(request).desk.transaction() as connection:
        found = saved_replies.all_of(connection)
    return render(
        request, "saved.html", saved=found, variables=", ".join(f"{{{one}}}" for one in VARIABLES)
    )


@ROUTES.post(PAGE)
def saved_new(request: Request) -> Response:
    visit, form = visit_of(request), checked(request, SavedForm)
    engine.save(visit.desk, **form.model_dump(), by=visit.member.name)
    return RedirectResponse(PAGE, 303)


@ROUTES.post(PAGE + "/{saved_id}")
def saved_again(request: Request, saved_id: Id) -> Response:
    visit, form = visit_to(request, saved_replies.load, saved_id), checked(request, SavedForm)
    engine.save(visit.desk, **form.model_dump(), by=visit.member.name, saved_id=saved_id)
    return RedirectResponse(PAGE, 303)


@ROUTES.post(PAGE + "/{saved_id}/supprimer")
def removed(request: Request, saved_id: Id) -> Response:
    engine.remove(visit_to(request, saved_replies.load, saved_id).desk, saved_id)
    return RedirectResponse(PAGE, 303)
