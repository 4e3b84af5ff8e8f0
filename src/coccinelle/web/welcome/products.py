"""Products come in: a file, its columns matched, its faults line by line, then the import."""

from collections.abc import Mapping

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from coccinelle.core.errors import PermanentError
from coccinelle.engine.business import first_run
from coccinelle.engine.desk import Desk
from coccinelle.packs import demo_folder
from coccinelle.packs.folder import read_folder
from coccinelle.packs.folder.matching import COLUMNS, guessed, known, missing
from coccinelle.packs.folder.product_sheet import Checked, check
from coccinelle.packs.folder.sheet import read_sheet
from coccinelle.store import product_files
from coccinelle.store.product_files import ProductFileRow
from coccinelle.web.access.admission import Visit, visit_of
from coccinelle.web.access.trail import tell
from coccinelle.web.edge.uploads import Upload
from coccinelle.web.i18n import _, language
from coccinelle.web.welcome.product_page import (
    CHANGED,
    GONE,
    HAS_FAULTS,
    NO_FILE,
    NO_LINE,
    PAGE,
    page,
    seen,
)

ROUTES = APIRouter(prefix=PAGE)
# As a spreadsheet in French opens it: a mark of UTF-8, semicolons, commas in prices.
MODEL = """\ufeffRéférence;Nom;Couleur;Taille;Prix TTC;Stock;Catégorie;Mots-clés
RF-1;Robe fleurie;bleu;38;79,90;2;robes;printemps|fleuri
RF-1;Robe fleurie;bleu;40;79,90;1;robes;printemps|fleuri
SC-4;Sac cabas;camel;;159,00;3;sacs;bureau
"""


@ROUTES.get("")
def products_page(request: Request) -> Response:
    return page(request)


@ROUTES.get("/modele.csv")
def model() -> Response:
    """A table to fill, for who has no export."""
    headers = {"Content-Disposition": 'attachment; filename="modele-articles.csv"'}
    return Response(MODEL.encode(), media_type="text/csv; charset=utf-8", headers=headers)


@ROUTES.post("")
def brought(request: Request) -> Response:
    """Nothing is imported yet: the file waits until it is right."""
    visit, upload = visit_of(request), request.state.upload
    try:
        row = _waiting(visit, upload)
    except PermanentError as error:
        return page(request, fault=_(str(error)), status=422)
    with visit.desk.transaction() as connection:
        product_files.put(connection, row)
    return RedirectResponse(PAGE, 303)


@ROUTES.post("/colonnes")
def matched(request: Request) -> Response:
    visit = visit_of(request)
    row = _row(visit.desk)
    if row is None:
        raise PermanentError(GONE)
    columns = _columns(request.state.form, len(row.lines[0][1]))
    with visit.desk.transaction() as connection:
        product_files.match(connection, columns)
    return RedirectResponse(PAGE, 303)


@ROUTES.post("/importer")
def imported(request: Request) -> Response:
    """All of it; or the lines that are right, when that is what was asked for."""
    visit, form = visit_of(request), request.state.form
    row = _row(visit.desk)
    if row is None:  # imported by the same click made twice, or put aside: the page tells
        return RedirectResponse(PAGE, 303)
    if form.get("seen", seen(row)) != seen(row):
        raise PermanentError(CHANGED)
    found = _importable(row, is_partial="only_correct" in form)
    tell(request.scope, before={}, after={"lignes": len(found.variants)})
    first_run.bring_products(visit.desk, found.products, found.variants, is_whole=not found.faults)
    return RedirectResponse(PAGE, 303)


@ROUTES.post("/abandonner")
def dropped(request: Request) -> Response:
    with visit_of(request).desk.transaction() as connection:
        product_files.drop(connection)
    return RedirectResponse(PAGE, 303)


@ROUTES.post("/demonstration")
def demo_taken(request: Request) -> Response:
    """The demo's products alone: what it tells of delivery or of customers is not this shop's."""
    visit = visit_of(request)
    folder = read_folder(demo_folder(visit.desk.business.sector))
    first_run.bring_products(
        visit.desk, folder.products or (), folder.variants or (), is_whole=False
    )
    return RedirectResponse(PAGE, 303)


def _waiting(visit: Visit, upload: Upload | None) -> ProductFileRow:
    """Raises PermanentError."""
    if upload is None:
        raise PermanentError(NO_FILE)
    lines = read_sheet(upload.content, known, language()).lines
    columns = guessed(lines[0][1])
    return ProductFileRow(upload.name, lines, columns, visit.member.name, visit.desk.now())


def _row(desk: Desk) -> ProductFileRow | None:
    with desk.transaction() as connection:
        return product_files.load(connection)


def _importable(row: ProductFileRow, *, is_partial: bool) -> Checked:
    """Raises PermanentError."""
    if missing(row.columns):
        raise PermanentError(HAS_FAULTS)
    found = check(row.lines, row.columns)
    if found.faults and not is_partial:
        raise PermanentError(HAS_FAULTS)
    if not found.variants:
        raise PermanentError(NO_LINE)
    return found


def _columns(form: Mapping[str, str], width: int) -> dict[str, int]:
    """Each of theirs once: the first of ours that asks for it has it."""
    found: dict[str, int] = {}
    for name in COLUMNS:
        place = form.get(f"column.{name}", "")
        if place.isascii() and place.isdigit() and int(place) < width:
            if int(place) not in found.values():
                found[name] = int(place)
    return found
