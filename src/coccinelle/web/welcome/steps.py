"""The steps of the first run: one page each, left and taken up again when one likes."""

from fastapi import APIRouter
from pydantic import Field
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from coccinelle.engine.business import first_run
from coccinelle.replies import french
from coccinelle.web.access.admission import visit_of
from coccinelle.web.access.trail import tell
from coccinelle.web.edge.forms import Form, checked
from coccinelle.web.i18n import Spoken
from coccinelle.web.pages import render
from coccinelle.web.parts import Connecting
from coccinelle.web.welcome.progress import after, progress_of

PAGE = "/bienvenue"
ROUTES = APIRouter(prefix=PAGE)
NEEDED = Spoken({
    "sms_twilio": "Vos clients écrivent par SMS au numéro que vous prenez chez Twilio.",
    "email_resend": "Vos clients écrivent à votre adresse, que Resend nous fait suivre.",
})  # fmt: skip
REFUSALS = Spoken({"mode": first_run.CHOOSE})


class ModeForm(Form):
    mode: str = Field(max_length=20)


def router(connecting: Connecting) -> APIRouter:
    routes = APIRouter(prefix=PAGE)

    @routes.get("/canal")
    def channel_page(request: Request) -> Response:
        desk = visit_of(request).desk
        return render(
            request, "welcome_canal.html", progress=progress_of(desk, "canal"), needed=NEEDED,
            phone=french.phone,
            ways=[name for name in connecting.models() if connecting.is_channel(name)],
            channels=[one for one in connecting.opened(desk) if one.channel_id],
        )  # fmt: skip

    return routes


@ROUTES.get("")
def steps_page(request: Request) -> Response:
    return render(request, "welcome.html", progress=progress_of(visit_of(request).desk))


@ROUTES.get("/essai")
def trial_page(request: Request) -> Response:
    progress = progress_of(visit_of(request).desk, "essai")
    return render(request, "welcome_essai.html", progress=progress)


@ROUTES.get("/marche")
def start_page(request: Request) -> Response:
    progress = progress_of(visit_of(request).desk, "marche")
    return render(request, "welcome_marche.html", progress=progress)


@ROUTES.post("/etapes/{step}")
def step_left(request: Request, step: str) -> Response:
    visit = visit_of(request)
    first_run.leave_step(visit.desk, step, by=visit.member.name)
    return RedirectResponse(after(step), 303)


@ROUTES.post("/marche")
def switched_on(request: Request) -> Response:
    visit, form = visit_of(request), checked(request, ModeForm)
    tell(request.scope, before={}, after={"mode": form.mode})
    first_run.switch_on(visit.desk, form.mode, by=visit.member.name)
    return RedirectResponse(PAGE, 303)
