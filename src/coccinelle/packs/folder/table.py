"""A CSV file of the folder becomes checked lines, each fault told with its line and column."""

import csv
import io
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError

from coccinelle.packs.folder.faults import FaultList
from coccinelle.packs.folder.files import is_there, read_text
from coccinelle.store.importing.folder import Progress

ROW_CAP = 200_000
CELL_CAP = 5_000  # characters
STEP = 2_000  # lines between two signs of progress

Line = TypeVar("Line", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Record:
    """The cells of one line as they are written; number: the file's line it starts on."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table(Generic[Line]):
    """records: every line; lines: those without a fault, with their numbers."""

    file: str
    records: tuple[Record, ...]
    lines: tuple[tuple[int, Line], ...]

    def values(self) -> tuple[Line, ...]:
        return tuple(line for _, line in self.lines)

    def column(self, name: str) -> frozenset[str]:
        """What a column holds, faulty lines included: one fault must not bring others."""
        return frozenset(record.cells.get(name, "") for record in self.records)


def read_table(
    folder: Path, file: str, model: type[Line], faults: FaultList, progress: Progress
) -> Table[Line] | None:
    """None when the folder has no such file, or one that cannot be read (a fault then)."""
    if not is_there(folder, file):
        return None
    text = read_text(folder, file, faults)
    if text is None:
        return None
    rows = rows_of(file, text, _separator(text, columns := tuple(model.model_fields)), faults)
    kept = list(islice(rows, ROW_CAP + 2))  # the cap, the names of columns, and one too many
    if len(kept) > ROW_CAP + 1:
        faults.add(file, kept[-1][0], "", "too_many_rows", limit=ROW_CAP)
        return None
    optional = {name for name, field in model.model_fields.items() if not field.is_required()}
    records = tuple(_records(file, kept, columns, optional, faults))
    return Table(file, records, tuple(check_records(file, records, model, faults, progress)))


def _records(
    file: str,
    rows: list[tuple[int, list[str]]],
    columns: Sequence[str],
    optional: set[str],
    faults: FaultList,
) -> Iterator[Record]:
    header = [cell.casefold() for cell in rows[0][1]] if rows else []
    if not set(header) & set(columns):
        faults.add(file, 1, "", "no_header", columns=", ".join(columns))
        return
    _check_header(file, rows[0][0], header, columns, optional, faults)
    for number, cells in rows[1:]:
        if len(cells) > len(header):
            values = {"found": len(cells), "expected": len(header)}
            faults.add(file, number, "", "too_many_cells", **values)
            continue
        padded = cells + [""] * (len(header) - len(cells))
        yield Record(number, dict(zip(header, padded, strict=True)))


def _separator(text: str, columns: Sequence[str]) -> str:
    """The one that makes known columns out of the first line."""
    head = text.lstrip().splitlines()[:1]

    def known(separator: str) -> int:
        names = next(csv.reader(head, delimiter=separator), [])
        return sum(name.strip().casefold() in columns for name in names)

    return max(",;", key=known)


def rows_of(
    file: str, text: str, separator: str, faults: FaultList
) -> Iterator[tuple[int, list[str]]]:
    """Lines with something in them, cells tidied, empty cells at the end left out."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        number = reader.line_num + 1
        try:
            row = next(reader, None)
        except csv.Error:
            faults.add(file, number, "", "broken_csv")
            return
        if row is None:
            return
        cells = [_tidy(cell) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            yield number, cells


def _tidy(cell: str) -> str:
    """Composed accents: a file written on a Mac must match words written elsewhere."""
    return cell.strip() if cell.isascii() else unicodedata.normalize("NFC", cell).strip()


def _check_header(
    file: str,
    number: int,
    header: list[str],
    columns: Sequence[str],
    optional: set[str],
    faults: FaultList,
) -> None:
    for name in dict.fromkeys(header):
        if name not in columns:
            faults.add(file, number, name, "unknown_column", columns=", ".join(columns))
        if header.count(name) > 1:
            faults.add(file, number, name, "double_column")
    for name in columns:
        if name not in header and name not in optional:
            faults.add(file, number, name, "missing_column")


def check_records(
    file: str,
    records: tuple[Record, ...],
    model: type[Line],
    faults: FaultList,
    progress: Progress,
) -> Iterator[tuple[int, Line]]:
    for done, record in enumerate(records, start=1):
        if done % STEP == 0 or done == len(records):
            progress(done, len(records), file)
        sound = _check_characters(file, record, faults)
        try:
            line = model.model_validate(record.cells)
        except ValidationError as error:
            _tell(file, record.number, error, faults)
            continue
        if sound:
            yield record.number, line


def _check_characters(file: str, record: Record, faults: FaultList) -> bool:
    sound = True
    for name, cell in record.cells.items():
        if len(cell) > CELL_CAP:
            faults.add(file, record.number, name, "too_long", limit=CELL_CAP)
            sound = False
        if "\0" in cell:  # the database keeps no such text
            faults.add(file, record.number, name, "odd_character")
            sound = False
    return sound


def _tell(file: str, number: int, error: ValidationError, faults: FaultList) -> None:
    for detail in error.errors(include_url=False):
        if detail["type"] != "missing":  # told once, for the header
            column = str(detail["loc"][0])
            faults.add(file, number, column, detail["type"], **detail.get("ctx", {}))
