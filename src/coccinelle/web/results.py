"""The page of figures: today, and thirty days."""

from datetime import datetime, time, timedelta

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from coccinelle.core.results_words import sections
from coccinelle.engine.figures import figures
from coccinelle.web.admission import visit_of
from coccinelle.web.pages import render

PAGE = "/resultats"
DAYS = 30
ROUTES = APIRouter()


@ROUTES.get(PAGE)
def results_page(request: Request) -> Response:
    desk = visit_of(request).desk
    zone, today = desk.business.zone, desk.now().date()
    end = datetime.combine(today + timedelta(days=1), time(0), zone)
    periods = (("Aujourd'hui", 1), ("30 jours", DAYS))
    return render(
        request,
        "results.html",
        periods=[
            (title, sections(figures(desk, end - timedelta(days=days), end)))
            for title, days in periods
        ],
    )
