"""Products out of a table whose columns are matched: those that are right, and every fault."""

from collections.abc import Mapping
from dataclasses import dataclass

from coccinelle.packs.folder.entries import product_entries, variant_entries
from coccinelle.packs.folder.faults import Fault, FaultList
from coccinelle.packs.folder.grouping import records_of
from coccinelle.packs.folder.lines import ProductLine
from coccinelle.packs.folder.references import check_one_product, check_unique
from coccinelle.packs.folder.table import Record, Table, check_records
from coccinelle.packs.folder.workbook import Lines
from coccinelle.store.importing.batches import silent
from coccinelle.store.importing.folder import ProductEntry, VariantEntry


@dataclass(frozen=True, slots=True)
class Checked:
    """products, variants: of the lines without a fault; faults: their column is the file's own
    name of it; told: those of our columns that say something."""

    products: tuple[ProductEntry, ...]
    variants: tuple[VariantEntry, ...]
    faults: tuple[Fault, ...]
    lines: int
    told: frozenset[str]


def check(lines: Lines, columns: Mapping[str, int]) -> Checked:
    """lines: the names of columns first. What a table does not tell is made of what it does: a
    product by its name, a variant by its product, colour and size."""
    header, faults = lines[0][1], FaultList("fr")
    records = tuple(records_of(lines, columns))
    read = tuple(check_records("", records, ProductLine, faults, silent))
    apart = _check_apart(records, faults)
    check_unique(Table("", apart, ()), faults, "sku")
    check_one_product(Table("", records, ()), faults)
    bad = {fault.line for fault in faults.found()}
    sound = tuple(line for number, line in read if number not in bad)
    return Checked(
        product_entries(sound), variant_entries(sound),
        tuple(fault.of_column(_column(fault.column, header, columns)) for fault in faults.found()),
        len(records), _told(records),
    )  # fmt: skip


def _check_apart(records: tuple[Record, ...], faults: FaultList) -> tuple[Record, ...]:
    """Two lines of one product that nothing tells apart: nobody knows which stock is right.
    Returns the others."""
    known: dict[tuple[str, ...], Record] = {}
    for record in records:
        cells = record.cells
        look = (cells["color"].casefold(), cells["size"].casefold())
        key = (cells["product_ref"], *(look if any(look) else (cells["sku"], "")))
        first = known.setdefault(key, record)
        if first is not record:
            column = "size" if cells["size"] else "color" if cells["color"] else "name"
            faults.add("", record.number, column, "double_variant", line=first.number)
    return tuple(known.values())


def _told(records: tuple[Record, ...]) -> frozenset[str]:
    return frozenset(
        name for name in ProductLine.model_fields if any(one.cells[name] for one in records)
    )


def _column(name: str, header: list[str], columns: Mapping[str, int]) -> str:
    place = columns.get(name)
    return header[place] if place is not None and place < len(header) else name
