"""The page of publications: what each one shows is said in one tap, and stays said."""

import itertools

import pytest

from coccinelle.engine.members import posts as engine
from coccinelle.store.database import Database
from tests.web.conftest import Caller, Shop, open_shop
from tests.web.reading import text_of
from tests.web.shop.test_knowledge import imported_again

_numbers = itertools.count(1)


@pytest.fixture
def post(bob: Caller, shop: Shop) -> int:
    """One that shows nothing we know, as a file would bring it."""
    rows = shop.execute(
        "insert into post (network, ref, published_at, caption) values ('instagram', %s, now(),"
        " 'Notre robe fleurie bleue est de retour !') returning id", f"new-{next(_numbers)}",
    )  # fmt: skip
    return int(str(rows[0][0]))


def shown(shop: Shop, post: int) -> object:
    return shop.execute(
        "select r.ref from post p left join product r on r.id = p.product_id where p.id = %s", post
    )[0][0]


def test_a_caption_proposes_what_it_speaks_of_and_one_tap_says_it(
    bob: Caller, shop: Shop, post: int
) -> None:
    page = bob.get("/publications?voir=sans").text
    assert 'name="product_ref" value="RF-2847"' in page
    assert bob.post(f"/publications/{post}/produit", product_ref="RF-2847").status_code == 303
    assert shown(shop, post) == "RF-2847"
    posts = [p.product_ref for p in shop.desk.shop.catalogue().posts]
    assert "RF-2847" in posts


def test_one_that_shows_nothing_we_know_is_no_product_of_the_catalogue(
    shop: Shop, post: int
) -> None:
    assert all(p.product_ref for p in shop.desk.shop.catalogue().posts)


def test_a_reference_nobody_knows_is_refused(bob: Caller, shop: Shop, post: int) -> None:
    answer = bob.post(f"/publications/{post}/produit", product_ref="RF-0")
    assert (answer.status_code, shown(shop, post)) == (409, None)


def test_what_a_member_says_outlives_the_next_import(bob: Caller, shop: Shop) -> None:
    ((number,),) = shop.execute("select min(id) from post where by_member = ''")
    bob.post(f"/publications/{number}/produit", product_ref="")
    imported_again(shop)
    assert shown(shop, int(str(number))) is None


def test_one_added_by_hand_twice_is_one(bob: Caller, shop: Shop) -> None:
    form = {
        "url": "https://www.instagram.com/p/C9abc/?utm=x", "published_at": "2025-01-15T18:00",
        "caption": "La robe", "product_ref": "RF-2847",
    }  # fmt: skip
    for _ in range(2):
        assert bob.post("/publications", **form).status_code == 303
    known = "select network, by_member from post where ref = 'C9abc'"
    assert shop.execute(known) == [("instagram", "Bob")]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://", "bonjour", "https://[::1"])
def test_an_address_that_leads_nowhere_is_refused(bob: Caller, url: str) -> None:
    answer = bob.post("/publications", url=url, published_at="2025-01-15T18:00")
    assert answer.status_code == 409


def test_a_link_of_a_file_that_is_no_site_is_not_a_link(bob: Caller, shop: Shop, post: int) -> None:
    shop.execute("update post set url = 'javascript:alert(1)' where id = %s", post)
    assert "javascript:" not in bob.get("/publications").text


def test_the_owner_next_door_sees_none_of_them(charlie: Caller, post: int) -> None:
    assert "fleurie" not in text_of(charlie.get("/publications").text)


def test_a_publication_shows_several_articles_each_taken_off_alone(
    bob: Caller, shop: Shop, post: int
) -> None:
    for ref in ("RF-2847", "BL-445", "BL-445"):
        bob.post(f"/publications/{post}/produit", product_ref=ref)
    assert refs_of(shop, post) == ["BL-445", "RF-2847"]
    bob.post(f"/publications/{post}/cacher", product_ref="RF-2847")
    assert refs_of(shop, post) == ["BL-445"]
    assert shown(shop, post) == "BL-445"
    bob.post(f"/publications/{post}/produit", product_ref="")
    assert refs_of(shop, post) == []


def refs_of(shop: Shop, post: int) -> list[str]:
    """As customers' words find them."""
    ((ref,),) = shop.execute("select ref from post where id = %s", post)
    return sorted(p.product_ref for p in shop.desk.shop.catalogue().posts if p.ref == ref)


def test_a_publication_taken_out_is_meant_no_more_and_no_import_brings_it_back(
    bob: Caller, shop: Shop
) -> None:
    ((number,),) = shop.execute(
        "select id from post where by_member = '' and product_id is not null limit 1"
    )
    led = bob.post(f"/publications/{number}/supprimer")
    imported_again(shop)
    assert f'id="post-{number}"' not in bob.get("/publications").text
    assert refs_of(shop, int(str(number))) == []
    assert "La remettre" in bob.led(led).text
    bob.post(f"/publications/{number}/remettre")
    assert f'id="post-{number}"' in bob.get("/publications").text
    assert refs_of(shop, int(str(number))) != []


def test_an_article_that_is_sold_out_is_said_to_be(bob: Caller, shop: Shop, post: int) -> None:
    bob.post(f"/publications/{post}/produit", product_ref="PF-229")
    sold = "update variant set on_hand = {} where sku ~ '^PF-229'"
    assert "épuisé" not in bob.get("/publications").text
    before = shop.execute("select sku, on_hand from variant where sku ~ '^PF-229'")
    shop.execute(sold.format("reserved"))
    assert "épuisé" in bob.get("/publications").text
    for sku, on_hand in before:
        shop.execute("update variant set on_hand = %s where sku = %s", on_hand, sku)


def test_what_shows_nothing_for_sale_waits_no_more(bob: Caller, shop: Shop, post: int) -> None:
    assert f'id="post-{post}"' in bob.get("/publications?voir=sans").text
    bob.post(f"/publications/{post}/produit", product_ref="")
    assert f'id="post-{post}"' not in bob.get("/publications?voir=sans").text


def test_one_next_door_is_neither_shown_nor_taken_out(charlie: Caller, post: int) -> None:
    for act in ("produit", "cacher", "supprimer", "remettre"):
        answer = charlie.post(f"/publications/{post}/{act}", product_ref="RF-2847")
        assert answer.status_code == 404


@pytest.fixture
def look(shared_database: Database) -> Shop:
    """Yesterday's publication shows a dress, a blazer and a jacket."""
    shop = open_shop(shared_database, full=True)
    ((number,),) = shop.execute("select id from post order by published_at desc limit 1")
    for ref in ("BL-445", "PF-229"):
        engine.show(shop.desk, int(str(number)), ref, by="Bob")
    return shop


def test_a_customer_is_asked_which_of_the_articles_it_shows(look: Shop) -> None:
    look.hears("Bonjour, ce que vous avez posté hier, vous l'avez en 38 ?")
    assert all(name in look.sent[-1].text for name in ("Robe fleurie", "Blazer", "Perfecto"))
    look.hears("la robe que vous avez postée hier est dispo en 38 ?", "+33639986601")
    assert "Oui, on l'a en 38" in look.sent[-1].text


def test_a_sold_out_article_of_a_publication_is_said_so_and_a_list_offered(look: Shop) -> None:
    look.execute("update variant set on_hand = reserved where sku ~ '^RF-2847'")
    look.hears("la robe fleurie postée hier est dispo en 38 ?")
    assert "plus la robe fleurie bleue en 38" in look.sent[-1].text
    assert "prévienne au retour en stock" in look.sent[-1].text
