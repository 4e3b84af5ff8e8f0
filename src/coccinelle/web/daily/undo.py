"""Undoing an automatic act: the words for the customer are shown first."""

from fastapi import APIRouter
from pydantic import Field
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from coccinelle.engine.members import undo
from coccinelle.store import actions
from coccinelle.web.access.admission import Id, visit_to
from coccinelle.web.edge.forms import Form, checked
from coccinelle.web.pages import render

ROUTES = APIRouter(prefix="/actions/{action_id}")


class UndoForm(Form):
    text: str = Field(min_length=1, max_length=1000)


@ROUTES.get("/annuler")
def undo_page(request: Request, action_id: Id) -> Response:
    visit = visit_to(request, actions.load, action_id)
    text = undo.preview(visit.desk, action_id)
    return render(request, "undo.html", action_id=action_id, text=text)


@ROUTES.post("/confirmer")
def undone(request: Request, action_id: Id) -> Response:
    visit, form = visit_to(request, actions.load, action_id), checked(request, UndoForm)
    undo.undo(visit.desk, action_id, form.text, by=visit.member.name)
    return RedirectResponse("/actions", 303)
