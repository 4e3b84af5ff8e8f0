"""What the page of products shows: the file that waits, what is understood and what is wrong."""

from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from coccinelle.core.errors import PermanentError
from coccinelle.engine.desk import Desk
from coccinelle.packs import demo_folder
from coccinelle.packs.folder import brought, sheet, workbook
from coccinelle.packs.folder.matching import COLUMNS, LABELS, NEEDED, missing
from coccinelle.packs.folder.sentences import say
from coccinelle.store import product_changes, product_files, stock
from coccinelle.store.database import Connection
from coccinelle.store.product_files import ProductFileRow
from coccinelle.web.access.admission import visit_of
from coccinelle.web.i18n import Spoken, language, tongue
from coccinelle.web.moments import moment
from coccinelle.web.pages import render
from coccinelle.web.welcome.progress import progress_of

PAGE = "/bienvenue/articles"
WORDS = Spoken(dict(LABELS))
NO_FILE = "Choisissez un fichier CSV ou Excel."
GONE = "Ce fichier n'est plus là : apportez-le de nouveau."
HAS_FAULTS = "Il reste des lignes à corriger : rien n'est importé."
CHANGED = "Ce fichier a changé entre-temps : relisez-le avant de l'importer."
NO_LINE = "Aucune ligne correcte : rien n'est importé."
REFUSALS = Spoken({text: text for text in (
    NO_FILE, GONE, CHANGED, HAS_FAULTS, NO_LINE, sheet.NOT_A_TABLE, sheet.BAD_ENCODING,
    sheet.TOO_BIG, sheet.TOO_LONG, sheet.TOO_WIDE, sheet.TOO_NARROW, sheet.EMPTY, sheet.NO_ROW,
    workbook.NOT_EXCEL, workbook.LOCKED, workbook.TOO_MUCH, brought.UNREADABLE,
)})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """One of ours: which of theirs it is, and what stands there. place: -1 for none."""

    name: str
    is_needed: bool
    place: int
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """column: as the file calls it, else as we do."""

    line: int
    column: str
    reason: str


def page(request: Request, *, fault: str = "", status: int = 200) -> Response:
    desk = visit_of(request).desk
    now = desk.now()
    with desk.transaction() as connection:
        row, shelves = product_files.load(connection), stock.shelves(connection)
        waits = _of_file(connection, row) if row else {}
    return render(
        request, "welcome_products.html", status=status, fault=fault, file=row, labels=WORDS,
        products=shelves[0], variants=shelves[1], has_demo=_has_demo(desk), most=sheet.FILE_CAP,
        too_big=REFUSALS[sheet.TOO_BIG], progress=progress_of(desk, "articles"),
        price=tongue().price, told_at=lambda at: moment(at.astimezone(now.tzinfo), now), **waits,
    )  # fmt: skip


def _of_file(connection: Connection, row: ProductFileRow) -> dict[str, Any]:
    told = row.told
    changed = product_changes.count(connection)
    lacking = [WORDS[name] for name in missing(row.columns)]
    return {
        "seen": seen(row), "lacking": lacking, "told": told,
        "columns": [_column(row, name) for name in COLUMNS],
        "faults": [
            Fault(line, column if column in told.header else WORDS.get(column, column),
                  say(language(), key, **values))
            for line, column, key, values in told.faults
        ],
        "changed": changed,
        "changes": product_changes.changes(connection) if changed.changed else (),
        "absent": product_changes.absent(connection) if changed.absent else (),
    }  # fmt: skip


def seen(row: ProductFileRow) -> str:
    """Another text for another file, or for other columns."""
    columns = "".join(f" {name}={place}" for name, place in sorted(row.columns.items()))
    return f"{row.brought_at.isoformat()}{columns}"


def _column(row: ProductFileRow, name: str) -> Column:
    place = row.columns.get(name, -1)
    samples = row.told.samples[place] if place >= 0 else []
    return Column(name, name in NEEDED, place, tuple(samples))


def _has_demo(desk: Desk) -> bool:
    try:
        demo_folder(desk.business.sector)
    except PermanentError:
        return False
    return True
