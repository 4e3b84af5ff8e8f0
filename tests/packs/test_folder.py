"""A shop's folder: what is read from it."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from coccinelle.packs.folder import read_folder

PARIS = ZoneInfo("Europe/Paris")


def test_a_whole_shop_is_read(shop: Any) -> None:
    folder = read_folder(shop.path)
    assert folder.business.slug == "chez-alice"
    assert folder.business.phone == "+33639980010"
    assert folder.business.hours["tuesday"] == ["10:00-12:30", "14:00-19:00"]
    assert folder.business.policy == {"hold_until": "+2d closing"}
    assert [p.name for p in folder.products or ()] == ["Robe bleue", "Sac noir"]


def test_one_line_is_one_variant_and_a_product_takes_the_words_of_its_lines(shop: Any) -> None:
    shop.change("products.csv", '40,"49,90",0,robes,,', '40,"49,90",0,,mariage,robe ciel')
    folder = read_folder(shop.path)
    assert folder.products
    assert folder.products[0].tags == ("soirée", "été", "mariage")
    assert folder.products[0].aliases == ("robe azur", "robe ciel")
    assert [(v.sku, v.price_cents, v.stock) for v in folder.variants or ()] == [
        ("R-1-38", 4990, 2),
        ("R-1-40", 4990, 0),
        ("S-2", 123450, 1),
    ]


def test_times_are_those_of_the_shop(shop: Any) -> None:
    folder = read_folder(shop.path)
    assert folder.orders
    assert folder.orders[0].ordered_at == datetime(2025, 1, 9, 20, 47, tzinfo=PARIS)
    assert folder.orders[0].shipped_at == datetime(2025, 1, 10, tzinfo=PARIS)


def test_an_order_without_its_day_takes_the_day_it_left(shop: Any) -> None:
    shop.change("orders.csv", "2025-01-09T20:47,", ",")
    folder = read_folder(shop.path)
    assert folder.orders
    assert folder.orders[0].ordered_at == datetime(2025, 1, 10, tzinfo=PARIS)


def test_customers_have_tidy_addresses(shop: Any) -> None:
    bob, charlie = read_folder(shop.path).customers or ()
    assert (bob.phone, bob.email, bob.vip) == ("+33639980011", "bob@example.org", True)
    assert (charlie.phone, charlie.preferred_channel, charlie.vip) == ("", "", False)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_any_usual_encoding_gives_the_same_words(shop: Any, encoding: str, ending: str) -> None:
    text = (shop.path / "products.csv").read_text().replace("\n", ending)
    shop.write("products.csv", text.encode(encoding))
    folder = read_folder(shop.path)
    assert folder.products
    assert folder.products[0].tags == ("soirée", "été")


def test_business_toml_may_be_cp1252_too(shop: Any) -> None:
    shop.change("business.toml", "Chez Alice", "Élégance d'Alice")
    shop.write("business.toml", (shop.path / "business.toml").read_text().encode("cp1252"))
    assert read_folder(shop.path).business.name == "Élégance d'Alice"


def test_a_semicolon_file_may_hold_commas(shop: Any) -> None:
    shop.write(
        "products.csv",
        "product_ref;sku;name;color;size;price;stock;category;tags;aliases\n"
        "R-1;R-1-38;Robe, bleue;bleu;38;49,90;2;robes;;\n"
        'S-2;S-2;"Sac ; noir";;;10;1;;;\n;;;;;;;;;\n',
    )
    for file in ("orders.csv", "order_lines.csv", "tracking.csv", "posts.csv"):
        (shop.path / file).unlink()
    folder = read_folder(shop.path)
    assert [p.name for p in folder.products or ()] == ["Robe, bleue", "Sac ; noir"]
    assert [v.price_cents for v in folder.variants or ()] == [4990, 1000]


def test_columns_come_in_any_order_and_case(shop: Any) -> None:
    shop.write("order_lines.csv", "SKU,Quantity,unit_price,Order\nR-1-38,2,10,#2847\n")
    folder = read_folder(shop.path)
    assert folder.order_lines
    assert (folder.order_lines[0].order_number, folder.order_lines[0].quantity) == ("2847", 2)


def test_accents_written_in_two_parts_are_joined(shop: Any) -> None:
    shop.change("products.csv", "soirée", "soire\u0301e")
    folder = read_folder(shop.path)
    assert folder.products
    assert folder.products[0].tags[0] == "soirée"


def test_a_formula_is_only_text(shop: Any) -> None:
    shop.change("customers.csv", "oui,", "oui,=1+1")
    assert (read_folder(shop.path).customers or ())[0].notes == "=1+1"


def test_a_note_may_run_over_two_lines(shop: Any) -> None:
    shop.change("customers.csv", "oui,", 'oui,"Aime le bleu.\nPorte du 38."')
    assert (read_folder(shop.path).customers or ())[0].notes == "Aime le bleu.\nPorte du 38."


def test_a_heading_is_a_question_and_its_text_the_answer(shop: Any) -> None:
    page = "# Échanges\n\n## Combien ?\n\nRien.\n\nVraiment.\n\n## Où ? ##\n```\n# rien\n```\n"
    shop.write("knowledge/a.md", page)
    first, second, *_ = read_folder(shop.path).knowledge or ()
    assert (first.page, first.question, first.answer) == ("a", "Combien ?", "Rien.\n\nVraiment.")
    assert (second.question, second.answer) == ("Où ?", "```\n# rien\n```")


def test_business_toml_alone_is_a_shop(shop: Any) -> None:
    for path in shop.path.glob("*.csv"):
        path.unlink()
    (shop.path / "knowledge/livraison.md").unlink()
    (shop.path / "knowledge").rmdir()
    folder = read_folder(shop.path)
    assert folder.products is None
    assert folder.customers is None
    assert folder.knowledge is None


def test_closures_are_days_quoted_or_not(shop: Any) -> None:
    shop.change("business.toml", "[hours]", 'closures = ["2025-12-25", 2025-05-01]\n[hours]')
    assert read_folder(shop.path).business.closures == (date(2025, 5, 1), date(2025, 12, 25))


def test_progress_ends_at_the_last_line_of_each_file(shop: Any) -> None:
    seen: list[tuple[int, int, str]] = []
    read_folder(shop.path, progress=lambda *step: seen.append(step))
    assert (3, 3, "products.csv") in seen
    assert (1, 1, "posts.csv") in seen
