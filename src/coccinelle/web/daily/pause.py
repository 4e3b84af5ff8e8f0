"""The button that stops the whole assistant, and the one that starts it again."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from coccinelle.core.errors import PermanentError
from coccinelle.engine.business import first_run
from coccinelle.engine.members import pause
from coccinelle.web.access.admission import visit_of
from coccinelle.web.daily.feed import PAGE
from coccinelle.web.i18n import Spoken
from coccinelle.web.pages import render

ROUTES = APIRouter()
NOT_STARTED = "C'est à la propriétaire de mettre l'assistant en marche la première fois."
REFUSALS = Spoken({"not_started": NOT_STARTED})


@ROUTES.get("/pause")
def halt(request: Request) -> Response:
    """What an open page says of a pause, asked again by itself."""
    return render(request, "_halt.html")


@ROUTES.post("/pause")
def paused(request: Request) -> Response:
    visit = visit_of(request)
    pause.pause_all(visit.desk, by=visit.member.name)
    return RedirectResponse(PAGE, 303)


@ROUTES.post("/reprendre")
def resumed(request: Request) -> Response:
    """Before the first start, how it begins is chosen first: its page says so."""
    visit = visit_of(request)
    with visit.desk.transaction() as connection:
        is_setting_up = first_run.is_under_way(connection)
    if is_setting_up and visit.member.role == "owner":
        return RedirectResponse("/bienvenue/marche", 303)
    if is_setting_up:
        raise PermanentError(NOT_STARTED)
    pause.resume_all(visit.desk, by=visit.member.name)
    return RedirectResponse(PAGE, 303)
