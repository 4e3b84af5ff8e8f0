"""Error pages: a kind sentence, nothing of what was sent, nothing of what went wrong inside."""

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from coccinelle.core.errors import CoccinelleError, TemporaryError
from coccinelle.web.i18n import _
from coccinelle.web.pages import is_part, render
from coccinelle.web.security import NONCE, harden, new_nonce

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
    503: ("Momentanément indisponible", "Réessayez dans un instant."),
}


def install(app: FastAPI, *, is_secure: bool) -> None:
    async def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        if error.status_code == 303:
            return RedirectResponse((error.headers or {})["Location"], 303)
        response = _page(request, error.status_code)
        response.headers.update(error.headers or {})
        return response

    async def misread(request: Request, error: Exception) -> Response:
        return _page(request, 422)

    async def impossible(request: Request, error: Exception) -> Response:
        """Ours: its text is a sentence a member can read."""
        status = 503 if isinstance(error, TemporaryError) else 409
        return _page(request, status, str(error))

    async def unexpected(request: Request, error: Exception) -> Response:
        """Answered outside every layer, so it sets its own headers; the error is logged above."""
        nonce = new_nonce(request.scope)
        response = _page(request, 500)
        harden(response.headers, nonce, is_secure=is_secure)
        return response

    app.add_exception_handler(HTTPException, refused)
    app.add_exception_handler(RequestValidationError, misread)
    app.add_exception_handler(CoccinelleError, impossible)
    app.add_exception_handler(Exception, unexpected)


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


def _back(path: str) -> str:
    """The page whose form was refused: only addresses we built, never the one that was asked."""
    match path.split("/")[1:]:
        case ["conversations" | "clients" as page, number, *_] if (
            number.isascii() and number.isdigit()
        ):
            return f"/{page}/{number}"
        case ["compte", "notifications", *_]:
            return "/compte/notifications"
        case [first, *_]:
            return _HOMES.get(first, "/")
        case _:
            return "/"


# The page each form stands on, by how its address begins.
_HOMES = {
    "compte": "/compte", "mises-de-cote": "/mises-de-cote", "stock": "/mises-de-cote",
    "actions": "/actions", "engagements": "/engagements", "connaissances": "/connaissances",
    "publications": "/publications", "essayer": "/essayer", "commandes": "/commandes",
    "echanges": "/commandes", "retractations": "/commandes", "retours": "/commandes",
    "etiquettes": "/commandes",
}  # fmt: skip
