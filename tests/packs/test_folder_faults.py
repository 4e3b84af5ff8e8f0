"""Every fault of a folder is told, with its file, line, column and reason."""

import os
from typing import Any

import pytest

from coccinelle.packs.folder import FolderFaults, files, read_folder, table


def places(shop: Any) -> list[tuple[str, int | None, str]]:
    with pytest.raises(FolderFaults) as caught:
        read_folder(shop.path)
    return [(fault.file, fault.line, fault.column) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "column"),
    [
        ("products.csv", "R-1-38", "", 2, "sku"),
        ("products.csv", "1 234.50", "cher", 4, "price"),
        ("products.csv", "1 234.50,1", "1 234.50,-1", 4, "stock"),
        ("products.csv", "S-2,S-2", "S-2,R-1-38", 4, "sku"),
        ("products.csv", "bleu,40", "bl\0eu,40", 3, "color"),
        ("products.csv", "R-1,R-1-40,Robe bleue", "R-1,R-1-40,Robe rose", 3, "name"),
        ("products.csv", "0,robes", "0,hauts", 3, "category"),
        ("products.csv", ",1,sacs,,", ",1,sacs,,,rouge", 4, ""),
        ("products.csv", "Sac noir", "x" * 5001, 4, "name"),
        ("customers.csv", "06 39 98 00 11", "06 39", 2, "phone"),
        ("customers.csv", "Bob@", "Bob", 2, "email"),
        ("customers.csv", "C2,Charlie,,,", "C2,Charlie,,0033 6 39 98 00 11,", 3, "phone"),
        ("customers.csv", "charlie@", "BOB@", 3, "email"),
        ("customers.csv", ",sms,", ",fax,", 2, "preferred_channel"),
        ("customers.csv", "C2,Ch", "C1,Ch", 3, "ref"),
        ("orders.csv", "2847,C1", "2847,C9", 2, "customer"),
        ("orders.csv", "2847,C1", "2847,", 2, "customer"),
        ("orders.csv", "delivered,2025", "arrived,2025", 2, "status"),
        ("orders.csv", "2025-01-10", "10/01/2025", 2, "shipped_at"),
        ("order_lines.csv", "2847", "2848", 2, "order"),
        ("order_lines.csv", "R-1-40", "R-1-44", 2, "sku"),
        ("order_lines.csv", ",1,", ",0,", 2, "quantity"),
        ("tracking.csv", "\nT1", "\nT2", 2, "tracking_number"),
        ("tracking.csv", "2025-01-13T11:26", "", 2, "at"),
        ("posts.csv", ",R-1,", ",R-9,", 2, "product_ref"),
        ("business.toml", "Europe/Paris", "Europe/Lutèce", 3, "timezone"),
        ("business.toml", "boutique", "kiosque", 2, "sector"),
        ("business.toml", "06 39 98 00 10", "12", 4, "phone"),
        ("business.toml", 'name = "Chez Alice"', "", None, "name"),
        ("business.toml", "Chez Alice", "花屋", 1, "name"),
        ("business.toml", "Chez Alice", "a\\u0000", 1, "name"),
        ("business.toml", "phone", "fone", 4, "fone"),
        ("business.toml", "monday", "lundi", 6, "hours.lundi"),
        ("business.toml", "14:00-19:00", "14h-19h", 7, "hours.tuesday"),
        ("business.toml", "14:00-19:00", "19:00-14:00", 7, "hours.tuesday"),
        ("business.toml", "14:00-19:00", "12:00-19:00", 7, "hours.tuesday"),
        ("business.toml", "14:00-19:00", "14:00-24:00", 7, "hours.tuesday"),
        ("business.toml", "monday = []", 'monday = "10:00-19:00"', 6, "hours.monday"),
        ("business.toml", "hold_until", "hold_untill", 9, "policy.hold_untill"),
        ("business.toml", "+2d closing", "bientôt", 9, "policy.hold_until"),
        ("business.toml", "[policy]", "[policy]\nexchange_days = -1", 9, "policy.exchange_days"),
        ("business.toml", "[policy]", '[policy]\ntone = "toi"', 9, "policy.tone"),
        ("business.toml", "[policy]", '[policy]\nvip_orders = "x"', 9, "policy.vip_orders"),
        ("business.toml", "[policy]", '[policy]\nreminder_before = "1"', 9,
         "policy.reminder_before"),
        ("business.toml", "[policy]", '[policy]\nquiet_hours = "nuit"', 9, "policy.quiet_hours"),
        ("business.toml", "[policy]", '[policy]\ndelivery_alert_hour = "25:00"', 9,
         "policy.delivery_alert_hour"),
        ("business.toml", "[policy]", '[policy.autonomy]\nhold = "yes"\n[policy]', 9,
         "policy.autonomy.hold"),
        ("business.toml", "[hours]", 'closures = ["25/12"]\n[hours]', 5, "closures"),
        ("business.toml", "[hours]", "[hours", 5, "7"),
        ("knowledge/livraison.md", "5 €.", "", 3, ""),
        ("knowledge/livraison.md", "# Livraison", "Bonjour", 1, ""),
        ("knowledge/livraison.md", "5 €.", "5 €.\n## Combien ?\n6 €.", 6, ""),
    ],
)  # fmt: skip
def test_one_fault_is_told_where_it_is(
    shop: Any, file: str, old: str, new: str, line: int | None, column: str
) -> None:
    shop.change(file, old, new)
    assert places(shop) == [(file, line, column)]


def test_every_fault_is_told_at_once(shop: Any) -> None:
    shop.change("products.csv", "1 234.50,1", "cher,-1")
    shop.change("orders.csv", "delivered,2025", "arrived,2025")
    shop.change("business.toml", "Europe/Paris", "Lutèce")
    assert places(shop) == [
        ("business.toml", 3, "timezone"),
        ("orders.csv", 2, "status"),
        ("products.csv", 4, "price"),
        ("products.csv", 4, "stock"),
    ]


def test_a_faulty_line_is_still_known_to_the_lines_that_name_it(shop: Any) -> None:
    shop.change("products.csv", '40,"49,90"', "40,gratuit")
    assert places(shop) == [("products.csv", 3, "price")]


def test_lines_are_counted_as_an_editor_counts_them(shop: Any) -> None:
    shop.change("customers.csv", "oui,", 'oui,"deux\nlignes"\n\n')
    shop.change("customers.csv", "C2,Charlie,,,", "C2,Charlie,,12,")
    assert places(shop) == [("customers.csv", 6, "phone")]


def test_columns_unknown_missing_or_double_are_told(shop: Any) -> None:
    shop.write("order_lines.csv", "order,sku,quantity,prix,sku\n2847,R-1-38,1,10,R-1-38\n")
    assert places(shop) == [
        ("order_lines.csv", 1, "sku"),
        ("order_lines.csv", 1, "prix"),
        ("order_lines.csv", 1, "unit_price"),
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "bonjour\n", "a\tb\n"])
def test_a_table_without_its_column_names_is_told(shop: Any, text: str) -> None:
    shop.write("posts.csv", text)
    assert places(shop) == [("posts.csv", 1, "")]


def test_a_quote_never_closed_is_told_and_swallows_nothing(shop: Any) -> None:
    shop.change("customers.csv", "C2,Charlie", 'C2,"Charlie')
    assert places(shop) == [("customers.csv", 3, "")]


@pytest.mark.parametrize(
    "content", ["é,è\n".encode("utf-16"), b"network,ref\nabc\x81,\xe9\n"], ids=["utf-16", "odd"]
)
def test_an_unreadable_encoding_is_told(shop: Any, content: bytes) -> None:
    shop.write("posts.csv", content)
    assert [place[0] for place in places(shop)] == ["posts.csv"]


def test_an_order_needs_some_date(shop: Any) -> None:
    shop.change("orders.csv", "2025-01-09T20:47,2025-01-10,2025-01-13T11:26", ",,")
    assert places(shop) == [("orders.csv", 2, "ordered_at")]


def test_orders_without_the_customers_file_are_one_fault(shop: Any) -> None:
    (shop.path / "customers.csv").unlink()
    assert places(shop) == [("orders.csv", None, "customer")]


def test_a_misspelt_file_is_told_and_other_files_are_left_alone(shop: Any) -> None:
    shop.write("customer.csv", "")
    shop.write("lisez-moi.txt", "")
    assert places(shop) == [("customer.csv", None, "")]


def test_business_toml_is_required(shop: Any) -> None:
    (shop.path / "business.toml").unlink()
    assert places(shop) == [("business.toml", None, "")]


def test_a_folder_that_is_not_there_is_told(shop: Any) -> None:
    shop.path = shop.path / "ailleurs"
    assert places(shop) == [(str(shop.path), None, "")]


@pytest.mark.parametrize("file", ["posts.csv", "business.toml", "knowledge/livraison.md"])
def test_a_link_is_never_followed(shop: Any, file: str) -> None:
    (shop.path / file).unlink()
    (shop.path / file).symlink_to("/etc/passwd")
    assert places(shop) == [(file, None, "")]


def test_a_knowledge_folder_that_is_a_link_is_refused(shop: Any) -> None:
    (shop.path / "knowledge").rename(shop.path / "ailleurs")
    (shop.path / "knowledge").symlink_to(shop.path / "ailleurs")
    assert places(shop) == [("knowledge", None, "")]


def test_a_pipe_or_a_folder_in_place_of_a_file_does_not_block(shop: Any) -> None:
    (shop.path / "posts.csv").unlink()
    os.mkfifo(shop.path / "posts.csv")
    (shop.path / "tracking.csv").unlink()
    (shop.path / "tracking.csv").mkdir()
    assert places(shop) == [("posts.csv", None, ""), ("tracking.csv", None, "")]


def test_a_giant_file_is_refused_before_it_is_read(shop: Any) -> None:
    with (shop.path / "posts.csv").open("wb") as giant:
        giant.truncate(2 * 1024**3)
    assert files.FILE_CAP < 2 * 1024**3
    assert places(shop) == [("posts.csv", None, "")]


def test_too_many_rows_are_refused_where_they_pass_the_cap(shop: Any) -> None:
    head = "network,ref,published_at,caption,product_ref,url\n"
    rows = (f"i,{n},2025-01-15,,R-1,\n" for n in range(table.ROW_CAP + 1))
    shop.write("posts.csv", head + "".join(rows))
    assert places(shop) == [("posts.csv", table.ROW_CAP + 2, "")]


def test_faults_are_sentences_in_the_owner_s_language(shop: Any) -> None:
    shop.change("products.csv", "1 234.50", "cher")
    with pytest.raises(FolderFaults, match=r"ligne 4, colonne price : « cher » n'est pas un prix"):
        read_folder(shop.path)
    with pytest.raises(FolderFaults, match=r"line 4, column price: “cher” is not a price"):
        read_folder(shop.path, language="en")


def test_the_error_s_own_text_stays_readable(shop: Any) -> None:
    shop.change("products.csv", "S-2,S-2", "\n".join(f"Z-{n},Z-{n},Z,,,x,1,,," for n in range(50)))
    with pytest.raises(FolderFaults) as caught:
        read_folder(shop.path)
    assert len(caught.value.faults) >= 50
    assert len(str(caught.value).splitlines()) == 22
