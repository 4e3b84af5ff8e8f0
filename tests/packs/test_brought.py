"""A file is read and checked once; a workbook in a process apart, where what is hostile ends."""

import json
import resource
from typing import Any

import pytest

from coccinelle.core.errors import PermanentError
from coccinelle.kit.apart import CPU_SECONDS
from coccinelle.packs.folder.brought import read_again, read_brought
from tests.packs.sheets import CSV, OLD_EXCEL, excel, ods, with_part

ROWS = (
    ("Référence", "Désignation", "Taille", "Prix TTC", "Qté"),
    ("RF-1", "Robe fleurie", "38", "79,90", "2"),
)
BOOK = excel(*ROWS)
SHEET = "xl/worksheets/sheet1.xml"
ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'


def found(content: bytes) -> list[Any]:
    variants = json.loads(read_brought(content).found)["variants"]
    return [(one["sku"], one["price_cents"], one["stock"]) for one in variants]


def at(cell: str, row: int) -> bytes:
    """A sheet whose only value stands there."""
    return (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        f'<row r="{row}"><c r="{cell}" t="inlineStr"><is><t>x</t></is></c></row>'
        "</sheetData></worksheet>"
    ).encode()


def test_what_was_read_is_what_is_kept() -> None:
    read = read_brought(CSV.encode())
    told = json.loads(read.told)
    assert (told["lines"], told["variants"], told["wrong"]) == (3, 3, 0)
    assert told["first"][0] == ["Robe fleurie", "bleu", "38", 7990, 2]
    assert told["columns"] == ["color", "name", "price", "product_ref", "size", "sku", "stock"]
    assert len(json.loads(read.found)["products"]) == 2


def test_its_lines_are_read_again_with_other_columns() -> None:
    read = read_brought(b"A;B;C\nRobe;79,90;2\n")
    assert (read.columns, json.loads(read.told)["variants"]) == ({}, 0)
    again = read_again(read.lines, {"name": 0, "price": 1, "stock": 2})
    assert [one["sku"] for one in json.loads(again.found)["variants"]] == ["robe"]


def test_a_long_table_is_read_as_a_short_one_is() -> None:
    lines = "".join(f"RF-{n};Robe {n};79,90;2\n" for n in range(8_000))
    told = json.loads(read_brought(f"SKU;Nom;Prix;Stock\n{lines}".encode()).told)
    assert (told["variants"], told["first"][0]) == (8_000, ["Robe 0", "", "", 7990, 2])


def test_faults_are_counted_and_the_first_ones_kept() -> None:
    lines = "".join(f"Robe {n};gratuit;1\n" for n in range(80))
    told = json.loads(read_brought(f"Nom;Prix;Stock\n{lines}".encode()).told)
    assert (told["wrong"], len(told["faults"])) == (80, 50)
    assert told["faults"][0][:3] == [2, "Prix", "bad_price"]


@pytest.mark.parametrize("content", [BOOK, ods(*ROWS), OLD_EXCEL])
def test_workbooks_of_each_kind_are_read(content: bytes) -> None:
    assert found(content) == [("RF-1-38", 7990, 2)]


def test_a_value_forgotten_far_below_hinders_nothing() -> None:
    rows = BOOK
    book = excel(*ROWS, *[()] * 60_000, ("", "", "", "", "", "x"))
    assert found(rows) == found(book)


@pytest.mark.parametrize(
    "content",
    [
        with_part(BOOK, SHEET, ENTITY),
        with_part(BOOK, SHEET, ENTITY.decode().encode("utf-16")),
        with_part(BOOK, SHEET, b"<broken"),
        with_part(BOOK, "xl/workbook.xml", b"<x/>"),
        with_part(BOOK, "xl/media/bomb.bin", bytes(45 * 1024 * 1024)),
        with_part(BOOK, SHEET, at("XFD1048576", 1048576)),
        with_part(BOOK, "xl/sharedStrings.xml", b'<sst uniqueCount="4294967295" count="1"/>'),
        ods(*ROWS, far='<table:table-row table:number-rows-repeated="1048576"><table:table-cell'
            ' table:number-columns-repeated="16384" office:value-type="string"><text:p>x</text:p>'
            "</table:table-cell></table:table-row>"),
        BOOK[:-200],
        OLD_EXCEL[:3000],
    ],
)  # fmt: skip
def test_a_hostile_workbook_is_refused_at_a_bounded_cost(content: bytes) -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    with pytest.raises(PermanentError):
        read_brought(content)
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before < CPU_SECONDS + 2
