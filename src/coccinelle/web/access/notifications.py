"""How a member wants to be told outside the screen, and on which devices."""

from dataclasses import dataclass
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
from coccinelle.engine.notifications import push as devices
from coccinelle.engine.notifications import recipients
from coccinelle.store import notice_settings, push
from coccinelle.store.push import DeviceRow
from coccinelle.web.access.admission import Id, Visit, visit_of
from coccinelle.web.access.browsers import browser_of
from coccinelle.web.access.sessions import token_hash
from coccinelle.web.edge.forms import Form, checked
from coccinelle.web.i18n import _
from coccinelle.web.moments import moment
from coccinelle.web.pages import render

PAGE = "/compte/notifications"
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
def notifications_page(request: Request, essai: str = "", enregistre: str = "") -> Response:
    visit = visit_of(request)
    with visit.desk.transaction() as connection:
        reached = recipients.reach(visit.desk, connection, visit.member.id)
        rows = push.of_member(connection, visit.member.id, token_hash(visit.token))
        settings = notice_settings.of(connection, visit.member.id)
    start, _dash, end = settings.quiet_hours.partition("-")
    return render(
        request, "notifications.html",
        devices=[_shown(visit, row) for row in rows], settings=settings, kinds=KINDS, ways=WAYS,
        quiet_from=start, quiet_until=end, key=_push(visit).public_key(), trial=essai,
        is_saved=enregistre == "oui",
        shop_quiet_hours=visit.desk.business.policy.quiet_hours.replace("-", " – "),
        unreached=[said for way, said in _unreached(visit).items() if way not in reached],
    )  # fmt: skip


@ROUTES.post("")
def chosen(request: Request) -> Response:
    visit = visit_of(request)
    settings = _settings(request.state.form)
    if visit.member.role == "owner" and not settings.ways[URGENT]:
        raise PermanentError(_("Gardez au moins un moyen d'être prévenu des urgences."))
    with visit.desk.transaction() as connection:
        notice_settings.put(connection, visit.member.id, settings)
    return RedirectResponse(f"{PAGE}?enregistre=oui", 303)


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
    return RedirectResponse(f"{PAGE}?essai=oui", 303)


def _unreached(visit: Visit) -> dict[str, str]:
    """Why a way that is ticked may reach nobody."""
    address = visit.desk.business.owner_email
    return {
        "sms": _(
            "SMS : rien ne vous parvient sans un canal SMS ouvert et votre numéro dans"
            " Réglages, Membres."
        ),
        "email": _("E-mail : les alertes vont à l'adresse de la boutique, {address}.",
                   address=address)
        if address
        else _("E-mail : la boutique n'a pas d'adresse pour les alertes."),
    }  # fmt: skip


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
        id=row.id, device=row.device, since=said(row.created_at), heard=said(row.last_ok_at),
        is_gone=row.gone_at is not None, is_own=row.is_own,
    )  # fmt: skip
