"""A shop's own export: whatever its names, its separator and its encoding; faults line by line."""

import io
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook

from coccinelle.core.errors import PermanentError
from coccinelle.packs.folder import sheet, workbook
from coccinelle.packs.folder.matching import guessed, known, missing
from coccinelle.packs.folder.product_sheet import Checked, check
from coccinelle.packs.folder.sheet import read_sheet
from tests.packs.sheets import CSV, HEADER, excel

ROWS: tuple[tuple[Any, ...], ...] = (
    ("Référence", "Désignation", "Taille", "Prix TTC", "Qté"),
    ("RF-1", "Robe fleurie", 38, 79.9, 2),
    ("SC-4", "Sac cabas", None, 159, 3.0),
)


def checked(content: bytes, **columns: int) -> Checked:
    lines = read_sheet(content, known).lines
    return check(lines, {**guessed(lines[0][1]), **columns})


def test_an_export_named_otherwise_is_understood() -> None:
    found = checked(CSV.encode())
    assert [(v.sku, v.color, v.size, v.price_cents, v.stock) for v in found.variants] == [
        ("RF-1-bleu-38", "bleu", "38", 7990, 2),
        ("RF-1-bleu-40", "bleu", "40", 7990, 0),
        ("SC-4-camel", "camel", "", 15900, 3),
    ]
    assert [p.name for p in found.products] == ["Robe fleurie", "Sac cabas"]
    assert found.faults == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_whatever_the_encoding_and_the_separator(encoding: str, separator: str) -> None:
    content = CSV.replace(";", separator).encode(encoding)
    assert len(checked(content).variants) == 3


def test_a_comma_separates_when_it_makes_the_columns() -> None:
    content = b"sku,name,price,stock\nA-1,Robe,79.90,2\n"
    assert checked(content).variants[0].price_cents == 7990


def test_a_workbook_is_read_as_it_was_last_shown() -> None:
    found = checked(excel(*ROWS))
    assert [(v.sku, v.size, v.price_cents, v.stock) for v in found.variants] == [
        ("RF-1-38", "38", 7990, 2), ("SC-4", "", 15900, 3),
    ]  # fmt: skip


def test_a_title_above_the_names_of_columns_is_passed_over() -> None:
    found = checked(("Export du 16/01\n\n" + CSV).encode())
    assert len(found.variants) == 3


def test_nothing_is_computed_and_formulas_are_text() -> None:
    rows = [*ROWS, ("=1+1", "=HYPERLINK(1)", "", 10, 1)]
    assert len(checked(excel(*rows)).variants) == 2
    found = checked(f"{HEADER}\nRF-2;=cmd|' /C calc'!A0;;;10;1\n".encode())
    assert found.products[0].name == "=cmd|' /C calc'!A0"


def test_each_fault_is_told_by_its_line_and_the_file_s_own_column() -> None:
    content = CSV + "RF-9;;rouge;38;gratuit;un\nRF-1;Robe fleurie;bleu;38;10;1\n"
    found = checked(content.encode())
    assert [(f.line, f.column) for f in found.faults] == [
        (5, "Désignation"), (5, "Prix TTC"), (5, "Qté"), (6, "Taille"),
    ]  # fmt: skip
    assert "n'est pas un prix" in found.faults[1].reason
    assert len(found.variants) == 3


def test_a_name_written_on_a_product_s_first_line_is_that_of_all() -> None:
    content = (
        b"Handle,Title,SKU,Price,Stock\nrobe,Robe,R-38,79.90,2\nrobe,,R-40,79.90,1\nrobe,,,,\n"
    )
    found = checked(content)
    assert [(v.sku, v.product_ref) for v in found.variants] == [("R-38", "robe"), ("R-40", "robe")]
    assert [p.name for p in found.products] == ["Robe"]
    assert found.faults == ()


def test_a_reference_that_is_missing_is_made_of_the_name() -> None:
    found = checked("Réf;Nom;Taille;Prix;Stock\n;Robe d'été;38;10;1\n".encode())
    assert [(v.sku, v.product_ref) for v in found.variants] == [("robe-d-ete-38", "robe-d-ete")]


@pytest.mark.parametrize(
    ("price", "stock", "kept"),
    [
        ("89,00 €", "2", (8900, 2)), ("1\u202f234,50\u00a0€", "2.0", (123450, 2)),
        ("EUR 89", "2,000", (8900, 2)), ("89.-", "-3", (8900, 0)), ("€89.9", "0", (8990, 0)),
    ],
)  # fmt: skip
def test_prices_and_stocks_are_read_as_tills_write_them(
    price: str, stock: str, kept: tuple[int, int]
) -> None:
    found = checked(f"Nom;Prix;Stock\nRobe;{price};{stock}\n".encode())
    assert [(v.price_cents, v.stock) for v in found.variants] == [kept]


def test_lines_within_quotes_and_empty_lines_are_no_lines_of_their_own() -> None:
    content = 'Nom;Prix;Stock\r\n"Robe\nfleurie ""bleue""";10;1\r\n\r\n;;;\r\nJupe;x;1\r\n'
    found = checked(content.encode("cp1252"))
    assert found.products[0].name == 'Robe\nfleurie "bleue"'
    assert [(f.line, f.column) for f in found.faults] == [(6, "Prix")]


def test_the_sheet_that_looks_like_a_table_of_products_is_read() -> None:
    book = Workbook()
    book.active.append(["Notes", "du", "magasin"])
    book.create_sheet("Stock").append(["SKU", "Nom", "Prix", "Stock"])
    book["Stock"].append(["A-1", "Robe", 10, 1])
    kept = io.BytesIO()
    book.save(kept)
    assert [v.sku for v in checked(kept.getvalue()).variants] == ["A-1"]


def test_a_merged_title_dates_and_numbers_of_a_workbook_are_read_as_shown() -> None:
    book = Workbook()
    book.active.append(["Catalogue d'automne"])
    book.active.merge_cells("A1:E1")
    book.active.append(["EAN", "Nom", "Taille", "Prix TTC", "Qté", "Reçu le"])
    book.active.append([3760123456789, "Robe", 38.0, 79.9, 2, date(2025, 1, 16)])
    kept = io.BytesIO()
    book.save(kept)
    (variant,) = checked(kept.getvalue()).variants
    assert (variant.sku, variant.size, variant.price_cents) == ("3760123456789", "38", 7990)


def test_a_column_matched_by_hand_counts() -> None:
    content = b"A;B;C\nRobe;79,90;2\n"
    lines = read_sheet(content, known).lines
    assert missing(guessed(lines[0][1])) == ("name", "price", "stock")
    found = check(lines, {"name": 0, "price": 1, "stock": 2})
    assert found.variants[0].sku == "robe"


@pytest.mark.parametrize(
    ("header", "column", "place"),
    [
        ("Prix HT;Prix TTC;Qté", "price", 1),
        ("Prix HT;Qté", "price", None),
        ("EAN;Réf.;Nom", "sku", 0),
        ("EAN;Réf.;Nom", "product_ref", 1),
        ("Variant SKU;Variant Price;Variant Inventory Qty;Title", "stock", 2),
    ],
)
def test_columns_are_guessed_by_their_names(header: str, column: str, place: int | None) -> None:
    assert guessed(header.split(";")).get(column) == place


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", sheet.EMPTY),
        (b"%PDF-1.4\x00\x01\x02", sheet.NOT_A_TABLE),
        (b"\x89PNG\r\n\x1a\n\x00\x00", sheet.NOT_A_TABLE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", workbook.NOT_EXCEL),
        (b"\xff\xfea", sheet.BAD_ENCODING),
        (b"%PDF-1.4\n1 0 obj\n", sheet.NOT_A_TABLE),
        (b"<html><table><tr><td>Nom</td></tr></table>", sheet.NOT_A_TABLE),
        (b'[{"nom": "Robe", "prix": 10}]', sheet.NOT_A_TABLE),
        (b"Robe\nJupe\n", sheet.TOO_NARROW),
        (b"Nom;Prix;Stock\n", sheet.NO_ROW),
        (b"PK\x03\x04 not a zip", workbook.NOT_EXCEL),
        (b"x;" * 70 + b"\n", sheet.TOO_WIDE),
        (b"a;b;c\n" * 20_100, sheet.TOO_LONG),
        (b"x" * (5 * 1024 * 1024 + 1), sheet.TOO_BIG),
        (b'nom;prix\n"Robe;10\n', "Ligne 2 : guillemets mal placés ou jamais refermés"),
    ],
)
def test_what_is_no_table_of_products_is_refused_in_french(content: bytes, sentence: str) -> None:
    with pytest.raises(PermanentError) as refused:
        read_sheet(content, known)
    assert sentence in str(refused.value)
