"""The page of one channel: its keys, the address to paste, the first message, pause and removal."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from coccinelle.engine.business import channel_change
from coccinelle.engine.desk import Desk
from coccinelle.replies import french
from coccinelle.store import channels
from coccinelle.web.access.admission import Id, visit_of, visit_to
from coccinelle.web.access.trail import tell
from coccinelle.web.moments import moment
from coccinelle.web.pages import render
from coccinelle.web.parts import Connecting, Opened
from coccinelle.web.settings.adapter_form import inputs
from coccinelle.web.settings.connecting_acts import Tried, keep, model_of, try_it
from coccinelle.web.settings.connections import CHANNELS, PAGE

ROUTES = APIRouter(prefix=CHANNELS + "/{channel_id}")


def router(connecting: Connecting) -> APIRouter:
    routes = APIRouter(prefix=CHANNELS + "/{channel_id}")

    @routes.get("")
    def channel_page(request: Request, channel_id: Id) -> Response:
        return _page(request, _opened(connecting, request, channel_id), connecting)

    @routes.get("/recu")
    def heard_part(request: Request, channel_id: Id) -> Response:
        """Asked again by the open page while a first message is waited for."""
        one = _opened(connecting, request, channel_id)
        return render(request, "_channel_heard.html", **_signs(visit_of(request).desk, one))

    @routes.post("")
    def kept(request: Request, channel_id: Id) -> Response:
        one = _opened(connecting, request, channel_id)
        _, faults = keep(request, connecting, one.adapter, channel_id)
        if faults:
            return _page(request, one, connecting, typed=request.state.form, faults=faults)
        return RedirectResponse(f"{CHANNELS}/{channel_id}", 303)

    @routes.post("/essayer")
    def tried(request: Request, channel_id: Id) -> Response:
        one = _opened(connecting, request, channel_id)
        came_of_it = try_it(request, connecting, one.adapter, channel_id)
        return _page(request, one, connecting, tried=came_of_it)

    @routes.get("/retirer")
    def removal_page(request: Request, channel_id: Id) -> Response:
        one, desk = _opened(connecting, request, channel_id), visit_of(request).desk
        with desk.transaction() as connection:
            hanging = channels.hanging(connection, channel_id)
        return render(request, "settings_channel_remove.html", hanging=hanging, **_signs(desk, one))

    return routes


@ROUTES.post("/retirer")
def removed(request: Request, channel_id: Id) -> Response:
    visit = visit_to(request, channels.by_id, channel_id)
    with visit.desk.transaction() as connection:
        row = channels.by_id(connection, channel_id)
    tell(request.scope, before={"adapter": row.adapter if row else ""}, after={})
    channel_change.remove(visit.desk, channel_id, by=visit.member.name)
    return RedirectResponse(f"{PAGE}", 303)


@ROUTES.post("/pause")
def paused(request: Request, channel_id: Id) -> Response:
    visit = visit_to(request, channels.by_id, channel_id)
    channel_change.put_in_pause(visit.desk, channel_id, by=visit.member.name)
    return RedirectResponse(f"{CHANNELS}/{channel_id}", 303)


@ROUTES.post("/reprendre")
def resumed(request: Request, channel_id: Id) -> Response:
    visit = visit_to(request, channels.by_id, channel_id)
    channel_change.take_up(visit.desk, channel_id, by=visit.member.name)
    return RedirectResponse(f"{CHANNELS}/{channel_id}", 303)


def _opened(connecting: Connecting, request: Request, channel_id: int) -> Opened:
    """404 for one that was taken away, and for one of another business."""
    found = connecting.opened(visit_of(request).desk)
    for one in found:
        if one.channel_id == channel_id:
            return one
    raise HTTPException(404)


def _page(
    request: Request, opened: Opened, connecting: Connecting, *,
    typed: Mapping[str, str] | None = None, faults: Mapping[str, str] | None = None,
    tried: Tried | None = None,
) -> Response:  # fmt: skip
    model = model_of(connecting, opened.adapter)
    return render(
        request, "settings_channel.html", status=422 if faults else 200, tried=tried,
        fault=(faults or {}).get("", ""),
        inputs=inputs(model, opened, typed=typed, faults=faults),
        **_signs(visit_of(request).desk, opened),
    )  # fmt: skip


def _signs(desk: Desk, opened: Opened) -> dict[str, Any]:
    """The channel, and when its provider called: well, or not signed as it must."""
    now = desk.now()

    def said(at: datetime | None) -> str:
        return moment(at.astimezone(now.tzinfo), now) if at else ""

    heard, refused = opened.heard_at, opened.refused_at
    is_refused = refused is not None and (heard is None or refused > heard)
    return {
        "opened": opened, "address": french.phone(opened.address), "heard": said(heard),
        "refused": said(refused) if is_refused else "",
        "paused": said(opened.paused_at),
    }  # fmt: skip
