"""Products out of a table whose columns are matched: those that are right, and every fault."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from coccinelle.packs.folder.entries import product_entries, variant_entries
from coccinelle.packs.folder.faults import FaultList, FolderFaults
from coccinelle.packs.folder.lines import ProductLine
from coccinelle.packs.folder.matching import COLUMNS
from coccinelle.packs.folder.references import check_one_product, check_unique
from coccinelle.packs.folder.sentences import Language
from coccinelle.packs.folder.slug import slug_of
from coccinelle.packs.folder.table import Record, Table, check_records
from coccinelle.packs.folder.workbook import Lines
from coccinelle.store.importing.batches import silent
from coccinelle.store.importing.folder import ProductEntry, VariantEntry

# A line with none of these tells of no variant: a picture's, or a comment.
_SAYING = ("sku", "name", "price", "stock")


@dataclass(frozen=True, slots=True)
class LineFault:
    """column: as the file calls it."""

    line: int
    column: str
    reason: str


@dataclass(frozen=True, slots=True)
class Checked:
    """products, variants: of the lines without a fault."""

    products: tuple[ProductEntry, ...]
    variants: tuple[VariantEntry, ...]
    faults: tuple[LineFault, ...]
    lines: int


def check(lines: Lines, columns: Mapping[str, int], language: Language = "fr") -> Checked:
    """lines: the names of columns first. What a table does not tell is made of what it does: a
    product by its name, a variant by its product, colour and size."""
    header, faults = lines[0][1], FaultList(language)
    records = tuple(_records(lines[1:], columns))
    read = tuple(check_records("", records, ProductLine, faults, silent))
    table = Table("", records, read)
    check_unique(table, faults, "sku")
    check_one_product(table, faults)
    told = _told(faults, header, columns)
    bad = {fault.line for fault in told}
    sound = tuple(line for number, line in read if number not in bad)
    return Checked(product_entries(sound), variant_entries(sound), told, len(records))


def _records(lines: Lines, columns: Mapping[str, int]) -> Iterator[Record]:
    named: dict[str, str] = {}
    for number, row in lines:
        cells = {
            name: row[columns[name]] if name in columns and columns[name] < len(row) else ""
            for name in COLUMNS
        }
        if any(cells[name] for name in _SAYING):
            yield Record(number, _completed(cells, named, number))


def _completed(cells: dict[str, str], named: dict[str, str], number: int) -> dict[str, str]:
    """named: a product's name by its reference, which some exports write on its first line alone.
    Less than none on hand, as tills say it, is none."""
    cells["stock"] = re.sub(r"^-[0-9]+$", "0", re.sub(r"[.,]0+$", "", cells["stock"]))
    ref = cells["product_ref"] or slug_of(cells["name"]) or f"ligne-{number}"
    name = named.setdefault(ref, cells["name"])
    cells |= {"product_ref": ref, "name": cells["name"] or name}
    return cells | {"sku": cells["sku"] or _variant(cells)}


def _variant(cells: Mapping[str, str]) -> str:
    parts = (slug_of(cells["color"]), slug_of(cells["size"]))
    return "-".join(filter(None, (cells["product_ref"], *parts)))


def _told(
    faults: FaultList, header: list[str], columns: Mapping[str, int]
) -> tuple[LineFault, ...]:
    try:
        faults.settle()
    except FolderFaults as error:
        return tuple(
            LineFault(fault.line or 0, _column(fault.column, header, columns), fault.reason)
            for fault in error.faults
        )
    return ()


def _column(name: str, header: list[str], columns: Mapping[str, int]) -> str:
    place = columns.get(name)
    return header[place] if place is not None and place < len(header) else name
