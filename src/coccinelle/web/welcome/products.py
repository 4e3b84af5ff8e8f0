"""Products come in: a file, its columns matched, its faults line by line, then the import."""

from collections.abc import Mapping

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from coccinelle.core.errors import PermanentError
from coccinelle.engine.business.products_in import bring_products
from coccinelle.packs import demo_folder
from coccinelle.packs.folder import read_folder
from coccinelle.packs.folder.brought import read_again, read_brought
from coccinelle.packs.folder.matching import COLUMNS, missing
from coccinelle.store import product_files
from coccinelle.store.product_files import ProductFileRow
from coccinelle.web.access.admission import visit_of
from coccinelle.web.access.trail import tell
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
        if upload is None:
            raise PermanentError(NO_FILE)
        reading = read_brought(upload.content, language())
    except PermanentError as error:
        return page(request, fault=_(str(error)), status=422)
    desk = visit.desk
    with desk.transaction() as connection:
        product_files.put(connection, upload.name, reading, by=visit.member.name, at=desk.now())
    return RedirectResponse(PAGE, 303)


@ROUTES.post("/colonnes")
def matched(request: Request) -> Response:
    desk = visit_of(request).desk
    with desk.transaction() as connection:
        row, lines = product_files.load(connection), product_files.lines(connection)
    if row is None:
        raise PermanentError(GONE)
    reading = read_again(lines, _columns(request.state.form, len(row.told.header)))
    with desk.transaction() as connection:
        if not product_files.read_anew(connection, reading, brought_at=row.brought_at):
            raise PermanentError(CHANGED)
    return RedirectResponse(PAGE, 303)


@ROUTES.post("/importer")
def imported(request: Request) -> Response:
    """All of it; or the lines that are right, when that is what was asked for."""
    desk, form = visit_of(request).desk, request.state.form
    with desk.transaction() as connection:
        row = product_files.load(connection)
        products, variants = product_files.entries(connection)
    if row is None:  # imported by the same click made twice, or put aside: the page tells
        return RedirectResponse(PAGE, 303)
    if form.get("seen", seen(row)) != seen(row):
        raise PermanentError(CHANGED)
    _check_importable(row, is_partial="only_correct" in form)
    tell(request.scope, before={}, after={"lignes": len(variants)})
    bring_products(
        desk, products, variants, is_whole=not row.told.wrong, said=row.told.columns,
        keep_counted="keep_counted" in form,
    )  # fmt: skip
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
    bring_products(visit.desk, folder.products or (), folder.variants or (), is_whole=False)
    return RedirectResponse(PAGE, 303)


def _check_importable(row: ProductFileRow, *, is_partial: bool) -> None:
    """Raises PermanentError."""
    if missing(row.columns) or (row.told.wrong and not is_partial):
        raise PermanentError(HAS_FAULTS)
    if not row.told.variants:
        raise PermanentError(NO_LINE)


def _columns(form: Mapping[str, str], width: int) -> dict[str, int]:
    """Each of theirs once: the first of ours that asks for it has it."""
    found: dict[str, int] = {}
    for name in COLUMNS:
        place = form.get(f"column.{name}", "")
        if place.isascii() and place.isdigit() and int(place) < width:
            if int(place) not in found.values():
                found[name] = int(place)
    return found
