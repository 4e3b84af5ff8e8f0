"""What must agree between lines and between files: no doubles, no reference to nothing."""

from collections.abc import Callable, Iterable
from typing import Any

from coccinelle.packs.folder.faults import FaultList
from coccinelle.packs.folder.table import Record, Table


def check_unique(table: Table[Any], faults: FaultList, column: str, *within: str) -> None:
    """No two lines have the same cell, or the same cell for the same `within` cells."""
    known: dict[tuple[str, ...], int] = {}
    for record in table.records:
        value = _key(record, column)
        group = tuple(_key(record, name) for name in within)
        if not value:
            continue
        line = known.setdefault((value, *group), record.number)
        if line != record.number:
            key = "double_within" if within else "double"
            values = {"value": value, "line": line, "group": " ".join(group)}
            faults.add(table.file, record.number, column, key, **values)


def check_unique_values(
    table: Table[Any], faults: FaultList, column: str, read: Callable[[Any], str]
) -> None:
    """As check_unique, on what the cell means: one phone may be written in many ways."""
    known: dict[str, int] = {}
    for number, line in table.lines:
        value = read(line)
        if value and known.setdefault(value, number) != number:
            faults.add(table.file, number, column, "double", value=value, line=known[value])


def check_one_product(table: Table[Any], faults: FaultList) -> None:
    """The lines of a product give it one name and at most one category."""
    for column, key in (("name", "other_name"), ("category", "other_category")):
        known: dict[str, Record] = {}
        for record in table.records:
            ref, value = record.cells.get("product_ref", ""), record.cells.get(column, "")
            if not ref or not value:
                continue
            first = known.setdefault(ref, record)
            if first.cells[column] != value:
                values = {"ref": ref, "known": first.cells[column], "line": first.number}
                faults.add(table.file, record.number, column, key, **values)


def check_known(
    table: Table[Any] | None,
    column: str,
    target: Table[Any] | None,
    target_column: str,
    *,
    target_file: str,
    target_is_there: bool,
    faults: FaultList,
) -> None:
    """Every cell names a line of the other file; one fault when that file is missing."""
    if table is None or not table.records:
        return
    if target is None:
        if not target_is_there:
            faults.add(table.file, None, column, "needs_file", what=column, needed=target_file)
        return
    known = {value.removeprefix("#").strip() for value in target.column(target_column)}
    if known == {""}:  # the whole column is missing: already told
        return
    for record, value in _cells(table.records, column):
        if value not in known:
            values = {"value": value, "needed": target_file}
            faults.add(table.file, record.number, column, "unknown_ref", **values)


def _cells(records: Iterable[Record], column: str) -> Iterable[tuple[Record, str]]:
    cells = ((record, _key(record, column)) for record in records)
    return (cell for cell in cells if cell[1])


def _key(record: Record, column: str) -> str:
    """'#2847' and '2847' are the same order."""
    return record.cells.get(column, "").removeprefix("#").strip()
