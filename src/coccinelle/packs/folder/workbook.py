"""A workbook (Excel, new or old, or OpenDocument) becomes lines of text: the sheet that looks most
like a table of products, as it was last shown. Called in a process apart: `brought.py`."""

import io
import zipfile
import zlib
from collections.abc import Callable
from datetime import date, datetime

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from coccinelle.core.errors import PermanentError

UNPACKED_CAP = 40 * 1024 * 1024  # bytes, all parts together
PART_CAP = 500
NOT_EXCEL = "Ce fichier n'est pas un classeur lisible : enregistrez-le de nouveau en .xlsx."
LOCKED = "Ce classeur est protégé par un mot de passe : enregistrez-le sans mot de passe."
TOO_MUCH = "Ce classeur est trop gros une fois déplié : enregistrez la feuille en CSV."

ZIP, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
HEADER_WITHIN = 10  # lines: exports like to begin with a title
Lines = list[tuple[int, list[str]]]
Known = Callable[[list[str]], int]
"""How many names of columns a line holds."""


def header_of(lines: Lines, known: Known) -> tuple[int, int]:
    """Where the names of columns are, what stands above them being a title; how many are known."""
    counts = [known(cells) for _, cells in lines[:HEADER_WITHIN]]
    most = max(counts, default=0)
    return (counts.index(most) if most > 1 else 0), most


def is_workbook(content: bytes) -> bool:
    return content.startswith((ZIP, OLD_EXCEL))


def read_workbook(content: bytes, rows: int, columns: int, known: Known) -> Lines:
    """One row more than allowed, so that the caller sees there are too many. Raises
    PermanentError."""
    if content.startswith(ZIP):
        _check_parts(content)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            sheets = [book.get_sheet_by_index(n) for n in range(len(book.sheet_names))]
            return _lines(sheets, rows, columns, known)
    except PasswordError as error:
        raise PermanentError(LOCKED) from error
    except (CalamineError, ValueError, OSError) as error:
        raise PermanentError(NOT_EXCEL) from error


def _check_parts(content: bytes) -> None:
    """What is written of sizes may lie: each part is unpacked, counted, and looked at for what
    makes an XML reader fetch or multiply."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            names = parts.infolist()
            if len(names) > PART_CAP or sum(part.file_size for part in names) > UNPACKED_CAP:
                raise PermanentError(TOO_MUCH)
            for part in names:
                _check_part(parts, part)
    # The zip reader's own: a compression it does not know, a part under a password.
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError,
            ValueError, LookupError) as error:  # fmt: skip
        raise PermanentError(NOT_EXCEL) from error


def _check_part(parts: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    with parts.open(part) as opened:
        content = opened.read(UNPACKED_CAP + 1)
    if len(content) > UNPACKED_CAP:
        raise PermanentError(TOO_MUCH)
    plain = content.replace(b"\0", b"")  # of two bytes a sign, too
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise PermanentError(NOT_EXCEL)


def _lines(sheets: list[CalamineSheet], rows: int, columns: int, known: Known) -> Lines:
    """Of the sheet whose first lines name the most columns, else of the first with anything."""
    heads = [(sheet, _of(sheet, HEADER_WITHIN, columns)) for sheet in sheets]
    filled = [(sheet, header_of(head, known)[1]) for sheet, head in heads if head]
    if not filled:
        return []
    best, _ = max(filled, key=lambda one: one[1])
    return _of(best, rows + 50, columns)


def _of(sheet: CalamineSheet, rows: int, columns: int) -> Lines:
    """Empty lines are passed over."""
    if sheet.start is None:
        return []
    found = sheet.to_python(skip_empty_area=False, nrows=rows)
    texts = ((n, [_text(value) for value in row]) for n, row in enumerate(found, start=1))
    return [(n, _trimmed(cells)[: columns + 1]) for n, cells in texts if any(cells)]


def _text(value: object) -> str:
    """As a person would have typed it: 38, not 38.0."""
    match value:
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
