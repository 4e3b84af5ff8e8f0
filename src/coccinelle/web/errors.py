"""Error pages: a kind sentence, nothing of what was sent, nothing of what went wrong inside."""

from collections.abc import Awaitable, Callable, Iterator

import structlog
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from psycopg import OperationalError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from coccinelle.core.errors import CoccinelleError, TemporaryError
from coccinelle.web.edge.security import NONCE, harden, new_nonce
from coccinelle.web.i18n import _
from coccinelle.web.pages import is_part, render

SENTENCES: dict[int, tuple[str, str]] = {
    401: ("Vous n'êtes plus connecté", "Connectez-vous de nouveau pour continuer."),
    403: ("Accès refusé", "Cette page n'est pas pour vous, ou le formulaire a expiré."),
    404: ("Page introuvable", "Cette page n'existe pas, ou n'existe plus."),
    405: ("Page introuvable", "Cette adresse ne s'utilise pas ainsi."),
    408: ("Envoi interrompu", "Le formulaire n'est pas arrivé en entier. Réessayez."),
    409: ("Ce n'est plus possible", "La situation a changé entre-temps."),
    413: ("Envoi trop long", "Ce formulaire contient trop de texte."),
    422: ("Demande incomprise", "Il manque quelque chose, ou une valeur n'est pas lisible."),
    429: ("Un instant, s'il vous plaît", "Trop d'essais d'affilée. Réessayez un peu plus tard."),
    500: ("Un problème de notre côté", "Réessayez dans un instant ; rien n'a été perdu."),
    503: ("Momentanément indisponible", "Réessayez dans un instant ; rien n'a été perdu."),
}
_NO_ROUTE = (404, 405)
log = structlog.get_logger()


def install(
    app: FastAPI, *, is_secure: bool, recognise: Callable[[Request], Awaitable[None]]
) -> None:
    """recognise: tells who asks for what is no route, where no guard stands."""

    async def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        if error.status_code == 303:
            return RedirectResponse((error.headers or {})["Location"], 303)
        if error.status_code in _NO_ROUTE:
            await recognise(request)
        response = _page(request, error.status_code)
        response.headers.update(error.headers or {})
        return response

    async def unexpected(request: Request, error: Exception) -> Response:
        """Answered outside every layer, so it sets its own headers; the error is logged above."""
        nonce = new_nonce(request.scope)
        response = _page(_unknown(request), 500)
        harden(response.headers, nonce, is_secure=is_secure)
        return response

    app.add_exception_handler(HTTPException, refused)
    app.add_exception_handler(RequestValidationError, _misread)
    app.add_exception_handler(CoccinelleError, _impossible)
    app.add_exception_handler(OperationalError, _away)
    app.add_exception_handler(Exception, unexpected)


async def _misread(request: Request, error: Exception) -> Response:
    """Of an address, or of a field."""
    assert isinstance(error, RequestValidationError)
    is_address = all(one["loc"][0] == "path" for one in error.errors())
    return _page(request, 404 if is_address else 422)


async def _away(request: Request, error: Exception) -> Response:
    """The database is, or answers too late: nothing that needs it stands on this page."""
    log.warning("database away", error=type(error).__name__)
    return _page(_unknown(request), 503)


async def _impossible(request: Request, error: Exception) -> Response:
    """Ours: its text is a sentence a member can read."""
    status = 503 if isinstance(error, TemporaryError) else 409
    return _page(request, status, str(error))


def _page(request: Request, status: int, sentence: str = "") -> Response:
    title, usual = SENTENCES.get(status, SENTENCES[500])
    request.scope.setdefault(NONCE, "")
    if is_part(request):
        answer = render(request, "_fault.html", status=status, sentence=_(sentence or usual))
        answer.headers.update({"HX-Retarget": "#faults", "HX-Reswap": "innerHTML"})
        return answer
    return render(
        request, "error.html", status=status,
        title=_(title), sentence=_(sentence or usual), back=_back(request.url.path),
    )  # fmt: skip


def _unknown(request: Request) -> Request:
    """As a stranger's: what stands around a member's page would fail in its turn."""
    request.state.visit = None
    return request


def _back(path: str) -> str:
    """The page whose form was refused, or the one above: only addresses we built, never the one
    that was asked."""
    return next(address for address in (*_above(path), "/", "/login") if address != path)


def _above(path: str) -> Iterator[str]:
    match path.split("/")[1:]:
        case ["conversations" | "clients" as page, number, *_] if (
            number.isascii() and number.isdigit()
        ):
            yield f"/{page}/{number}"
        case ["compte", "notifications", *_]:
            yield "/compte/notifications"
    yield _HOMES.get(path.split("/")[1], "/")


# The page each form stands on, by how its address begins.
_HOMES = {
    "compte": "/compte", "mises-de-cote": "/mises-de-cote", "stock": "/mises-de-cote",
    "actions": "/actions", "engagements": "/engagements", "connaissances": "/connaissances",
    "publications": "/publications", "essayer": "/essayer", "commandes": "/commandes",
    "echanges": "/commandes", "retractations": "/commandes", "retours": "/commandes",
    "etiquettes": "/commandes", "clients": "/clients", "fiches": "/fiches",
    "reponses": "/reponses", "nouveau": "/nouveau", "autonomie": "/autonomie",
    "resultats": "/resultats", "reglages": "/reglages", "bienvenue": "/bienvenue",
    "login": "/login", "mot-de-passe-oublie": "/mot-de-passe-oublie",
}  # fmt: skip
