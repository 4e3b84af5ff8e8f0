"""Undoing an automatic act: the words for the customer are shown first."""

from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import Field
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from coccinelle.engine import undo
from coccinelle.store import actions
from coccinelle.web.admission import Visit, visit_of
from coccinelle.web.forms import Form, checked
from coccinelle.web.pages import render

Id = Annotated[int, Path(ge=1, lt=2**63)]
ROUTES = APIRouter(prefix="/actions/{action_id}")


class UndoForm(Form):
    text: str = Field(min_length=1, max_length=1000)


@ROUTES.get("/annuler")
def undo_page(request: Request, action_id: Id) -> Response:
    visit = _visit(request, action_id)
    text = undo.preview(visit.desk, action_id)
    return render(request, "undo.html", action_id=action_id, text=text)


@ROUTES.post("/confirmer")
def undone(request: Request, action_id: Id) -> Response:
    visit, form = _visit(request, action_id), checked(request, UndoForm)
    undo.undo(visit.desk, action_id, form.text, by=visit.member.name)
    return RedirectResponse("/", 303)


def _visit(request: Request, action_id: int) -> Visit:
    """404 for an action of another business: it does not exist here."""
    visit = visit_of(request)
    with visit.desk.transaction() as connection:
        if actions.load(connection, action_id) is None:
            raise HTTPException(404)
    return visit
