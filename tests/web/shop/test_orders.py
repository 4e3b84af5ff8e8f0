"""Orders and exchanges: a parcel that came back ends the exchange, once, and can be taken back."""

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import quote

import pytest

from coccinelle.core.carrier import Tracking, TrackingEvent
from coccinelle.store import tracking
from coccinelle.store.database import Database
from tests.web.conftest import Caller, Shop, open_shop
from tests.web.reading import text_of

EMMA = "+33639980002"
ASK = "Bonjour, puis-je échanger le pantalon noir 40 de la commande 2847 contre un 38 ?"
BACK, NEW = "PN-118-40", "PN-118-38"


@pytest.fixture(scope="module")
def shop(shared_database: Database) -> Shop:
    """Of this module alone: its stock is counted."""
    return open_shop(shared_database, full=True)


@pytest.fixture(scope="module")
def exchange(shop: Shop) -> int:
    """Emma's: the 40 comes back by post, the 38 is kept for her."""
    shop.hears(ASK, EMMA)
    shop.hears("Par courrier", EMMA)
    return int(str(shop.execute("select id from exchange where status = 'open'")[0][0]))


@pytest.fixture
def fresh(shop: Shop, exchange: int, bob: Caller) -> Iterator[int]:
    """Open, whatever another test did with it."""
    yield exchange
    for (parcel,) in shop.execute("select id from parcel_back where undone_at is null"):
        bob.post(f"/retours/{parcel}/annuler")


def order(shop: Shop) -> int:
    return int(str(shop.execute("select id from orders where number = '2847'")[0][0]))


def stock(shop: Shop) -> dict[str, tuple[int, int]]:
    rows = shop.execute("select sku, on_hand, reserved from variant where sku ~ 'PN-118'")
    return {str(sku): (int(str(on)), int(str(kept))) for sku, on, kept in rows}


def status(shop: Shop, exchange: int) -> object:
    return shop.execute("select status from exchange where id = %s", exchange)[0][0]


@pytest.mark.parametrize(
    ("filter", "is_there"), [("", True), ("exchanges", True), ("running", False)]
)
def test_an_order_is_listed_under_what_it_waits_for(
    bob: Caller, fresh: int, filter: str, is_there: bool
) -> None:
    page = bob.get(f"/commandes?q=2847&filtre={filter}").text
    assert ("#2847" in page) == is_there


def test_an_order_is_found_by_the_name_of_its_customer(bob: Caller) -> None:
    assert "#2847" in bob.get("/commandes?q=emma").text
    assert "#2847" not in bob.get("/commandes?q=julie").text


@pytest.mark.parametrize("said", ["2847", "#2847", "28", "E-2847-1", "e-2847"])
def test_an_order_is_found_by_its_number_or_by_its_exchange(bob: Caller, said: str) -> None:
    assert "#2847" in bob.get(f"/commandes?q={quote(said)}").text


def test_the_orders_of_one_customer_alone(bob: Caller, shop: Shop) -> None:
    ((emma,),) = shop.execute("select contact_id from orders where number = '2847'")
    page = bob.get(f"/commandes?client={emma}").text
    assert "#2847" in page
    assert "#2901" not in page
    assert "#2847" not in bob.get("/commandes?client=999999").text


def test_the_page_tells_the_exchange_and_opens_its_label(
    bob: Caller, shop: Shop, fresh: int
) -> None:
    page = bob.get(f"/commandes/{order(shop)}").text
    assert "E-2847-1" in page
    assert "40 → 38" in text_of(page)
    ((label,),) = shop.execute("select document_id from exchange where id = %s", fresh)
    answer = bob.get(f"/etiquettes/{label}")
    assert answer.content.startswith(b"%PDF")
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_a_parcel_that_came_back_ends_the_exchange_once(
    bob: Caller, shop: Shop, fresh: int
) -> None:
    before = stock(shop)
    for _ in range(2):
        assert bob.post(f"/echanges/{fresh}/recu", restock="true").status_code == 303
    after = stock(shop)
    assert status(shop, fresh) == "done"
    assert after[BACK] == (before[BACK][0] + 1, before[BACK][1])
    assert after[NEW] == (before[NEW][0] - 1, before[NEW][1] - 1)


def test_what_came_back_worn_stays_off_the_shelf(bob: Caller, shop: Shop, fresh: int) -> None:
    before = stock(shop)
    bob.post(f"/echanges/{fresh}/recu")
    assert stock(shop)[BACK] == before[BACK]


def test_said_by_mistake_everything_is_as_before(bob: Caller, shop: Shop, fresh: int) -> None:
    before = stock(shop)
    bob.post(f"/echanges/{fresh}/recu", restock="true")
    ((parcel,),) = shop.execute("select id from parcel_back where undone_at is null")
    for _ in range(2):
        assert bob.post(f"/retours/{parcel}/annuler").status_code == 303
    assert (stock(shop), status(shop, fresh)) == (before, "open")
    pending = "select count(*) from commitment where kind = 'hold_expiry' and status = 'pending'"
    assert shop.execute(pending) == [(1,)]


def test_what_was_sold_meanwhile_cannot_be_taken_back(bob: Caller, shop: Shop, fresh: int) -> None:
    bob.post(f"/echanges/{fresh}/recu", restock="true")
    shop.execute("update variant set on_hand = reserved where sku = %s", BACK)
    ((parcel,),) = shop.execute("select id from parcel_back where undone_at is null")
    answer = bob.post(f"/retours/{parcel}/annuler")
    assert (answer.status_code, status(shop, fresh)) == (409, "done")
    assert "corrigez plutôt son stock" in answer.text
    shop.execute("update variant set on_hand = reserved + 5 where sku = %s", BACK)


def test_the_parcel_of_a_withdrawal_puts_each_line_on_the_shelf_once(
    bob: Caller, shop: Shop
) -> None:
    ((given_up,),) = shop.execute(
        "insert into withdrawal (order_id, contact_id, declared_at, send_back_by)"
        " select id, contact_id, now(), now() from orders where number = '2847' returning id"
    )
    before = shop.execute("select sum(on_hand) from variant")[0][0]
    ((items,),) = shop.execute(
        "select sum(quantity) from order_line where order_id = %s", order(shop)
    )
    for _ in range(2):
        assert bob.post(f"/retractations/{given_up}/recu", restock="true").status_code == 303
    assert shop.execute("select sum(on_hand) from variant")[0][0] == before + items  # type: ignore[operator]
    assert "Reçu" in text_of(bob.get(f"/commandes/{order(shop)}").text)


def test_the_words_are_seen_before_they_are_said(bob: Caller, shop: Shop, fresh: int) -> None:
    page = text_of(bob.get(f"/commandes/{order(shop)}").text)
    assert "Le client renvoie son article" in page
    assert "Votre pantalon noir coupe droite en 40 est bien arrivé, merci !" in page
    bob.post(f"/echanges/{fresh}/recu", tell="true")
    page = text_of(bob.get(f"/commandes/{order(shop)}").text)
    assert "Le client le saura aujourd'hui à" in page
    assert "À faire : Envoyer le remplacement" in page


def test_what_the_carrier_said_is_shown_with_the_time_it_was_asked(bob: Caller, shop: Shop) -> None:
    at = shop.desk.now()
    told = Tracking(
        "6A13000284708", "laposte", "in_transit", (TrackingEvent(at, "in_transit", "Trié"),), at,
        expected_at=at + timedelta(days=1),
    )  # fmt: skip
    with shop.desk.transaction() as connection:
        tracking.keep(connection, told)
    page = text_of(bob.get(f"/commandes/{order(shop)}").text)
    assert "dit par le transporteur aujourd'hui à" in page
    assert "Trié" in page
    assert "Attendu : demain" in page
    asked = bob.post(f"/commandes/{order(shop)}/suivi")
    assert "Le transporteur vient de répondre." in text_of(bob.led(asked).text)


def test_an_order_next_door_is_no_order_here(charlie: Caller, shop: Shop) -> None:
    assert charlie.get(f"/commandes/{order(shop)}").status_code == 404
    assert charlie.post(f"/commandes/{order(shop)}/suivi").status_code == 404
    assert "2847" not in charlie.get("/commandes").text
