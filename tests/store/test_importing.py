"""A folder in the database: all or nothing, and again."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace

import psycopg
import pytest

from coccinelle.core.errors import TemporaryError
from coccinelle.packs import demo_folder
from coccinelle.packs.folder import import_directory
from coccinelle.store.database import Database
from coccinelle.store.importing import import_business, import_folder
from coccinelle.store.importing.folder import BusinessFolder, PostEntry
from tests.store.little_shop import DRESS_38, DRESS_40, LINES, NOW, ORDER, rows, shop


def test_a_whole_folder_is_kept(database: Database) -> None:
    counts = import_business(database, shop(), NOW)
    assert (counts.products, counts.variants, counts.orders, counts.answers) == (1, 2, 1, 1)
    query = (
        "select ref, tags, aliases, sku, on_hand from product p join variant on product_id = p.id"
    )
    assert rows(database, counts.business_id, query + " order by position") == [
        ("R-1", ["été", "soirée"], ["robe azur"], "R-1-38", 2),
        ("R-1", ["été", "soirée"], ["robe azur"], "R-1-40", 1),
    ]
    query = "select name, hours, closures, policy, is_demo from business"
    assert rows(database, counts.business_id, query) == [
        ("Chez Alice", {"tuesday": ["10:00-19:00"]}, [NOW.date()], {"vip_orders": 5}, False)
    ]
    query = "select kind, value from address join contact c on c.id = contact_id where ref = 'C1'"
    assert sorted(rows(database, counts.business_id, query)) == [
        ("email", "bob@example.org"),
        ("phone", "+33639980011"),
    ]


def test_the_same_folder_twice_is_one_business_and_no_double(database: Database) -> None:
    folder = shop()
    first, second = (import_business(database, folder, NOW) for _ in range(2))
    assert first == second
    tables = ("variant", "contact", "address", "orders", "order_line", "tracking_event", "post")
    query = "select " + ", ".join(f"(select count(*) from {table})" for table in tables)
    assert rows(database, first.business_id, query) == [(2, 1, 2, 1, 2, 1, 1)]


def test_importing_again_replaces_the_stock_and_leaves_what_is_reserved(database: Database) -> None:
    folder = shop()
    business_id = import_business(database, folder, NOW).business_id
    with database.transaction(business_id) as connection:
        connection.execute("update variant set reserved = 1 where sku = 'R-1-38'")
    changed = (replace(DRESS_38, stock=7, price_cents=3990), DRESS_40)
    import_business(database, replace(folder, variants=changed), NOW)
    query = "select on_hand, reserved, price_cents from variant where sku = 'R-1-38'"
    assert rows(database, business_id, query) == [(7, 1, 3990)]


def test_a_variant_no_longer_in_the_file_has_none_left_and_keeps_its_past(
    database: Database,
) -> None:
    folder = shop()
    import_business(database, folder, NOW)
    counts = import_business(database, replace(folder, variants=(DRESS_38,)), NOW)
    assert counts.emptied == 1
    query = "select sku, on_hand from order_line join variant v on v.id = variant_id order by sku"
    assert rows(database, counts.business_id, query) == [("R-1-38", 2), ("R-1-40", 0)]


def test_an_absent_file_changes_nothing(database: Database) -> None:
    folder = shop()
    import_business(database, folder, NOW)
    counts = import_business(database, BusinessFolder(folder.business), NOW)
    query = "select (select sum(on_hand) from variant), (select count(*) from knowledge)"
    assert rows(database, counts.business_id, query) == [(3, 1)]


def test_orders_follow_the_file_with_their_lines(database: Database) -> None:
    folder = shop()
    import_business(database, folder, NOW)
    delivered = replace(ORDER, status="delivered", delivered_at=NOW)
    again = replace(folder, orders=(delivered,), order_lines=LINES[:1])
    business_id = import_business(database, again, NOW).business_id
    query = "select status, delivered_at, count(*) from orders join order_line on order_id = id"
    assert rows(database, business_id, query + " group by 1, 2") == [("delivered", NOW, 1)]


def test_an_answer_taken_out_of_the_folder_is_given_no_more(database: Database) -> None:
    folder = shop()
    import_business(database, folder, NOW)
    business_id = import_business(database, replace(folder, knowledge=()), NOW).business_id
    assert rows(database, business_id, "select 1 from knowledge") == []


def test_each_import_renews_the_catalogue(database: Database) -> None:
    folder = shop()
    business_id = import_business(database, folder, NOW).business_id
    before = rows(database, business_id, "select catalogue_version from business")[0][0]
    import_business(database, folder, NOW)
    after = rows(database, business_id, "select catalogue_version from business")[0][0]
    assert after > before


def test_a_fault_on_the_way_leaves_nothing_at_all(database: Database) -> None:
    broken = shop(posts=(PostEntry("instagram", "P1", NOW, "a\0b", "R-1", ""),))
    with pytest.raises(psycopg.DataError):
        import_business(database, broken, NOW)
    with database.routing() as connection:
        slugs = [row[1] for row in connection.execute("select * from businesses()")]
    assert broken.business.slug not in slugs


def test_two_shops_never_mix(database: Database) -> None:
    first = import_business(database, shop(), NOW).business_id
    second = import_business(database, shop(variants=(replace(DRESS_38, stock=9),)), NOW)
    query = "select on_hand from variant where sku = 'R-1-38'"
    assert rows(database, first, query) == [(2,)]
    assert rows(database, second.business_id, query) == [(9,)]


def test_a_shop_that_changes_its_name_keeps_its_slug_when_told(database: Database) -> None:
    folder = shop()
    first = import_business(database, folder, NOW)
    renamed = replace(folder.business, name="Chez Alice et Bob", slug="chez-alice-et-bob")
    again = replace(folder, business=renamed)
    second = import_business(database, again, NOW, slug=folder.business.slug)
    assert second.business_id == first.business_id
    query = "select name, slug from business"
    assert rows(database, first.business_id, query) == [("Chez Alice et Bob", folder.business.slug)]


def test_two_first_imports_at_once_make_one_shop(database: Database) -> None:
    folder = shop()

    def outcome(_: int) -> str:
        try:
            import_business(database, folder, NOW)
        except TemporaryError:
            return "try again"
        return "kept"

    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(outcome, range(4)))
    assert "kept" in outcomes
    with database.routing() as connection:
        slugs = [row[1] for row in connection.execute("select * from businesses()")]
    assert slugs.count(folder.business.slug) == 1


def test_a_demo_lives_in_its_own_time(database: Database) -> None:
    business_id = import_business(database, shop(), NOW, clock_offset_seconds=-3600).business_id
    query = "select is_demo, clock_offset_seconds from business"
    assert rows(database, business_id, query) == [(True, -3600)]


def test_progress_reaches_the_end_of_each_file(database: Database) -> None:
    seen: list[tuple[int, int, str]] = []
    import_business(database, shop(), NOW, progress=lambda *step: seen.append(step))
    assert {(2, 2, "products.csv"), (1, 1, "orders.csv"), (1, 1, "posts.csv")} <= set(seen)


def test_a_folder_can_join_a_wider_transaction(database: Database) -> None:
    folder = shop()
    business_id = import_business(database, BusinessFolder(folder.business), NOW).business_id
    with suppress(InterruptedError), database.transaction(business_id) as connection:
        assert import_folder(connection, folder, NOW).variants == 2
        raise InterruptedError
    assert rows(database, business_id, "select count(*) from variant") == [(0,)]


def test_the_demo_shop_goes_from_its_files_to_the_database(database: Database) -> None:
    counts = import_directory(demo_folder(), database, NOW, slug=f"demo-{uuid.uuid4().hex[:8]}")
    query = (
        "select p.name, v.on_hand from post join product p on p.id = product_id"
        " join variant v on v.product_id = p.id where p.ref = 'RF-2847' and v.size = '38'"
    )
    assert rows(database, counts.business_id, query) == [("Robe fleurie bleue", 2)]
    assert (counts.products, counts.customers, counts.orders) == (81, 4, 22)
