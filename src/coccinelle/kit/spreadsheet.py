"""A table as a file that a French spreadsheet opens: text stays text, whoever wrote it."""

import csv
import io
from collections.abc import Iterable, Sequence

Cell = str | int | float | None
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def as_csv(rows: Iterable[Sequence[Cell]]) -> bytes:
    """UTF-8 with its mark, `;` between cells, a comma in numbers. A text that a spreadsheet would
    run is preceded by an apostrophe."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([_written(cell) for cell in row] for row in rows)
    return file.getvalue().encode("utf-8-sig")


def _written(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case str():
            return f"'{cell}" if _is_formula(cell) else cell
        case _:
            return _number(cell) if isinstance(cell, float) else str(cell)


def _number(value: float) -> str:
    """Two decimals at most, and never an exponent."""
    return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")


def _is_formula(text: str) -> bool:
    """Spaces before it change nothing for whoever opens it."""
    return text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA)
