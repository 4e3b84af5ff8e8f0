"""Files behind links: whoever holds the link may read it, for as long as it lasts."""

from collections.abc import Callable
from urllib.parse import quote

from fastapi import APIRouter, Request, Response

from coccinelle.engine.desk import Desk
from coccinelle.kit.link_token import scope_of, token_hash
from coccinelle.store import documents
from coccinelle.store.database import Database
from coccinelle.store.documents import DocumentRow
from coccinelle.web.pages import render

LOOK_AGAIN = 20  # seconds between two looks of a page that waits for its file

# Nothing is loaded with it, nothing frames it, no search engine keeps it. Not `sandbox`: browsers
# then refuse to show a PDF at all, and what a PDF can run never leaves its viewer.
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; object-src 'self'; frame-ancestors 'none'",
    "X-Robots-Tag": "noindex, nofollow",
}


def router(database: Database, open_desk: Callable[[int], Desk]) -> APIRouter:
    routes = APIRouter()

    @routes.get("/documents/{token}")
    def document(request: Request, token: str) -> Response:
        """The token tells the business; it opens what that business keeps under it, or nothing."""
        business_id = scope_of(token)
        found = _find(database, business_id, token) if business_id else None
        if business_id is None or found is None:
            return _sorry(request, 404, "Lien inconnu", "Vérifiez qu'il a été copié en entier.")
        if found.revoked_at or found.expires_at <= open_desk(business_id).now():
            return _sorry(
                request, 410, "Ce lien n'est plus valable",
                "Écrivez-nous : nous vous en enverrons un autre si besoin.",
            )  # fmt: skip
        return _preparing(request) if found.content is None else as_file(found)

    return routes


def _find(database: Database, business_id: int, token: str) -> DocumentRow | None:
    with database.transaction(business_id) as connection:
        return documents.by_token(connection, token_hash(token))


def as_file(found: DocumentRow) -> Response:
    """Shown by the browser, kept by nobody."""
    name = quote(found.name, safe="")
    disposition = f"inline; filename=\"document.pdf\"; filename*=UTF-8''{name}"
    return Response(
        found.content,
        media_type="application/pdf",
        headers={**_HEADERS, "Content-Disposition": disposition},
    )


def _preparing(request: Request) -> Response:
    page = render(
        request, "document.html",
        title="Votre document est en préparation",
        sentence="Il apparaîtra ici dès qu'il sera prêt : cette page se met à jour toute seule.",
    )  # fmt: skip
    page.headers["Refresh"] = str(LOOK_AGAIN)
    page.headers["X-Robots-Tag"] = _HEADERS["X-Robots-Tag"]
    return page


def _sorry(request: Request, status: int, title: str, sentence: str) -> Response:
    page = render(request, "document.html", status=status, title=title, sentence=sentence)
    page.headers["X-Robots-Tag"] = _HEADERS["X-Robots-Tag"]
    return page
