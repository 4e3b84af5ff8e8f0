"""The five steps of the first run: left and taken up again when one likes."""

from dataclasses import dataclass

from fastapi import APIRouter
from pydantic import Field
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from coccinelle.engine import first_run
from coccinelle.web.admission import visit_of
from coccinelle.web.audience import AUDIENCES
from coccinelle.web.forms import Form, checked
from coccinelle.web.i18n import Spoken
from coccinelle.web.pages import render
from coccinelle.web.trail import tell

PAGE = "/bienvenue"
ROUTES = APIRouter(prefix=PAGE)
TITLES = Spoken({
    "horaires": "Vos horaires", "articles": "Vos articles", "canal": "Un canal",
    "essai": "Un essai", "marche": "La mise en marche",
})  # fmt: skip
WHY = Spoken({
    "horaires": "L'assistant ne promet rien à une heure où vous êtes fermée.",
    "articles": "L'export de votre caisse ou de votre site, ou les articles de démonstration.",
    "canal": "Le numéro ou l'adresse où vos clients écrivent.",
    "essai": "Écrivez comme un client, et lisez ce que l'assistant répond.",
    "marche": "Au début, l'assistant prépare et vous envoyez ; vous lui laissez la main peu à peu.",
})  # fmt: skip
TARGETS = {
    "horaires": "/reglages/horaires", "articles": "/bienvenue/articles",
    "canal": "/reglages/connexions", "essai": "/essayer",
}  # fmt: skip


class ModeForm(Form):
    mode: str = Field(max_length=20)


@dataclass(frozen=True, slots=True)
class Step:
    """target: where it is done, "" when it is done here or cannot be yet."""

    key: str
    number: int
    target: str
    is_done: bool


@ROUTES.get("")
def steps_page(request: Request) -> Response:
    done = first_run.passed(visit_of(request).desk)
    steps = [_step(key, n, done) for n, key in enumerate(first_run.STEPS, start=1)]
    current = next((one.key for one in steps if not one.is_done), "")
    return render(
        request, "welcome.html", steps=steps, current=current, titles=TITLES, why=WHY,
        done=len(done),
    )  # fmt: skip


@ROUTES.post("/etapes/{step}")
def step_left(request: Request, step: str) -> Response:
    visit = visit_of(request)
    first_run.leave_step(visit.desk, step, by=visit.member.name)
    return RedirectResponse(PAGE, 303)


@ROUTES.post("/marche")
def switched_on(request: Request) -> Response:
    visit, form = visit_of(request), checked(request, ModeForm)
    first_run.switch_on(visit.desk, form.mode, by=visit.member.name)
    tell(request.scope, before={}, after={"mode": form.mode})
    return RedirectResponse(PAGE, 303)


def _step(key: str, number: int, done: tuple[str, ...]) -> Step:
    target = TARGETS.get(key, "")
    return Step(key, number, target if f"GET {target}" in _pages() else "", key in done)


def _pages() -> set[str]:
    """Those there are; a page of settings is one of its route's."""
    return {*AUDIENCES, "GET /reglages/horaires"}
