"""A table a member brought, CSV or Excel, becomes lines of text; hostile ones are refused."""

from dataclasses import dataclass
from itertools import islice

from coccinelle.core.errors import PermanentError
from coccinelle.packs.folder.faults import FaultList, FolderFaults
from coccinelle.packs.folder.files import decoded
from coccinelle.packs.folder.sentences import Language
from coccinelle.packs.folder.table import rows_of
from coccinelle.packs.folder.workbook import (
    HEADER_WITHIN,
    Known,
    Lines,
    header_of,
    is_workbook,
    read_workbook,
)

FILE_CAP = 5 * 1024 * 1024  # bytes
ROW_CAP = 20_000
COLUMN_CAP = 60
SEPARATORS = ";,\t|"
NARROWEST = 3  # columns: a name, a price and a stock
_UTF16 = (b"\xff\xfe", b"\xfe\xff")  # what Excel calls Unicode text
_NO_TABLE = ("%PDF", "<", "{", "[{")  # readable all the same: PDF, web pages, JSON

NOT_A_TABLE = "Ce fichier n'est pas un tableau : envoyez un fichier CSV ou Excel (.xlsx)."
BAD_ENCODING = "L'encodage de ce fichier n'est pas lisible : enregistrez-le en « CSV UTF-8 »."
TOO_BIG = f"Ce fichier dépasse {FILE_CAP // 1024 // 1024} Mo."
TOO_LONG = f"Ce fichier dépasse {ROW_CAP:,} lignes.".replace(",", "\u202f")
TOO_WIDE = f"Ce fichier dépasse {COLUMN_CAP} colonnes."
TOO_NARROW = "Il faut au moins trois colonnes : un nom, un prix et un stock."
EMPTY = "Ce fichier est vide."
NO_ROW = "Ce fichier n'a que le nom de ses colonnes."


@dataclass(frozen=True, slots=True)
class Sheet:
    """lines: number in the file and cells, the names of columns first."""

    lines: Lines


def read_sheet(content: bytes, known: Known, language: Language = "fr") -> Sheet:
    """What the file is, is told by what is in it, never by its name. Raises PermanentError."""
    if len(content) > FILE_CAP:
        raise PermanentError(TOO_BIG)
    if is_workbook(content):
        lines = read_workbook(content, ROW_CAP, COLUMN_CAP, known)
    else:
        lines = _text(content, known, language)
    lines = lines[header_of(lines, known)[0] :]
    if fault := _fault_of(lines):
        raise PermanentError(fault)
    return Sheet(lines)


def _fault_of(lines: Lines) -> str:
    """ "" for a table of the right size."""
    if not lines:
        return EMPTY
    if len(lines) > ROW_CAP + 1:
        return TOO_LONG
    widest = max(len(cells) for _, cells in lines)
    if widest > COLUMN_CAP:
        return TOO_WIDE
    if widest < NARROWEST:
        return TOO_NARROW
    return "" if len(lines) > 1 else NO_ROW


def _text(content: bytes, known: Known, language: Language) -> Lines:
    try:
        text = content.decode("utf-16") if content.startswith(_UTF16) else decoded(content)
    except UnicodeError as error:
        raise PermanentError(BAD_ENCODING) from error
    is_odd = any(ord(sign) < 9 for sign in text[:4096]) or "\0" in text
    if is_odd or text.lstrip().startswith(_NO_TABLE):
        raise PermanentError(NOT_A_TABLE)
    return _parted(text, _separator(text, known), language)


def _separator(text: str, known: Known) -> str:
    """The one that makes known columns out of the first lines, else the most cells."""
    head = "\n".join(text.splitlines()[:HEADER_WITHIN])

    def worth(separator: str) -> tuple[int, int]:
        lines = list(rows_of("", head, separator, FaultList("fr")))
        return (
            max((known(cells) for _, cells in lines), default=0),
            max((len(cells) for _, cells in lines), default=0),
        )

    return max(SEPARATORS, key=worth)


def _parted(text: str, separator: str, language: Language) -> Lines:
    faults = FaultList(language)
    lines = list(islice(rows_of("", text, separator, faults), ROW_CAP + HEADER_WITHIN + 2))
    try:
        faults.settle()
    except FolderFaults as error:
        raise PermanentError(f"{error.faults[0]}.") from error
    return lines
