"""A file comes in again while the shop runs: what it changes is shown, and nothing is lost."""

import pytest

from coccinelle.engine.members.counter import correct_stock
from tests.packs.sheets import CSV
from tests.web.conftest import Caller, Shop
from tests.web.reading import text_of
from tests.web.welcome.test_products import PAGE, bring, skus

DEARER = CSV.replace("38;79,90 €;2", "38;69,90 €;5") + "SC-9;Sac seau;camel;;99;1\n"


@pytest.fixture(autouse=True)
def _on_the_shelves(alice: Caller, shop: Shop) -> None:
    for table in ("product_file", "waiting", "variant", "product", "setting", "notification"):
        shop.execute(f"delete from {table}")
    bring(alice, CSV.encode())
    alice.post(f"{PAGE}/importer")


def page(caller: Caller) -> str:
    return text_of(caller.get(PAGE).text)


def test_what_changes_is_counted_and_shown_before_it_is_written(alice: Caller, shop: Shop) -> None:
    bring(alice, DEARER.encode())
    said = page(alice)
    assert "1 ajout 1 changement 2 sans changement" in said
    assert "Robe fleurie bleu 38 79,90 € 69,90 € 2 5" in said
    assert "absent" not in said
    assert ("RF-1-bleu-38", 2) in skus(shop)


def test_the_same_file_again_changes_nothing(alice: Caller) -> None:
    bring(alice, CSV.encode())
    assert "0 ajout 0 changement 3 sans changement" in page(alice)


def test_what_the_file_does_not_name_is_told_with_its_name(alice: Caller) -> None:
    bring(alice, CSV.replace("SC-4;Sac cabas;camel;;159;3\n", "").encode())
    said = page(alice)
    assert "1 absent du fichier" in said
    assert "elle passera hors stock. Sac cabas, camel (3)" in said


def test_a_stock_counted_here_is_shown_and_kept_when_asked(alice: Caller, shop: Shop) -> None:
    correct_stock(shop.desk, "RF-1-bleu-38", 7)
    bring(alice, CSV.encode())
    said = page(alice)
    assert "Garder le stock que vous avez compté ici" in said
    assert "7 2 compté aujourd'hui à" in said
    alice.post(f"{PAGE}/importer", keep_counted="1")
    assert ("RF-1-bleu-38", 7) in skus(shop)


def test_a_stock_counted_here_is_the_file_s_otherwise(alice: Caller, shop: Shop) -> None:
    correct_stock(shop.desk, "RF-1-bleu-38", 7)
    for _ in range(2):
        bring(alice, CSV.encode())
        alice.post(f"{PAGE}/importer")
    assert ("RF-1-bleu-38", 2) in skus(shop)
    bring(alice, DEARER.encode())
    assert "Garder le stock" not in page(alice)


def test_an_article_counted_here_that_the_file_forgets_is_kept_when_asked(
    alice: Caller, shop: Shop
) -> None:
    correct_stock(shop.desk, "SC-4-camel", 1)
    bring(alice, CSV.replace("SC-4;Sac cabas;camel;;159;3\n", "").encode())
    alice.post(f"{PAGE}/importer", keep_counted="1")
    assert ("SC-4-camel", 1) in skus(shop)


def test_what_the_file_does_not_say_stays_said(alice: Caller, shop: Shop) -> None:
    shop.execute("update product set category = 'robes', tags = '{soirée}', aliases = '{azur}'"
                 " where ref = 'RF-1'")  # fmt: skip
    bring(alice, CSV.encode())
    assert "3 sans changement" in page(alice)
    alice.post(f"{PAGE}/importer")
    kept = shop.execute("select category, tags, aliases from product where ref = 'RF-1'")
    assert kept == [("robes", ["soirée"], ["azur"])]


def test_members_are_told_when_the_file_leaves_too_few_for_what_is_put_aside(
    alice: Caller, shop: Shop
) -> None:
    shop.execute("update variant set reserved = 2 where sku = 'RF-1-bleu-38'")
    for stock in (1, 1):
        bring(alice, CSV.replace("€;2", f"€;{stock}").encode())
        alice.post(f"{PAGE}/importer")
    told = shop.execute("select lines from notification where kind = 'stock'")
    assert told == [(["RF-1-bleu-38 : il manque 1 article(s)"],)]


def test_who_waited_for_what_the_file_brings_back_is_told(alice: Caller, shop: Shop) -> None:
    shop.hears("Bonjour")
    shop.execute(
        "insert into waiting (variant_id, contact_id, conversation_id, created_at)"
        " select v.id, c.contact_id, c.id, now() from variant v,"
        " (select * from conversation order by id desc limit 1) c where v.sku = 'RF-1-bleu-40'"
    )
    bring(alice, CSV.replace("€;0", "€;1").encode())
    alice.post(f"{PAGE}/importer")
    assert shop.execute("select status from waiting") == [("called",)]
