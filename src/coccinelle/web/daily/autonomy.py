"""The page of autonomy: how far each skill goes alone, what it has shown, what is proposed."""

from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter
from pydantic import Field
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from coccinelle.core import autonomy as rules
from coccinelle.engine.business import autonomy
from coccinelle.engine.business.autonomy import Overview
from coccinelle.engine.desk import Desk
from coccinelle.store.autonomy import ChangeRow
from coccinelle.web.access.admission import visit_of
from coccinelle.web.edge.forms import Form, checked
from coccinelle.web.figures.figure_words import percent
from coccinelle.web.i18n import Spoken, _, retold
from coccinelle.web.moments import moment
from coccinelle.web.pages import render

PAGE = "/autonomie"
LEVELS = Spoken(rules.LEVELS)
SKILLS = Spoken(rules.SKILLS)
# Why a level was set, when no count says it.
ENOUGH = 20  # automatic turns before their share of errors says anything
ROUTES = APIRouter()


class LevelForm(Form):
    level: str = Field(max_length=20)


@dataclass(frozen=True, slots=True)
class Line:
    """since: when, by whom and why its level was last set, "" when nobody touched it. proposed: why
    it may go alone, "" when it is not proposed."""

    one: Overview
    name: str
    proposed: str
    since: str
    at_least: str
    errors: str


@ROUTES.get(PAGE)
def autonomy_page(request: Request) -> Response:
    visit = visit_of(request)
    lines = [_line(visit.desk, one) for one in autonomy.overview(visit.desk)]
    is_owner = visit.member.role == "owner"
    return render(request, "autonomy.html", lines=lines, levels=LEVELS, is_owner=is_owner)


@ROUTES.post(PAGE + "/{skill}/niveau")
def level_set(request: Request, skill: str) -> Response:
    visit, form = visit_of(request), checked(request, LevelForm)
    autonomy.set_level(visit.desk, skill, form.level, by=visit.member.name)
    return RedirectResponse(f"{PAGE}#{skill}", 303)


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


def proposed(change: ChangeRow) -> str:
    """The counts a proposal rests on, as a sentence."""
    counts = change.evidence
    if "unedited" not in counts:
        return retold(change.because)
    least = percent(float(counts.get("unedited_at_least", 0)))
    return _(
        "{judged} brouillons, {unedited} envoyés sans retouche (au moins {least}).",
        judged=counts["judged"], unedited=counts["unedited"], least=least,
    )  # fmt: skip


def _line(desk: Desk, one: Overview) -> Line:
    record = one.record
    return Line(
        one=one,
        name=SKILLS.get(one.skill, one.skill),
        proposed=proposed(one.proposal) if one.proposal else "",
        since=_since(desk.now(), one),
        at_least=percent(record.unedited_at_least) if record.judged else "",
        errors=percent(record.errors_at_most) if record.automatic >= ENOUGH else "",
    )


def _since(now: datetime, one: Overview) -> str:
    if one.record.since is None:
        return ""
    when = moment(one.record.since.astimezone(now.tzinfo), now)
    why = retold(one.because)
    return _("Réglé {when} par {who} : {why}", when=when, who=one.set_by, why=why)
