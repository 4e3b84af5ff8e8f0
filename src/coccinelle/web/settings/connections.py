"""Channels and connections: their keys, the address to paste at the provider, and a trial."""

from collections.abc import Mapping

from fastapi import APIRouter
from pydantic import BaseModel, ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from coccinelle.core.errors import CoccinelleError, PermanentError
from coccinelle.web.admission import visit_of
from coccinelle.web.pages import render
from coccinelle.web.parts import Connecting, Opened
from coccinelle.web.settings.adapter_form import faults_of, given, inputs

PAGE = "/reglages/connexions"
ANSWERS = "La connexion répond, et accepte les clés."
NOTHING_TO_ASK = "Rien à demander de ce côté : les clés ne peuvent pas être essayées d'ici."


def router(connecting: Connecting) -> APIRouter:
    routes = APIRouter(prefix=PAGE)

    @routes.get("")
    def connections_page(request: Request) -> Response:
        opened = {one.adapter: one for one in connecting.opened(visit_of(request).desk)}
        return render(
            request, "settings_connections.html", adapters=list(connecting.models()), opened=opened
        )

    @routes.get("/{adapter}")
    def adapter_page(request: Request, adapter: str) -> Response:
        return _page(request, connecting, adapter)

    @routes.post("/{adapter}")
    def kept(request: Request, adapter: str) -> Response:
        """Nothing is kept of what the adapter refuses, and no secret is ever shown back."""
        if faults := _keep(request, connecting, adapter):
            return _page(request, connecting, adapter, typed=request.state.form, faults=faults)
        return RedirectResponse(f"{PAGE}/{adapter}", 303)

    @routes.post("/{adapter}/essayer")
    def tried(request: Request, adapter: str) -> Response:
        """A call that makes nothing there; whatever comes of it is a sentence on the page."""
        told, refusal = _try(request, connecting, adapter)
        return _page(request, connecting, adapter, told=told, refusal=refusal)

    @routes.post("/{adapter}/retirer")
    def forgotten(request: Request, adapter: str) -> Response:
        _model(connecting, adapter)
        connecting.forget(visit_of(request).desk, adapter)
        return RedirectResponse(PAGE, 303)

    return routes


def _keep(request: Request, connecting: Connecting, adapter: str) -> dict[str, str]:
    """What is wrong, by field; nothing when it is kept."""
    values = given(_model(connecting, adapter), request.state.form)
    try:
        connecting.keep(visit_of(request).desk, adapter, values)
    except ValidationError as error:
        return faults_of(error)
    except PermanentError as error:
        return {"": str(error)}
    return {}


def _try(request: Request, connecting: Connecting, adapter: str) -> tuple[str, str]:
    """What went well, or what did not."""
    _model(connecting, adapter)
    try:
        asked = connecting.check(visit_of(request).desk, adapter)
    except CoccinelleError as error:
        return "", str(error)
    return (ANSWERS if asked else NOTHING_TO_ASK), ""


def _model(connecting: Connecting, adapter: str) -> type[BaseModel]:
    model = connecting.models().get(adapter)
    if model is None:
        raise HTTPException(404)
    return model


def _page(
    request: Request, connecting: Connecting, adapter: str, *,
    typed: Mapping[str, str] | None = None, faults: Mapping[str, str] | None = None,
    told: str = "", refusal: str = "",
) -> Response:  # fmt: skip
    model = _model(connecting, adapter)
    opened = _opened(connecting, request, adapter)
    return render(
        request, "settings_adapter.html", status=422 if faults else 200, adapter=adapter,
        opened=opened, told=told, refusal=refusal, fault=(faults or {}).get("", ""),
        inputs=inputs(model, opened.settings if opened else None, typed=typed, faults=faults),
    )  # fmt: skip


def _opened(connecting: Connecting, request: Request, adapter: str) -> Opened | None:
    found = connecting.opened(visit_of(request).desk)
    return next((one for one in found if one.adapter == adapter), None)
