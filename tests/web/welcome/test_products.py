"""Products come in by a file: nothing before it is right, or only the lines that are."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import psycopg
import pytest

from coccinelle.engine.business.purge import purge
from coccinelle.web.access.sessions import form_token
from coccinelle.web.edge.forms import TOKEN_FIELD
from tests.packs.sheets import CSV, excel
from tests.web.conftest import Caller, Shop
from tests.web.reading import text_of

PAGE = "/bienvenue/articles"


def bring(
    caller: Caller, content: bytes, name: str = "articles.csv", token: str | None = None
) -> httpx.Response:
    given = form_token(caller.token) if token is None else token
    return caller.http.post(
        PAGE, data={TOKEN_FIELD: given}, files={"file": (name, content)}, headers=caller.cookie()
    )


def skus(shop: Shop) -> list[tuple[object, ...]]:
    return shop.execute("select sku, on_hand from variant order by sku")


@pytest.fixture(autouse=True)
def _empty_shelves(shop: Shop) -> None:
    for table in ("product_file", "variant", "product", "setting"):
        shop.execute(f"delete from {table}")


def test_a_stranger_and_the_staff_bring_nothing(stranger: Caller, bob: Caller, shop: Shop) -> None:
    assert bring(stranger, CSV.encode()).status_code == 401
    assert bring(bob, CSV.encode()).status_code == 403
    assert shop.execute("select name from product_file") == []


def test_a_file_without_the_form_s_proof_is_refused(alice: Caller, shop: Shop) -> None:
    assert bring(alice, CSV.encode(), token="").status_code == 403
    assert alice.post(PAGE, file="x").status_code == 422
    assert shop.execute("select name from product_file") == []


def test_a_file_that_is_right_is_shown_then_imported(alice: Caller, shop: Shop) -> None:
    assert bring(alice, CSV.encode()).status_code == 303
    assert "3 lignes correctes" in text_of(alice.get(PAGE).text)
    assert skus(shop) == []
    assert alice.post(f"{PAGE}/importer").status_code == 303
    assert "2 articles en rayon , 3 tailles et couleurs" in text_of(alice.get(PAGE).text)
    assert skus(shop) == [("RF-1-bleu-38", 2), ("RF-1-bleu-40", 0), ("SC-4-camel", 3)]
    assert shop.execute("select name from product_file") == []


def test_a_click_made_twice_imports_once(alice: Caller, shop: Shop) -> None:
    bring(alice, CSV.encode())
    answers = [alice.post(f"{PAGE}/importer") for _ in range(2)]
    assert [answer.headers["location"] for answer in answers] == [PAGE, PAGE]
    assert len(skus(shop)) == 3


def test_another_file_than_the_one_on_the_screen_is_not_imported(alice: Caller, shop: Shop) -> None:
    bring(alice, CSV.encode())
    (seen,) = re.findall('name="seen" value="([^"]+)"', alice.get(PAGE).text)
    bring(alice, b"sku,name,price,stock\nA-1,Robe,79.90,2\n")
    answer = alice.post(f"{PAGE}/importer", seen=seen)
    assert answer.status_code == 409
    assert "a changé entre-temps" in text_of(answer.text)
    assert skus(shop) == []


def test_a_workbook_comes_in_too(alice: Caller, shop: Shop) -> None:
    bring(alice, excel(("SKU", "Nom", "Prix", "Stock"), ("A-1", "Robe", 79.9, 2)), "x.xlsx")
    alice.post(f"{PAGE}/importer")
    assert skus(shop) == [("A-1", 2)]


def test_faults_are_told_line_by_line_and_nothing_is_imported(alice: Caller, shop: Shop) -> None:
    bring(alice, (CSV + "RF-9;Jupe;rouge;38;gratuit;1\n").encode())
    page = text_of(alice.get(PAGE).text)
    assert "5 Prix TTC « gratuit » n'est pas un prix" in page
    assert alice.post(f"{PAGE}/importer").status_code == 409
    assert skus(shop) == []


def test_the_correct_lines_alone_are_imported_when_asked(alice: Caller, shop: Shop) -> None:
    bring(alice, CSV.encode())
    alice.post(f"{PAGE}/importer")
    bring(alice, (CSV.replace("79,90 €;2", "gratuit;2")).encode())
    assert alice.post(f"{PAGE}/importer", only_correct="1").status_code == 303
    assert ("RF-1-bleu-38", 2) in skus(shop)


def test_a_whole_file_takes_what_it_does_not_name_out_of_stock(alice: Caller, shop: Shop) -> None:
    bring(alice, CSV.encode())
    alice.post(f"{PAGE}/importer")
    bring(alice, b"sku,name,price,stock\nA-1,Robe,79.90,2\n")
    assert "2 tailles ou couleurs en rayon ne sont pas dans ce fichier" in text_of(
        alice.get(PAGE).text
    )
    alice.post(f"{PAGE}/importer")
    assert skus(shop) == [("A-1", 2), ("RF-1-bleu-38", 0), ("RF-1-bleu-40", 0), ("SC-4-camel", 0)]


def test_columns_named_otherwise_are_matched_by_hand(alice: Caller, shop: Shop) -> None:
    bring(alice, b"A;B;C\nRobe;79,90;2\n")
    assert "Il manque une colonne : Nom, Prix TTC, Stock." in text_of(alice.get(PAGE).text)
    assert alice.post(f"{PAGE}/importer").status_code == 409
    alice.post(f"{PAGE}/colonnes", **{"column.name": 0, "column.price": 1, "column.stock": 2})
    assert "1 ligne correcte" in text_of(alice.get(PAGE).text)
    alice.post(f"{PAGE}/importer")
    assert skus(shop) == [("robe", 2)]


def test_a_place_that_is_no_column_is_passed_over(alice: Caller, shop: Shop) -> None:
    bring(alice, b"A;B;C\nRobe;79,90;2\n")
    alice.post(f"{PAGE}/colonnes", **{"column.name": 9, "column.price": "-1", "column.stock": "x"})
    assert shop.execute("select columns from product_file") == [({},)]


@pytest.mark.parametrize(
    ("content", "status", "words"),
    [
        (b"%PDF-1.4\x00\x01", 422, "n'est pas un tableau"),
        (b"\xd0\xcf\x11\xe0", 422, "n'est pas un classeur lisible"),
        (b"PK\x03\x04", 422, "n'est pas un classeur lisible"),
        (b"x" * 5_300_000, 422, "dépasse 5 Mo"),
        (b"x" * 12_000_000, 422, "dépasse 5 Mo"),
    ],
)
def test_what_is_no_table_is_refused_in_french(
    alice: Caller, shop: Shop, content: bytes, status: int, words: str
) -> None:
    answer = bring(alice, content)
    assert answer.status_code == status
    assert words in text_of(answer.text)
    assert shop.execute("select name from product_file") == []


@pytest.mark.parametrize(
    ("name", "label"),
    [("../../etc/passwd.csv", "passwd.csv"), ("C:\\x\\a.csv", "a.csv"),
     ("a\u202efdp.csv", "afdp.csv"), ("x" * 300 + ".csv", "x" * 120)],
)  # fmt: skip
def test_a_file_s_name_is_a_label(alice: Caller, shop: Shop, name: str, label: str) -> None:
    bring(alice, CSV.encode(), name)
    assert shop.execute("select name from product_file") == [(label,)]


def test_hostile_text_is_shown_as_text(alice: Caller, shop: Shop) -> None:
    bring(alice, b"sku;name;price;stock\n<script>1</script>;<img src=x>;x;1\n")
    assert "<script>1" not in alice.get(PAGE).text


def test_the_owner_next_door_sees_nothing_of_it(alice: Caller, charlie: Caller, shop: Shop) -> None:
    bring(alice, CSV.encode(), "secret.csv")
    assert "secret.csv" not in charlie.get(PAGE).text
    assert charlie.post(f"{PAGE}/importer").headers["location"] == PAGE
    assert skus(shop) == []


def test_the_demo_s_articles_are_taken_and_nothing_else(alice: Caller, shop: Shop) -> None:
    assert alice.post(f"{PAGE}/demonstration").status_code == 303
    assert "RF-2847-38" in [sku for sku, _ in skus(shop)]
    assert shop.execute("select 1 from orders") == []


def test_a_file_is_put_aside(alice: Caller, shop: Shop) -> None:
    bring(alice, CSV.encode())
    assert alice.post(f"{PAGE}/abandonner").status_code == 303
    assert 'type="file"' in alice.get(PAGE).text


def test_a_file_nobody_came_back_for_is_forgotten_after_a_week(alice: Caller, shop: Shop) -> None:
    bring(alice, CSV.encode())
    purge(shop.desk)
    assert shop.execute("select name from product_file") == [("articles.csv",)]
    shop.execute("update product_file set brought_at = brought_at - interval '8 days'")
    purge(shop.desk)
    assert shop.execute("select name from product_file") == []


def test_the_first_lines_are_shown_as_they_were_understood(alice: Caller) -> None:
    bring(alice, CSV.encode())
    assert "Robe fleurie bleu 38 79,90 € 2" in text_of(alice.get(PAGE).text)


def test_the_table_to_fill_comes_back_without_a_fault(alice: Caller, shop: Shop) -> None:
    bring(alice, alice.get(f"{PAGE}/modele.csv").content)
    page = text_of(alice.get(PAGE).text)
    assert "3 lignes correctes" in page
    assert "erreur" not in page


def test_faults_are_told_in_english_to_who_reads_english(shop: Shop, stranger: Caller) -> None:
    owner = Caller(stranger.http, shop.employs("Marine", "owner"))
    owner.post("/compte/langue", language="en")
    bring(owner, CSV.replace("79,90 €;2", "gratuit;2").encode())
    assert "is not a price" in text_of(owner.get(PAGE).text)
    assert "This file is no table" in text_of(bring(owner, b"%PDF-1.4\x00").text)
    assert "Line 2: quotes out of place" in text_of(bring(owner, b'nom;prix\n"Robe;10\n').text)


@pytest.fixture
def full_disk(admin: psycopg.Connection) -> Iterator[None]:
    """No more room for a variant, however many came before it."""
    admin.execute(
        "create function no_room() returns trigger language plpgsql as"
        " $$ begin raise exception 'no space left' using errcode = '53100'; end $$;"
        " create trigger no_room before insert on variant execute function no_room()"
    )
    yield
    admin.execute("drop trigger no_room on variant; drop function no_room()")


@pytest.mark.usefixtures("full_disk")
def test_a_full_disk_is_told_and_the_file_still_waits(alice: Caller, shop: Shop) -> None:
    bring(alice, CSV.encode())
    answer = alice.post(f"{PAGE}/importer")
    assert answer.status_code == 503
    assert "rien n'a été perdu" in text_of(answer.text)
    assert shop.execute("select name from product") == []
    assert shop.execute("select name from product_file") == [("articles.csv",)]


def test_the_same_import_twice_at_once_is_one(alice: Caller, shop: Shop) -> None:
    bring(alice, CSV.encode())
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda _: alice.post(f"{PAGE}/importer"), range(2)))
    assert {answer.status_code for answer in answers} <= {303, 409}
    assert len(skus(shop)) == 3
