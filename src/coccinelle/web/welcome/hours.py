"""The first step: when the shop is open and where it is, with what its trade usually keeps."""

from collections.abc import Mapping
from functools import partial

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from coccinelle.core.business import Business
from coccinelle.core.errors import PermanentError
from coccinelle.core.hours import WEEKDAYS
from coccinelle.engine.business import settings_change
from coccinelle.engine.business.settings_change import Change
from coccinelle.packs.folder.written import read_card
from coccinelle.packs.trades import usual_hours
from coccinelle.web.access.admission import visit_of
from coccinelle.web.access.trail import tell
from coccinelle.web.i18n import _, language
from coccinelle.web.pages import render
from coccinelle.web.settings.matters import BY_SLUG
from coccinelle.web.settings.reading import RANGES, read
from coccinelle.web.settings.showing import page_of, told
from coccinelle.web.welcome.progress import after, progress_of

PAGE = "/bienvenue/horaires"
MATTER = BY_SLUG["horaires"]
CARD = ("address", "phone")
ROUTES = APIRouter(prefix=PAGE)


@ROUTES.get("")
def hours_page(request: Request) -> Response:
    business = visit_of(request).desk.business
    return _page(request, None if any(business.hours.week) else _usual(business))


@ROUTES.post("")
def hours_said(request: Request) -> Response:
    """All of it or none of it; "same" gives every open day the hours of the first one."""
    visit, form = visit_of(request), request.state.form
    if "same" in form:
        return _page(request, same_each_day(form))
    week = read(MATTER, form, visit.desk.now().date())
    given = {name: form[name] for name in CARD if name in form}
    card, faults = read_card(given, language())
    if not any(week.values.get("hours", {}).values()) and not week.faults:
        faults[""] = _("Donnez les heures d'un jour au moins, ou passez cette étape.")
    if faults or week.faults:
        return _page(request, form, {**week.faults, **faults}, status=422)
    values = week.values | {f"card.{name}": value for name, value in card.items()}
    try:
        settings_change.change(
            visit.desk, values, by=visit.member.name, told=partial(_tell, request)
        )
    except PermanentError as error:
        return _page(request, form, {"": _(str(error))}, status=422)
    return RedirectResponse(after("horaires"), 303)


def _tell(request: Request, changes: tuple[Change, ...]) -> None:
    lines = told(MATTER, tuple(one for one in changes if one.key == "hours"))
    tell(request.scope, before={one.label: one.before for one in lines},
         after={one.label: one.after for one in lines})  # fmt: skip


def same_each_day(form: Mapping[str, str]) -> dict[str, str]:
    """The hours of the first day that has some, for each day that has some."""
    days = [day for day in WEEKDAYS if form.get(f"{day}.1.from")]
    filled = dict(form)
    for day in days:
        for place in (f"{n}.{end}" for n in range(1, RANGES + 1) for end in ("from", "to")):
            filled[f"{day}.{place}"] = form.get(f"{days[0]}.{place}", "")
    return filled


def _usual(business: Business) -> dict[str, str]:
    """As a form would hold it."""
    return {
        f"{day}.{n}.{end}": clock
        for day, ranges in usual_hours(business.sector).items()
        for n, one in enumerate(ranges, start=1)
        for end, clock in zip(("from", "to"), one.split("-"), strict=True)
    }


def _page(
    request: Request, typed: Mapping[str, str] | None,
    faults: Mapping[str, str] | None = None, *, status: int = 200,
) -> Response:  # fmt: skip
    desk, wrong = visit_of(request).desk, faults or {}
    card = {name: getattr(desk.business, name) for name in CARD}
    return render(
        request, "welcome_horaires.html", status=status, progress=progress_of(desk, "horaires"),
        page=page_of(desk, MATTER, typed, wrong), is_owner=True, faults=wrong,
        card={name: (typed or {}).get(name, value) for name, value in card.items()},
        is_usual=typed is not None and not faults and "address" not in typed,
    )  # fmt: skip
