"""The page of autonomy: how far each skill goes alone, what it has shown, what is proposed."""

from dataclasses import dataclass

from fastapi import APIRouter
from pydantic import Field
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from coccinelle.core.autonomy import LEVELS, SKILLS
from coccinelle.engine import autonomy
from coccinelle.engine.autonomy import Overview
from coccinelle.engine.desk import Desk
from coccinelle.web.admission import visit_of
from coccinelle.web.forms import Form, checked
from coccinelle.web.i18n import Spoken, _, language, local
from coccinelle.web.moments import moment
from coccinelle.web.pages import render

PAGE = "/autonomie"
ENOUGH = 20  # automatic turns before their share of errors says anything
NAMES, LEVEL_NAMES = Spoken(SKILLS), Spoken(LEVELS)
ROUTES = APIRouter()


class LevelForm(Form):
    level: str = Field(max_length=20)


@dataclass(frozen=True, slots=True)
class Line:
    """since: when and by whom its level was last set, "" when nobody touched it."""

    one: Overview
    name: str
    level: str
    since: str
    at_least: str
    errors: str


@ROUTES.get(PAGE)
def autonomy_page(request: Request) -> Response:
    visit = visit_of(request)
    lines = [_line(visit.desk, one) for one in autonomy.overview(visit.desk)]
    is_owner = visit.member.role == "owner"
    return render(request, "autonomy.html", lines=lines, levels=LEVEL_NAMES, is_owner=is_owner)


@ROUTES.post(PAGE + "/{skill}/niveau")
def level_set(request: Request, skill: str) -> Response:
    visit, form = visit_of(request), checked(request, LevelForm)
    autonomy.set_level(visit.desk, skill, form.level, by=visit.member.name)
    return RedirectResponse(PAGE, 303)


@ROUTES.post(PAGE + "/{skill}/accepter")
def accepted(request: Request, skill: str) -> Response:
    visit = visit_of(request)
    autonomy.accept(visit.desk, skill, by=visit.member.name)
    return RedirectResponse(PAGE, 303)


@ROUTES.post(PAGE + "/{skill}/refuser")
def refused(request: Request, skill: str) -> Response:
    visit = visit_of(request)
    autonomy.refuse(visit.desk, skill, by=visit.member.name)
    return RedirectResponse(PAGE, 303)


def _line(desk: Desk, one: Overview) -> Line:
    now, record = desk.now(), one.record
    since = moment(record.since.astimezone(now.tzinfo), now) if record.since else ""
    return Line(
        one=one,
        name=NAMES.get(one.skill, one.skill),
        level=LEVEL_NAMES[one.level],
        since=_("{when}, par {who}", when=since, who=one.set_by) if since else "",
        at_least=_percent(record.unedited_at_least) if record.judged else "",
        errors=_percent(record.errors_at_most) if record.automatic >= ENOUGH else "",
    )


def _percent(share: float) -> str:
    said = f"{share * 100:.1f}".removesuffix(".0")
    return f"{said}%" if language() == "en" else local(said.replace(".", ",") + " %")
