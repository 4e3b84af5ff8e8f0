"""The button that stops the whole assistant, and the one that starts it again."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from coccinelle.engine import pause
from coccinelle.web.admission import visit_of
from coccinelle.web.feed import PAGE
from coccinelle.web.pages import render

ROUTES = APIRouter()


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
    visit = visit_of(request)
    pause.resume_all(visit.desk, by=visit.member.name)
    return RedirectResponse(PAGE, 303)
