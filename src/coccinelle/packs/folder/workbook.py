"""An Excel workbook becomes lines of text: the sheet that looks most like a table of products, as
it was last shown; nothing is computed, nothing is unpacked that does not fit."""

import io
import warnings
import zipfile
import zlib
from collections.abc import Callable
from datetime import date, datetime
from itertools import islice
from typing import Any

from openpyxl import load_workbook

from coccinelle.core.errors import PermanentError

UNPACKED_CAP = 40 * 1024 * 1024  # bytes, all parts together
PART_CAP = 500
_NEEDED = {"[Content_Types].xml", "xl/workbook.xml"}
NOT_EXCEL = "Ce fichier n'est pas un classeur Excel lisible : enregistrez-le de nouveau en .xlsx."
TOO_MUCH = "Ce classeur est trop gros une fois déplié : enregistrez la feuille en CSV."

# A workbook made to break its reader breaks it in any of these ways.
BROKEN = (LookupError, ValueError, TypeError, AttributeError, SyntaxError, ArithmeticError,
          AssertionError, OSError, EOFError, zipfile.BadZipFile, zlib.error)  # fmt: skip

HEADER_WITHIN = 10  # lines: exports like to begin with a title
Lines = list[tuple[int, list[str]]]
Known = Callable[[list[str]], int]
"""How many names of columns a line holds."""


def header_of(lines: Lines, known: Known) -> tuple[int, int]:
    """Where the names of columns are, what stands above them being a title; how many are known."""
    counts = [known(cells) for _, cells in lines[:HEADER_WITHIN]]
    most = max(counts, default=0)
    return (counts.index(most) if most > 1 else 0), most


def read_workbook(content: bytes, rows: int, columns: int, known: Known) -> Lines:
    """One row more than allowed, so that the caller sees there are too many. Raises
    PermanentError."""
    _check_parts(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and links that nobody reads here
            return _lines(_opened(content), rows, columns, known)
    except BROKEN as error:
        raise PermanentError(NOT_EXCEL) from error


def _opened(content: bytes) -> Any:
    return load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)


def _check_parts(content: bytes) -> None:
    """What is written of sizes may lie: each part is unpacked, counted, and looked at for what
    makes an XML reader fetch or multiply."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            names = parts.infolist()
            if not _NEEDED <= {part.filename for part in names}:
                raise PermanentError(NOT_EXCEL)
            if len(names) > PART_CAP or sum(part.file_size for part in names) > UNPACKED_CAP:
                raise PermanentError(TOO_MUCH)
            for part in names:
                _check_part(parts, part)
    # The zip reader's own: a compression it does not know, a part under a password.
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, *BROKEN) as error:
        raise PermanentError(NOT_EXCEL) from error


def _check_part(parts: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    with parts.open(part) as opened:
        content = opened.read(UNPACKED_CAP + 1)
    if len(content) > UNPACKED_CAP:
        raise PermanentError(TOO_MUCH)
    plain = content.replace(b"\0", b"")  # of two bytes a sign, too
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise PermanentError(NOT_EXCEL)


def _lines(book: Any, rows: int, columns: int, known: Known) -> Lines:
    """Of the sheet whose first lines name the most columns, else of the first with anything."""
    heads = [(sheet, _of(sheet, HEADER_WITHIN, columns)) for sheet in book.worksheets]
    filled = [(sheet, header_of(head, known)[1]) for sheet, head in heads if head]
    if not filled:
        return []
    best, _ = max(filled, key=lambda one: one[1])
    return _of(best, rows, columns)


def _of(sheet: Any, rows: int, columns: int) -> Lines:
    """Empty lines are passed over."""
    found = sheet.iter_rows(max_row=rows + 50, max_col=columns + 1, values_only=True)
    texts = ((n, [_text(value) for value in row]) for n, row in enumerate(found, start=1))
    return list(islice(((n, _trimmed(cells)) for n, cells in texts if any(cells)), rows + 20))


def _text(value: object) -> str:
    """As a person would have typed it: 38, not 38.0."""
    match value:
        case None:
            return ""
        case bool():
            return "oui" if value else "non"
        case float() if value.is_integer():
            return str(int(value))
        case float():
            return f"{value:.10g}"
        case datetime() | date():
            return value.isoformat()[:10]
        case _:
            return str(value).replace("\0", "").strip()


def _trimmed(cells: list[str]) -> list[str]:
    last = max((n for n, cell in enumerate(cells, start=1) if cell), default=0)
    return cells[:last]
