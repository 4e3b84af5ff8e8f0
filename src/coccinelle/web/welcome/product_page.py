"""What the page of products shows: the file that waits, what is understood and what is wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from coccinelle.core.errors import PermanentError
from coccinelle.engine.business import first_run
from coccinelle.engine.desk import Desk
from coccinelle.packs import demo_folder
from coccinelle.packs.folder import sheet, workbook
from coccinelle.packs.folder.matching import COLUMNS, LABELS, NEEDED, missing
from coccinelle.packs.folder.product_sheet import Checked, check
from coccinelle.store import product_files, stock
from coccinelle.store.product_files import ProductFileRow
from coccinelle.web.access.admission import visit_of
from coccinelle.web.i18n import Spoken, language, tongue
from coccinelle.web.pages import render
from coccinelle.web.welcome.progress import progress_of

PAGE = "/bienvenue/articles"
SHOWN = 50  # faults at once
READ = 6  # lines shown as they were understood
SAMPLES = 3  # values shown beside a column
WORDS = Spoken(dict(LABELS))
NO_FILE = "Choisissez un fichier CSV ou Excel."
GONE = "Ce fichier n'est plus là : apportez-le de nouveau."
HAS_FAULTS = "Il reste des lignes à corriger : rien n'est importé."
CHANGED = "Ce fichier a changé entre-temps : relisez-le avant de l'importer."
NO_LINE = "Aucune ligne correcte : rien n'est importé."
REFUSALS = Spoken({text: text for text in (
    NO_FILE, GONE, CHANGED, HAS_FAULTS, NO_LINE, sheet.NOT_A_TABLE, sheet.OLD_EXCEL,
    sheet.BAD_ENCODING, sheet.TOO_BIG, sheet.TOO_LONG, sheet.TOO_WIDE, sheet.TOO_NARROW,
    sheet.EMPTY, sheet.NO_ROW, workbook.NOT_EXCEL, workbook.TOO_MUCH,
)})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """One of ours: which of theirs it is, and what stands there. place: -1 for none."""

    name: str
    is_needed: bool
    place: int
    samples: tuple[str, ...]


def page(request: Request, *, fault: str = "", status: int = 200) -> Response:
    desk = visit_of(request).desk
    with desk.transaction() as connection:
        row, shelves = product_files.load(connection), stock.shelves(connection)
    return render(
        request, "welcome_products.html", status=status, fault=fault, file=row, labels=WORDS,
        products=shelves[0], variants=shelves[1], has_demo=_has_demo(desk), most=sheet.FILE_CAP,
        too_big=REFUSALS[sheet.TOO_BIG], progress=progress_of(desk, "articles"),
        **(_of_file(desk, row) if row else {}),
    )  # fmt: skip


def _of_file(desk: Desk, row: ProductFileRow) -> dict[str, Any]:
    lacking = [WORDS[name] for name in missing(row.columns)]
    checked = None if lacking else check(row.lines, row.columns, language())
    is_whole = checked is not None and not checked.faults
    return {
        "seen": seen(row), "lacking": lacking, "checked": checked, "header": row.lines[0][1],
        "columns": [_column(row, name) for name in COLUMNS],
        "faults": checked.faults[:SHOWN] if checked else (),
        "read": _read(checked) if checked else (),
        "emptied": first_run.would_empty(desk, checked.variants) if checked and is_whole else 0,
    }  # fmt: skip


def seen(row: ProductFileRow) -> str:
    """Another text for another file, or for other columns."""
    columns = "".join(f" {name}={place}" for name, place in sorted(row.columns.items()))
    return f"{row.brought_at.isoformat()}{columns}"


def _column(row: ProductFileRow, name: str) -> Column:
    place = row.columns.get(name, -1)
    return Column(name, name in NEEDED, place, _samples(row.lines, place))


def _samples(lines: Sequence[tuple[int, list[str]]], place: int) -> tuple[str, ...]:
    if place < 0:
        return ()
    cells = (cells[place] for _, cells in lines[1:200] if place < len(cells) and cells[place])
    return tuple(list(dict.fromkeys(cells))[:SAMPLES])


def _read(checked: Checked) -> list[tuple[str, str, str, str, int]]:
    """The first lines, as the assistant will know them."""
    named = {product.ref: product.name for product in checked.products}
    return [
        (named[one.product_ref], one.color, one.size, tongue().price(one.price_cents), one.stock)
        for one in checked.variants[:READ]
    ]


def _has_demo(desk: Desk) -> bool:
    try:
        demo_folder(desk.business.sector)
    except PermanentError:
        return False
    return True
