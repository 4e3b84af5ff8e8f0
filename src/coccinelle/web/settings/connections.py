"""Channels and connections: which are open, the keys of a new one, and a trial of a connection."""

from collections.abc import Mapping

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from coccinelle.replies import french
from coccinelle.web.access.admission import visit_of
from coccinelle.web.pages import render
from coccinelle.web.parts import Connecting, Opened
from coccinelle.web.settings.adapter_form import inputs
from coccinelle.web.settings.connecting_acts import Tried, keep, model_of, try_it

PAGE = "/reglages/connexions"
CHANNELS = "/reglages/canaux"


def router(connecting: Connecting) -> APIRouter:
    routes = APIRouter(prefix=PAGE)

    @routes.get("")
    def connections_page(request: Request) -> Response:
        return _list(request, connecting)

    @routes.get("/{adapter}")
    def adapter_page(request: Request, adapter: str) -> Response:
        return _page(request, connecting, adapter)

    @routes.post("/{adapter}")
    def kept(request: Request, adapter: str) -> Response:
        """Nothing is kept of what the adapter refuses, and no secret is ever shown back."""
        channel_id, faults = keep(request, connecting, adapter)
        if faults:
            return _page(request, connecting, adapter, typed=request.state.form, faults=faults)
        page = f"{CHANNELS}/{channel_id}" if channel_id else f"{PAGE}/{adapter}"
        return RedirectResponse(page, 303)

    @routes.post("/{adapter}/essayer")
    def tried(request: Request, adapter: str) -> Response:
        """A call that makes nothing there; whatever comes of it is a sentence on the page."""
        return _page(request, connecting, adapter, tried=try_it(request, connecting, adapter))

    @routes.post("/{adapter}/retirer")
    def forgotten(request: Request, adapter: str) -> Response:
        model_of(connecting, adapter)
        connecting.forget(visit_of(request).desk, adapter)
        return RedirectResponse(PAGE, 303)

    return routes


def _list(request: Request, connecting: Connecting) -> Response:
    opened = connecting.opened(visit_of(request).desk)
    adapters = list(connecting.models())
    return render(
        request, "settings_connections.html", phone=french.phone,
        channels=[one for one in opened if one.channel_id],
        connectors={one.adapter: one for one in opened if not one.channel_id},
        ways=[name for name in adapters if connecting.is_channel(name)],
        others=[name for name in adapters if not connecting.is_channel(name)],
    )  # fmt: skip


def _page(
    request: Request, connecting: Connecting, adapter: str, *,
    typed: Mapping[str, str] | None = None, faults: Mapping[str, str] | None = None,
    tried: Tried | None = None,
) -> Response:  # fmt: skip
    """A connection with its keys, or a channel that is not open yet."""
    model = model_of(connecting, adapter)
    opened = None if connecting.is_channel(adapter) else _opened(connecting, request, adapter)
    return render(
        request, "settings_adapter.html", status=422 if faults else 200, adapter=adapter,
        is_channel=connecting.is_channel(adapter), opened=opened, tried=tried,
        fault=(faults or {}).get("", ""),
        inputs=inputs(model, opened, typed=typed, faults=faults),
    )  # fmt: skip


def _opened(connecting: Connecting, request: Request, adapter: str) -> Opened | None:
    found = connecting.opened(visit_of(request).desk)
    return next((one for one in found if one.adapter == adapter and not one.channel_id), None)
