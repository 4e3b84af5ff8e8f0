"""What a member makes happen in a trial: the hour, a carrier, an outage, a pause, a scenario."""

import secrets
from datetime import date, datetime, time, timedelta

from fastapi import APIRouter
from pydantic import Field, NaiveDatetime
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from coccinelle.core.errors import PermanentError
from coccinelle.engine.desk import Desk
from coccinelle.packs.script import Event
from coccinelle.trial import scenarios
from coccinelle.trial.happen import happen, set_pause
from coccinelle.trial.play import BUSY, advance, begin, is_playing, stop
from coccinelle.trial.record import read, record
from coccinelle.trial.told import replies
from coccinelle.web.access.admission import visit_of
from coccinelle.web.edge.forms import Form, checked
from coccinelle.web.trial.copy import OpenDesk, copy_of, free_copy, ready_copy, wait_for
from coccinelle.web.trial.page import PAGE, soonest
from coccinelle.web.trial.writing import answer, view_of

NOON = time(12)
SHOWN_AT_ONCE = 1.5  # real seconds that a short way of the clock is waited for
LATE_BY = timedelta(days=2)
OUTAGE = "30m"


class ClockForm(Form):
    """step: how far, unless until says where, in the business's zone."""

    step: str = Field("", max_length=20)
    until: NaiveDatetime | None = None


class ParcelForm(Form):
    order: str = Field(min_length=1, max_length=40)
    news: str = Field(pattern="^(late|delivered|exception|returned)$")


class OutageForm(Form):
    what: str = Field(pattern="^(sms|email|whatsapp|carriers)$")


class PauseForm(Form):
    is_on: bool


class ScenarioForm(Form):
    number: int = Field(ge=1, le=99)


def router(open_desk: OpenDesk) -> APIRouter:
    routes = APIRouter(prefix=PAGE)
    _add_events(routes, open_desk)
    _add_clock(routes, open_desk)
    _add_plays(routes, open_desk)
    return routes


def _add_events(routes: APIRouter, open_desk: OpenDesk) -> None:
    @routes.post("/transporteur")
    def carried(request: Request) -> Response:
        copy, form = free_copy(visit_of(request), open_desk), checked(request, ParcelForm)
        return _happened(request, open_desk, copy, {"carrier": _news(form, copy.now())})

    @routes.post("/panne")
    def cut(request: Request) -> Response:
        copy, form = free_copy(visit_of(request), open_desk), checked(request, OutageForm)
        if form.what == "carriers":
            return _happened(request, open_desk, copy, {"carrier": {"down": OUTAGE}})
        return _happened(
            request, open_desk, copy, {"outage": {"channel": form.what, "for": OUTAGE}}
        )

    @routes.post("/pause")
    def paused(request: Request) -> Response:
        """In the copy alone: what an owner's « PAUSE » begins, her dashboard ends."""
        visit, form = visit_of(request), checked(request, PauseForm)
        copy = free_copy(visit, open_desk)
        set_pause(copy, is_on=form.is_on, by=visit.member.name, once=secrets.token_hex(8))
        return answer(request, open_desk, **view_of(request))


def _add_clock(routes: APIRouter, open_desk: OpenDesk) -> None:
    @routes.post("/avancer")
    def advanced(request: Request) -> Response:
        visit, form = visit_of(request), checked(request, ClockForm)
        copy = ready_copy(visit, open_desk)
        play_id = advance(copy, _until(form, copy))
        wait_for(copy, play_id, SHOWN_AT_ONCE)
        return answer(request, open_desk, **view_of(request))

    @routes.post("/arreter")
    def stopped(request: Request) -> Response:
        stop(ready_copy(visit_of(request), open_desk))
        return answer(request, open_desk, **view_of(request))


def _add_plays(routes: APIRouter, open_desk: OpenDesk) -> None:
    @routes.post("/scenario")
    def replayed(request: Request) -> Response:
        visit, form = visit_of(request), checked(request, ScenarioForm)
        known = scenarios.of_sector(visit.desk.business.sector)
        found = next((one for one in known if one.number == form.number), None)
        if found is None:
            raise HTTPException(404)
        check_is_free(request, open_desk)
        begin(
            visit.desk, found.text, by=visit.member.id, kind="scenario", title=found.script.name,
            instead=scenarios.goods(visit.desk),
        )  # fmt: skip
        return answer(request, open_desk)

    @routes.post("/recopier")
    def again(request: Request) -> Response:
        """What stands on the phone, played on the shop as it is now, and compared."""
        visit = visit_of(request)
        copy = free_copy(visit, open_desk)
        script = record(copy, "Essai")
        begin(
            visit.desk, script, by=visit.member.id, kind="again", title="", replies=replies(copy),
            instead=scenarios.cast(visit.desk, read(script)),
        )  # fmt: skip
        return answer(request, open_desk)


def check_is_free(request: Request, open_desk: OpenDesk) -> None:
    """Raises PermanentError while something is played on the member's copy."""
    copy = copy_of(visit_of(request), open_desk)
    if copy is not None and is_playing(copy):
        raise PermanentError(BUSY)


def _happened(
    request: Request, open_desk: OpenDesk, copy: Desk, told: dict[str, object]
) -> Response:
    happen(copy, Event.model_validate(told), once=secrets.token_hex(8))
    return answer(request, open_desk, **view_of(request))


def _news(form: ParcelForm, now: datetime) -> dict[str, object]:
    if form.news != "late":
        return {"order": form.order, "status": form.news}
    expected = datetime.combine(now.date() + LATE_BY, NOON, now.tzinfo)
    label = "Votre colis a pris du retard"
    return {"order": form.order, "status": "in_transit", "label": label, "expected": expected}


def _until(form: ClockForm, copy: Desk) -> datetime:
    """Raises PermanentError when nothing was chosen."""
    now = copy.now()
    if form.until is not None:
        return form.until.replace(tzinfo=now.tzinfo)
    match form.step:
        case "hour":
            return now + timedelta(hours=1)
        case "noon":
            tomorrow: date = now.date() + timedelta(days=1)
            return datetime.combine(tomorrow, NOON, now.tzinfo)
        case "promise":
            with copy.transaction() as connection:
                return soonest(connection, now)
    raise PermanentError("Choisissez jusqu'à quand avancer.")
