"""A parcel came back: its customer hears of it a few minutes later, once, and of a mistake too."""

from datetime import timedelta

import pytest

from coccinelle.engine.attend import attend
from coccinelle.engine.business import forget
from coccinelle.engine.commitments import parcel_told
from coccinelle.engine.members import parcel_back
from coccinelle.engine.members.member import take_over
from coccinelle.kit.clock import VirtualClock
from coccinelle.store.database import Database
from tests.web.conftest import Shop, open_shop
from tests.web.shop.test_orders import ASK, EMMA

WORDS = "Votre pantalon noir coupe droite en 40 est bien arrivé, merci !"
SENDING = "Nous préparons l'envoi de la taille 38 (échange E-2847-1)"


@pytest.fixture
def shop(shared_database: Database) -> Shop:
    return open_shop(shared_database, full=True)


@pytest.fixture
def exchange(shop: Shop) -> int:
    """Emma's, by post: the 40 comes back, the 38 is kept for her."""
    shop.hears(ASK, EMMA)
    shop.hears("Par courrier", EMMA)
    shop.sent.clear()
    return one(shop, "select id from exchange")


def one(shop: Shop, sql: str) -> int:
    return int(str(shop.execute(sql)[0][0]))


def marked(shop: Shop, exchange: int, *, tell: bool = True) -> None:
    parcel_back.of_exchange(shop.desk, exchange, restock=True, tell=tell, by="Bob")


def taken_back(shop: Shop) -> None:
    parcel = one(shop, "select id from parcel_back where undone_at is null")
    parcel_back.undo(shop.desk, parcel, by="Bob")


def passes(shop: Shop, **time: int) -> list[str]:
    """What has left since."""
    clock = shop.place.clock
    assert isinstance(clock, VirtualClock)
    clock.move_to(clock.now() + timedelta(**time))
    for (number,) in shop.execute("select id from conversation"):
        attend(shop.desk, int(str(number)))
    return [said.text for said in shop.sent]


def promises(shop: Shop) -> list[tuple[object, ...]]:
    return shop.execute("select kind, status from commitment where params ? 'parcel_id' order by 1")


def test_they_are_told_once_that_it_came_and_what_follows(shop: Shop, exchange: int) -> None:
    for _ in range(2):
        marked(shop, exchange)
    assert passes(shop, minutes=1) == []
    (told,) = passes(shop, minutes=5)
    assert WORDS in told
    assert SENDING in told
    assert len(passes(shop, hours=3)) == 1


def test_what_they_are_told_to_come_is_a_task_of_the_members(shop: Shop, exchange: int) -> None:
    marked(shop, exchange)
    passes(shop, minutes=6)
    assert promises(shop) == [("task", "pending"), ("tell_back", "done")]
    ((reason,),) = shop.execute("select reason from commitment where kind = 'task'")
    assert reason == "Envoyer le remplacement : Pantalon noir coupe droite, 38 (échange E-2847-1)"


def test_a_mistake_seen_at_once_is_never_told(shop: Shop, exchange: int) -> None:
    marked(shop, exchange)
    taken_back(shop)
    assert passes(shop, hours=1) == []
    assert promises(shop) == [("task", "cancelled"), ("tell_back", "cancelled")]


def test_a_mistake_they_heard_of_is_put_right(shop: Shop, exchange: int) -> None:
    marked(shop, exchange)
    passes(shop, minutes=6)
    taken_back(shop)
    told = passes(shop, minutes=1)
    assert "votre colis pour l'échange E-2847-1 n'est pas encore arrivé" in told[-1]
    assert "vous reste réservé jusqu'au" in told[-1]
    assert len(passes(shop, hours=2)) == 2


def test_nobody_is_told_when_the_member_will_do_it(shop: Shop, exchange: int) -> None:
    marked(shop, exchange, tell=False)
    assert passes(shop, hours=1) == []
    assert promises(shop) == [("task", "pending")]


def test_who_said_stop_or_is_in_a_members_hands_hears_nothing_from_us(
    shop: Shop, exchange: int
) -> None:
    take_over(shop.desk, one(shop, "select conversation_id from exchange"), by="Bob")
    marked(shop, exchange)
    assert passes(shop, hours=1) == []
    ((because,),) = shop.execute("select ended_because from commitment where kind = 'tell_back'")
    assert because == parcel_told.TAKEN
    shop.execute("update conversation set paused_at = null")
    shop.hears("STOP", EMMA)
    assert preview(shop, exchange) == parcel_told.STOPPED


def preview(shop: Shop, exchange: int) -> str:
    with shop.desk.transaction() as connection:
        return parcel_told.preview(
            shop.desk, connection, exchange_id=exchange, withdrawal_id=None, replaced=True
        ).because


def test_a_parcel_of_an_exchange_that_ran_out_promises_no_replacement(
    shop: Shop, exchange: int
) -> None:
    for _ in range(2):  # the parcel is waited for once more
        passes(shop, days=20)
    shop.sent.clear()
    marked(shop, exchange)
    (told,) = passes(shop, minutes=6)
    assert "L'échange E-2847-1 n'était plus en cours" in told
    assert "envoi" not in told


def test_the_parcel_of_a_withdrawal_is_told_without_an_amount(shop: Shop, exchange: int) -> None:
    given_up = one(
        shop,
        "insert into withdrawal (order_id, contact_id, declared_at, send_back_by)"
        " select id, contact_id, now(), now() from orders where number = '2847' returning id",
    )
    parcel_back.of_withdrawal(shop.desk, given_up, restock=False, tell=True, by="Bob")
    (told,) = passes(shop, minutes=6)
    assert "otre colis de retour pour la commande 2847 est bien arrivé" in told
    assert "€" not in told


def test_an_erased_customer_is_told_nothing_more(shop: Shop, exchange: int) -> None:
    marked(shop, exchange)
    forget.forget(shop.desk, EMMA)
    assert passes(shop, hours=1) == []


def test_in_the_night_it_waits_for_the_morning(shop: Shop, exchange: int) -> None:
    passes(shop, hours=11)
    shop.sent.clear()
    marked(shop, exchange)
    assert passes(shop, minutes=30) == []
    assert len(passes(shop, hours=12)) == 1
