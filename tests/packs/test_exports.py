"""The exports of online shops and tills come in by themselves: invented lines under the names of
columns that each of them writes."""

from pathlib import Path

import pytest

from coccinelle.packs.folder.matching import guessed, known, missing
from coccinelle.packs.folder.product_sheet import Checked, check
from coccinelle.packs.folder.sheet import read_sheet

EXPORTS = Path(__file__).parent / "exports"

TWO_SIZES = [("38", "Bleu", 7990, 2), ("40", "Bleu", 7990, 0)]


def of(name: str) -> Checked:
    return checked((EXPORTS / f"{name}.csv").read_text())


def checked(export: str, encoding: str = "utf-8") -> Checked:
    lines = read_sheet(export.encode(encoding), known).lines
    return check(lines, guessed(lines[0][1]))


def told(found: Checked, name: str = "Robe fleurie") -> list[tuple[str, str, int, int]]:
    (ref,) = (product.ref for product in found.products if product.name == name)
    ours = [variant for variant in found.variants if variant.product_ref == ref]
    return [(one.size, one.color, one.price_cents, one.stock) for one in ours]


@pytest.mark.parametrize(
    "export",
    ["shopify_new", "woocommerce_fr", "prestashop_combinations", "square", "sumup", "loyverse"],
)
def test_sizes_and_colours_are_found_by_the_names_of_their_options(export: str) -> None:
    found = of(export)
    assert (told(found), found.faults) == (TWO_SIZES, ())


@pytest.mark.parametrize(
    "export", ["shopify", "woocommerce", "prestashop", "square", "square_plain", "sumup"]
)
def test_an_article_of_one_kind_has_neither_size_nor_colour(export: str) -> None:
    found = of(export)
    assert (told(found, "Sac cabas"), found.faults) == ([("", "", 15900, 3)], ())


def test_what_shopify_says_once_is_said_of_each_variant() -> None:
    found = of("shopify")
    assert told(found) == [
        ("38", "Bleu", 7990, 2), ("40", "Bleu", 7990, 0), ("42", "Rouge", 7990, 1),
    ]  # fmt: skip
    assert [(p.name, p.category, p.tags) for p in found.products] == [
        ("Robe fleurie", "Robes", ("printemps", "fleuri")), ("Sac cabas", "Sacs", ()),
    ]  # fmt: skip
    assert [v.sku for v in found.variants] == ["RF-38", "RF-40", "RF-42", "SC-4"]


def test_variations_of_woocommerce_are_those_of_their_parent() -> None:
    found = of("woocommerce")
    assert told(found) == [("38", "Bleu", 7990, 2), ("40", "Rouge", 7990, 1)]
    assert [(p.name, p.category) for p in found.products] == [
        ("Robe fleurie", "Robes"), ("Sac cabas", "Sacs"),
    ]  # fmt: skip


def test_a_variation_s_name_alone_is_its_size() -> None:
    assert told(of("square_plain")) == [("38", "", 7990, 2), ("40", "", 7990, 0)]


def test_several_options_in_one_cell_are_told_apart() -> None:
    found = checked(
        "Nom;Déclinaison;Prix;Stock\nRobe fleurie;Taille : 38, Couleur - Bleu;79,90;2\n"
    )
    assert told(found) == [("38", "Bleu", 7990, 2)]


def test_an_option_that_is_neither_takes_the_free_place() -> None:
    header = "Handle,Title,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Price,Stock\n"
    one = checked(f"{header}b,Bougie,Format,180 g,Couleur,Ivoire,24,2\n")
    two = checked(f"{header}b,Bougie,Parfum,Figue,Matière,Soja,24,2\n")
    assert told(one, "Bougie") == [("180 g", "Ivoire", 2400, 2)]
    assert told(two, "Bougie") == [("Figue", "Soja", 2400, 2)]


def test_combinations_without_a_name_or_a_price_say_what_is_missing() -> None:
    header = (
        "Product ID*;Attribute (Name:Type:Position)*;Value (Value:Position)*;Reference;Quantity"
    )
    columns = guessed(header.split(";"))
    assert (columns["sku"], columns["product_ref"], missing(columns)) == (3, 0, ("name", "price"))


def test_what_a_till_writes_under_the_last_article_is_passed_over() -> None:
    found = checked(
        "Désignation;Taille;Prix TTC;Qté\r\nRobe d'été;38;1 299,90 €;1 200\r\n;;;\r\n"
        "Jupe;38;12.5;-4\r\n;;Total général;;\r\nTOTAL;;1 312,40 €;1 196\r\n",
        "cp1252",
    )
    assert [(v.price_cents, v.stock) for v in found.variants] == [(129990, 1200), (1250, 0)]
    assert found.faults == ()


@pytest.mark.parametrize(
    ("lines", "line", "column", "french", "english"),
    [
        ("A-1;Robe;38;10;1\nA-2;Robe;38;10;2\n", 3, "Taille",
         "même article, même couleur et même taille que la ligne 2", "as line 2: keep one"),
        ("A-1;Robe;38;10;1\nA-1;Robe;40;10;2\n", 3, "SKU", "« A-1 » est déjà donné ligne 2",
         "already given on line 2"),
        ("A-1;Robe;38;10;2,5\n", 2, "Stock", "n'est pas un nombre entier", "not a whole number"),
    ],
)  # fmt: skip
def test_doubles_are_told_by_their_line(
    lines: str, line: int, column: str, french: str, english: str
) -> None:
    (fault,) = checked(f"SKU;Nom;Taille;Prix;Stock\n{lines}").faults
    assert (fault.line, fault.column) == (line, column)
    assert french in fault.reason
    assert english in fault.in_language("en").reason
