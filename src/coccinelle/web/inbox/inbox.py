"""The inbox: customers on the left, one of them in the middle, what is known of them beside."""

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from coccinelle.store import channels, team
from coccinelle.store.database import Connection
from coccinelle.web.access.admission import Visit, visit_of
from coccinelle.web.edge.forms import number
from coccinelle.web.inbox.listing import LENGTH, Listing, listing, wanted_of
from coccinelle.web.pages import render

LONGEST = 400  # rows of one page
ROUTES = APIRouter()


@ROUTES.get("/")
def inbox_page(request: Request) -> Response:
    """Opened by a member: what waited to be seen is; a page left open proves nobody is there."""
    visit = visit_of(request)
    with visit.desk.transaction() as connection:
        team.seen(connection, None, visit.desk.now())
        shown = listed(request, visit, connection)
    return render(request, "inbox.html", opened=None, **shown)


@ROUTES.get("/liste")
def inbox_part(request: Request) -> Response:
    visit = visit_of(request)
    with visit.desk.transaction() as connection:
        shown = listed(request, visit, connection)
    return render(request, "_list.html", **shown)


@ROUTES.get("/barre")
def bar(request: Request) -> Response:
    """The counts at the top of an open page."""
    return render(request, "_bar.html", section=request.query_params.get("page", ""))


def listed(
    request: Request, visit: Visit, connection: Connection, chosen: int = 0
) -> dict[str, Any]:
    """The list as the page's address wants it; chosen: the conversation that is open beside."""
    query = request.query_params
    kinds = tuple(dict.fromkeys(row.kind for row in channels.all_of(connection)))
    found: Listing = listing(
        connection, wanted_of(query), member_id=visit.member.id, kinds=kinds,
        now=visit.desk.now(), length=_length(query.get("combien", "")),
    )  # fmt: skip
    return {
        "list": found,
        "counts": found.counted,
        "chosen": chosen or number(query.get("ouverte", "")),
    }


def _length(asked: str) -> int:
    return min(max(number(asked), LENGTH), LONGEST)
