"""A file a customer sent: to be saved and opened elsewhere, never shown as a page of ours."""

from urllib.parse import quote

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from coccinelle.kit.file_kind import named
from coccinelle.store import attachments
from coccinelle.web.access.admission import Id, visit_of

ROUTES = APIRouter()


@ROUTES.get("/pieces/{piece_id}")
def piece(request: Request, piece_id: Id) -> Response:
    """404 for a file of another business: it does not exist here."""
    with visit_of(request).desk.transaction() as connection:
        file = attachments.load(connection, piece_id)
    if file is None:
        raise HTTPException(404)
    name = quote(named(file.name, file.media_type), safe="")
    return Response(
        file.content,
        media_type=file.media_type,
        headers={
            "Content-Disposition": f"attachment; filename*=UTF-8''{name}",
            "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
        },
    )
