"""How a member wants to be told outside the screen, and on which devices."""

from dataclasses import dataclass, replace
from datetime import datetime

from fastapi import APIRouter
from pydantic import Field
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from coccinelle.core.errors import PermanentError
from coccinelle.core.moments import parse_clock_range
from coccinelle.core.notices import KINDS, URGENT, WAYS, NoticeSettings
from coccinelle.core.push import DeviceKeys, Push
from coccinelle.engine.business import address_code
from coccinelle.engine.business.address_code import OWN_EMAIL
from coccinelle.engine.notifications import push as devices
from coccinelle.engine.notifications import recipients
from coccinelle.store import members, notice_settings, push
from coccinelle.store.database import Connection
from coccinelle.store.push import DeviceRow
from coccinelle.web.access import proof
from coccinelle.web.access.admission import Id, Visit, visit_of
from coccinelle.web.access.browsers import browser_of
from coccinelle.web.access.proof import WRONG_CODE, Asked, CodeForm
from coccinelle.web.access.sessions import token_hash
from coccinelle.web.edge.forms import Form, checked
from coccinelle.web.i18n import Spoken, _, tongue
from coccinelle.web.moments import moment
from coccinelle.web.pages import render

PAGE = "/compte/notifications"
NO_EMAIL = (
    "E-mail : rien ne vous parvient sans un canal e-mail ouvert et l'e-mail coché dans Réglages,"
    " Vos alertes."
)
SAID = Spoken({"email": NO_EMAIL})
ROUTES = APIRouter(prefix=PAGE)


class DeviceForm(Form):
    """As `PushSubscription.toJSON` gives it."""

    endpoint: str = Field(min_length=1, max_length=1000)
    p256dh: str = Field(max_length=100)
    auth: str = Field(max_length=50)


@dataclass(frozen=True, slots=True)
class Shown:
    """A device as the page tells of it. heard: "" when nothing has reached it yet."""

    id: int
    device: str
    since: str
    heard: str
    is_gone: bool
    is_own: bool


@ROUTES.get("")
def notifications_page(request: Request, essai: str = "") -> Response:
    return _page(request, trial=essai)


@ROUTES.post("/email")
def code_asked(request: Request) -> Response:
    """A code leaves for the member's own login address."""
    visit = visit_of(request)
    begun = proof.begin(visit, OWN_EMAIL, visit.member.id, visit.member.email)
    fault = begun.fault or ("" if begun.asked else _(NO_EMAIL))
    return _page(request, asked=begun.asked, fault=fault, status=409 if fault else 200)


@ROUTES.post("/email/code")
def email_proven(request: Request) -> Response:
    """The address is that of who is logged in: a form says no other."""
    visit, form = visit_of(request), checked(request, CodeForm)
    asked = replace(proof.given(form, visit.member.id), address=visit.member.email)
    if not proof.is_right(visit, asked):
        return _page(request, asked=asked, fault=_(WRONG_CODE), status=422)
    with visit.desk.transaction() as connection:
        members.prove_email(connection, visit.member.id, visit.desk.now())
    return RedirectResponse(PAGE, 303)


@ROUTES.post("")
def chosen(request: Request) -> Response:
    visit = visit_of(request)
    settings = _settings(request.state.form)
    if visit.member.role == "owner" and not settings.ways[URGENT]:
        raise PermanentError(_("Gardez au moins un moyen d'être prévenu des urgences."))
    with visit.desk.transaction() as connection:
        notice_settings.put(connection, visit.member.id, settings)
    return RedirectResponse(PAGE, 303)


@ROUTES.post("/appareils")
def device_given(request: Request) -> Response:
    """By the page's own script; the browser's name is ours to tell, as that of its session."""
    visit, form = visit_of(request), checked(request, DeviceForm)
    sealed = _push(visit).seal(form.endpoint, DeviceKeys(form.p256dh, form.auth))
    with visit.desk.transaction() as connection:
        push.subscribe(
            connection, visit.member.id, token_hash=token_hash(visit.token),
            device=browser_of(request.headers.get("user-agent", "")), endpoint=form.endpoint,
            secrets=sealed, at=visit.desk.now(),
        )  # fmt: skip
    return Response(status_code=204)


@ROUTES.post("/appareils/{device_id}/retirer")
def device_taken_away(request: Request, device_id: Id) -> Response:
    """404 for a device of anybody else: it does not exist here."""
    visit = visit_of(request)
    with visit.desk.transaction() as connection:
        if not push.unsubscribe(connection, visit.member.id, device_id):
            raise HTTPException(404)
    return RedirectResponse(PAGE, 303)


@ROUTES.post("/essai")
def tried(request: Request) -> Response:
    visit = visit_of(request)
    devices.send_trial(visit.desk, visit.member.id)
    return RedirectResponse(PAGE, 303)


def _page(
    request: Request, *, trial: str = "", asked: Asked | None = None,
    fault: str = "", status: int = 200,
) -> Response:  # fmt: skip
    visit = visit_of(request)
    with visit.desk.transaction() as connection:
        reached = recipients.reach(visit.desk, connection, visit.member.id)
        shops_email = recipients.shops_email(visit.desk, connection)
        can_prove = "email" not in reached and _may_prove(visit, connection)
        rows = push.of_member(connection, visit.member.id, token_hash(visit.token))
        settings = notice_settings.of(connection, visit.member.id)
    start, _dash, end = settings.quiet_hours.partition("-")
    return render(
        request, "notifications.html", status=status,
        devices=[_shown(visit, row) for row in rows], settings=settings, kinds=KINDS, ways=WAYS,
        quiet_from=start, quiet_until=end, key=_push(visit).public_key(), trial=trial,
        asked=asked, fault=fault, can_prove=can_prove,
        shops_email=shops_email,
        shop_quiet_hours=_said(visit.desk.business.policy.quiet_hours),
        unreached=[
            said for way, said in _unreached().items()
            if way not in reached and not (way == "email" and can_prove)
        ],
    )  # fmt: skip


def _may_prove(visit: Visit, connection: Connection) -> bool:
    is_used = "email" in visit.desk.business.policy.notify_by
    return is_used and address_code.can_leave(connection, OWN_EMAIL)


def _unreached() -> dict[str, str]:
    """Why a way that is ticked reaches nobody."""
    return {
        "sms": _(
            "SMS : rien ne vous parvient sans un canal SMS ouvert et votre numéro dans"
            " Réglages, Membres."
        ),
        "email": _(NO_EMAIL),
    }


def _said(quiet_hours: str) -> str:
    """21h – 8h, 9pm – 8am."""
    return " – ".join(tongue().clock(one) for one in parse_clock_range(quiet_hours))


def _push(visit: Visit) -> Push:
    if visit.desk.push is None:
        raise PermanentError(_("Les notifications ne sont pas disponibles ici."))
    return visit.desk.push


def _settings(form: dict[str, str]) -> NoticeSettings:
    ways = {kind: tuple(way for way in WAYS if f"{kind}_{way}" in form) for kind in KINDS}
    start, end = form.get("quiet_from", ""), form.get("quiet_until", "")
    quiet_hours = f"{start[:5]}-{end[:5]}" if start or end else ""
    try:
        if quiet_hours:
            parse_clock_range(quiet_hours)
    except ValueError as error:
        raise PermanentError(_("Les heures de calme s'écrivent comme 22:00 et 07:00.")) from error
    return NoticeSettings(ways, quiet_hours, "shows_name" in form)


def _shown(visit: Visit, row: DeviceRow) -> Shown:
    now = visit.desk.now()

    def said(at: datetime | None) -> str:
        return moment(at.astimezone(now.tzinfo), now) if at else ""

    return Shown(
        id=row.id, device=row.device or _("Navigateur inconnu"), since=said(row.created_at),
        heard=said(row.last_ok_at), is_gone=row.gone_at is not None, is_own=row.is_own,
    )  # fmt: skip
