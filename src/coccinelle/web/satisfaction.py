"""The customer's own page: one button. A link that a scanner opens says nothing."""

from collections.abc import Callable
from typing import Literal

from fastapi import APIRouter, Request, Response

from coccinelle.core.satisfaction import LINK_LIFE, NO, YES
from coccinelle.engine.commitments.satisfaction import record
from coccinelle.engine.desk import Desk
from coccinelle.kit.link_token import scope_of, token_hash
from coccinelle.store import satisfaction
from coccinelle.store.database import Database
from coccinelle.store.satisfaction import SatisfactionRow
from coccinelle.web.access.sessions import Cookies, form_token, new_token
from coccinelle.web.pages import render

Said = Literal["oui", "non"]
_SCORES: dict[Said, int] = {"oui": YES, "non": NO}
_THANKS = "Votre avis est bien noté. Belle journée !"


def router(database: Database, open_desk: Callable[[int], Desk], cookies: Cookies) -> APIRouter:
    routes = APIRouter()

    @routes.get("/avis/{token}/{said}")
    def mark_page(request: Request, token: str, said: Said) -> Response:
        asked, desk = _find(token)
        return _told(request, asked, desk) or _button(request, cookies, token, said)

    @routes.post("/avis/{token}/{said}")
    def mark(request: Request, token: str, said: Said) -> Response:
        """The first one counts, however often the button is pressed."""
        asked, desk = _find(token)
        if refusal := _told(request, asked, desk):
            return refusal
        assert asked is not None and desk is not None
        with desk.transaction() as connection:
            record(desk, connection, asked, _SCORES[said])
        return _page(request, 200, "Merci !", _THANKS)

    def _find(token: str) -> tuple[SatisfactionRow | None, Desk | None]:
        """The token tells the business; it opens what that business keeps under it, or nothing."""
        business_id = scope_of(token)
        if business_id is None:
            return None, None
        with database.transaction(business_id) as connection:
            asked = satisfaction.by_token(connection, token_hash(token))
        return asked, open_desk(business_id) if asked else None

    return routes


def _told(request: Request, asked: SatisfactionRow | None, desk: Desk | None) -> Response | None:
    """What is said instead of asking; None when the question is still open."""
    if asked is None or desk is None:
        return _page(request, 404, "Lien inconnu", "Vérifiez qu'il a été copié en entier.")
    if asked.answered_at is not None:
        return _page(request, 200, "Merci !", _THANKS)
    if asked.asked_at + LINK_LIFE <= desk.now():
        return _page(request, 410, "Ce lien n'est plus valable", "Écrivez-nous, nous vous lirons.")
    return None


def _button(request: Request, cookies: Cookies, token: str, said: Said) -> Response:
    """The visitor's cookie proves that the form which comes back is the one we gave."""
    visitor = cookies.read(request, cookies.visitor) or new_token()
    question = "Avons-nous bien répondu à votre message ?"
    page = _page(
        request, 200, "Votre avis", question, token=form_token(visitor),
        action=f"/avis/{token}/{said}", button=f"Confirmer : {said}",
    )  # fmt: skip
    cookies.give(page, cookies.visitor, visitor)
    return page


def _page(
    request: Request, status: int, title: str, sentence: str, *, token: str = "", action: str = "",
    button: str = "",
) -> Response:  # fmt: skip
    page = render(
        request, "satisfaction.html", status=status, title=title, sentence=sentence, token=token,
        action=action, button=button,
    )  # fmt: skip
    page.headers["X-Robots-Tag"] = "noindex, nofollow"
    return page
