"""Products come in: a file, its columns matched, its faults line by line, then the import."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from coccinelle.core.errors import PermanentError
from coccinelle.engine import first_run
from coccinelle.engine.desk import Desk
from coccinelle.packs import demo_folder
from coccinelle.packs.folder import read_folder
from coccinelle.packs.folder.matching import COLUMNS, LABELS, NEEDED, guessed, known, missing
from coccinelle.packs.folder.product_sheet import Checked, check
from coccinelle.packs.folder.sheet import read_sheet
from coccinelle.store import product_files
from coccinelle.store.product_files import ProductFileRow
from coccinelle.web.admission import Visit, visit_of
from coccinelle.web.i18n import Spoken
from coccinelle.web.pages import render
from coccinelle.web.trail import tell
from coccinelle.web.uploads import Upload

PAGE = "/bienvenue/articles"
SHOWN = 50  # faults at once
SAMPLES = 3  # values shown beside a column
ROUTES = APIRouter(prefix=PAGE)
WORDS = Spoken(dict(LABELS))
NO_FILE = "Choisissez un fichier CSV ou Excel."
GONE = "Ce fichier n'est plus là : apportez-le de nouveau."
HAS_FAULTS = "Il reste des lignes à corriger : rien n'est importé."
NO_LINE = "Aucune ligne correcte : rien n'est importé."


@dataclass(frozen=True, slots=True)
class Column:
    """One of ours: which of theirs it is, and what stands there. place: -1 for none."""

    name: str
    is_needed: bool
    place: int
    samples: tuple[str, ...]


@ROUTES.get("")
def products_page(request: Request) -> Response:
    return _page(request)


@ROUTES.post("")
def brought(request: Request) -> Response:
    """Nothing is imported yet: the file waits until it is right."""
    visit, upload = visit_of(request), request.state.upload
    try:
        row = _waiting(visit, upload)
    except PermanentError as error:
        return _page(request, fault=str(error), status=422)
    with visit.desk.transaction() as connection:
        product_files.put(connection, row)
    return RedirectResponse(PAGE, 303)


@ROUTES.post("/colonnes")
def matched(request: Request) -> Response:
    visit = visit_of(request)
    row = _row(visit.desk)
    columns = _columns(request.state.form, len(row.lines[0][1]))
    with visit.desk.transaction() as connection:
        product_files.match(connection, columns)
    return RedirectResponse(PAGE, 303)


@ROUTES.post("/importer")
def imported(request: Request) -> Response:
    """All of it; or the lines that are right, when that is what was asked for."""
    visit, row = visit_of(request), _row(visit_of(request).desk)
    if missing(row.columns):
        raise PermanentError(HAS_FAULTS)
    found = check(row.lines, row.columns)
    is_partial = "only_correct" in request.state.form
    if found.faults and not is_partial:
        raise PermanentError(HAS_FAULTS)
    if not found.variants:
        raise PermanentError(NO_LINE)
    first_run.bring_products(visit.desk, found.products, found.variants, is_whole=not found.faults)
    tell(request.scope, before={}, after={"lignes": len(found.variants)})
    return RedirectResponse("/bienvenue", 303)


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
    return RedirectResponse("/bienvenue", 303)


def _waiting(visit: Visit, upload: Upload | None) -> ProductFileRow:
    """Raises PermanentError."""
    if upload is None:
        raise PermanentError(NO_FILE)
    lines = read_sheet(upload.content, known).lines
    columns = guessed(lines[0][1])
    return ProductFileRow(upload.name, lines, columns, visit.member.name, visit.desk.now())


def _row(desk: Desk) -> ProductFileRow:
    """Raises PermanentError."""
    with desk.transaction() as connection:
        row = product_files.load(connection)
    if row is None:
        raise PermanentError(GONE)
    return row


def _columns(form: Mapping[str, str], width: int) -> dict[str, int]:
    """Each of theirs once: the first of ours that asks for it has it."""
    found: dict[str, int] = {}
    for name in COLUMNS:
        place = form.get(f"column.{name}", "")
        if place.isascii() and place.isdigit() and int(place) < width:
            if int(place) not in found.values():
                found[name] = int(place)
    return found


def _page(request: Request, *, fault: str = "", status: int = 200) -> Response:
    visit = visit_of(request)
    with visit.desk.transaction() as connection:
        row = product_files.load(connection)
    lacking = missing(row.columns) if row else ()
    checked = check(row.lines, row.columns) if row and not lacking else None
    return render(
        request, "welcome_products.html", status=status, file=row, fault=fault, lacking=lacking,
        header=row.lines[0][1] if row else [], columns=_shown(row) if row else [],
        checked=checked, faults=_first(checked), labels=WORDS, has_demo=_has_demo(visit.desk),
    )  # fmt: skip


def _shown(row: ProductFileRow) -> list[Column]:
    return [
        Column(name, name in NEEDED, row.columns.get(name, -1),
               _samples(row.lines, row.columns.get(name, -1)))
        for name in COLUMNS
    ]  # fmt: skip


def _samples(lines: Sequence[tuple[int, list[str]]], place: int) -> tuple[str, ...]:
    if place < 0:
        return ()
    cells = (cells[place] for _, cells in lines[1:200] if place < len(cells) and cells[place])
    return tuple(list(dict.fromkeys(cells))[:SAMPLES])


def _first(checked: Checked | None) -> list[object]:
    return list(checked.faults[:SHOWN]) if checked else []


def _has_demo(desk: Desk) -> bool:
    try:
        demo_folder(desk.business.sector)
    except PermanentError:
        return False
    return True
