"""An e-mail as its sender laid it out: made harmless, alone in a document that may do nothing."""

from fastapi import APIRouter
from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from coccinelle.kit.safe_html import safe_html
from coccinelle.store import arrivals
from coccinelle.web.access.admission import Id, visit_of
from coccinelle.web.edge.security import NONCE
from coccinelle.web.pages import render

# No script, no picture, no form, no link that leads out of the frame; only its own style sheet.
_POLICY = (
    "default-src 'none'; style-src 'nonce-{nonce}'; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'self'; sandbox"
)
ROUTES = APIRouter()


@ROUTES.get("/messages/{message_id}/html")
def original(request: Request, message_id: Id) -> Response:
    """404 for a message of another business, and for one that has no such form."""
    with visit_of(request).desk.transaction() as connection:
        html = arrivals.html_of(connection, message_id)
    if not html:
        raise HTTPException(404)
    safe = safe_html(html)
    page = render(request, "original.html", body=Markup(safe.html), left_out=safe.left_out)
    page.headers["Content-Security-Policy"] = _POLICY.format(nonce=request.scope[NONCE])
    page.headers["X-Frame-Options"] = "SAMEORIGIN"
    return page
