"""Scenario 3 of the mission through the real doors: web hook, engine, database, operator."""

from datetime import datetime

import pytest

from coccinelle.engine.attend import attend
from coccinelle.store import cases
from coccinelle.store.importing.batches import silent
from coccinelle.store.importing.folder import TrackingEntry
from coccinelle.store.importing.orders import save_tracking
from tests.journeys.conftest import World

LEA, SARAH = "+33639980003", "+33639980010"
URGENT = "J'ai commandé lundi pour un mariage SAMEDI et j'ai toujours pas reçu 😰 Commande #2901"


def at(clock: str, day: int = 17) -> datetime:
    return datetime.fromisoformat(f"2025-01-{day}T{clock}:00+01:00")


@pytest.fixture
def lea(world: World) -> World:
    """Léa has written, and was answered."""
    world.go_to(at("18:45", 16))
    world.say(URGENT, sender=LEA)
    return world


def parcel(world: World, status: str, clock: str) -> None:
    entry = TrackingEntry("6A13000290106", at(clock), status, "Votre colis est livré", None)
    with world.desk.transaction() as connection:
        save_tracking(connection, (entry,), silent)


def test_she_is_told_what_is_sure_and_what_is_ready_for_her(world: World) -> None:
    world.go_to(at("18:45", 16))
    reply = world.say(URGENT, sender=LEA)
    assert "votre colis sera livré DEMAIN (vendredi) avant 12h" in reply
    assert "venez en boutique à 14h, on vous prête la même tenue" in reply
    assert "livraison express demain matin (gratuit vu la situation)" in reply
    (held,) = world.holds()
    assert (held.sku, held.purpose, held.until) == ("EN-610-40", "backup", at("19:00", 18))
    assert world.level("EN-610-40").available == 1


def test_sarah_gets_the_card_of_the_mission(lea: World) -> None:
    with lea.desk.transaction() as connection:
        card = cases.notifications(connection)[0]
        (case,) = cases.escalations(connection)
    assert card.text == "Léa Martin - Commande #2901"
    assert card.lines == [
        "Mariage samedi - Colis en transit",
        "Solutions proposées par IA :",
        "├─ Prêt en boutique demain 14h",
        "└─ Livraison express gratuite",
    ]
    assert card.status_line == "IA A GÉRÉ - Vérifier à 12h demain"
    assert case.reason == "Client VIP - Situation urgente - Solutions proposées"
    assert (case.urgency, case.order_number, case.is_handled) == ("high", "2901", True)


def test_it_comes_at_11h40_and_everything_that_waited_dies(lea: World) -> None:
    lea.go_to(at("11:41"))
    parcel(lea, "delivered", "11:40")
    lea.attend()
    assert "votre colis a été livré aujourd'hui à 11h40" in lea.replies(LEA)[-1]
    promises = lea.promises()
    assert (promises["watch"], promises["alert"]) == ("done", "cancelled")
    assert lea.holds()[0].status == "cancelled"
    assert lea.level("EN-610-40").available == 2
    assert "Colis livré pour Léa Martin - Commande #2901" in lea.feed()


def test_it_has_not_come_at_noon_and_sarah_hears_of_it_on_her_phone(lea: World) -> None:
    lea.go_to(at("12:00"))
    lea.attend()
    attend(lea.desk, 0)
    lea.attend()
    assert any("pas encore livré à 12h" in text for text in lea.replies(SARAH))
    assert lea.holds()[0].status == "active"


@pytest.mark.parametrize("status", ["cancelled", "returned"])
def test_of_an_order_nobody_waits_for_any_more_no_alert_is_told(lea: World, status: str) -> None:
    """The alert falls due before the watch has looked."""
    with lea.desk.transaction() as connection:
        connection.execute("update orders set status = %s where number = '2901'", (status,))
        connection.execute("update commitment set due_at = %s where kind = 'watch'", (at("12:30"),))
    lea.go_to(at("12:01"))
    lea.attend()
    assert "pas encore livré" not in str(lea.feed())
    assert (lea.promises()["watch"], lea.holds()[0].status) == ("done", "cancelled")


def test_a_night_without_the_program_is_one_look_and_no_message(lea: World) -> None:
    before = len(lea.replies(LEA))
    lea.go_to(at("06:30"))
    lea.attend()
    lea.attend()
    assert lea.promises()["watch"] == "pending"
    assert len(lea.replies(LEA)) == before


def test_delivered_in_the_night_she_is_told_in_the_morning(lea: World) -> None:
    lea.go_to(at("06:30"))
    parcel(lea, "delivered", "06:10")
    lea.attend()
    assert lea.promises()["watch"] == "done"
    assert "livré aujourd'hui" not in lea.replies(LEA)[-1]
    lea.go_to(at("08:01"))
    lea.attend()
    assert "votre colis a été livré aujourd'hui à 6h10" in lea.replies(LEA)[-1]


def test_her_choice_is_a_task_for_the_shop(lea: World) -> None:
    reply = lea.say("Le prêt en boutique, merci !", sender=LEA)
    assert "la tenue vous attend en boutique à 14h" in reply
    assert lea.promises()["task"] == "pending"


def test_she_writes_again_and_nothing_is_done_twice(lea: World) -> None:
    lea.go_on(minutes=20)
    lea.say("Alors ma commande 2901 ? le mariage est samedi !!", sender=LEA)
    assert len(lea.holds()) == 1
    with lea.desk.transaction() as connection:
        rows = connection.execute(
            "select kind, count(*) from commitment where status = 'pending' group by 1"
        ).fetchall()
    assert dict(rows) == {"watch": 1, "alert": 1, "hold_expiry": 1}


def test_julie_learns_nothing_of_leas_order(world: World) -> None:
    world.go_to(at("18:45", 16))
    reply = world.say("commande 2901 pas reçue et le mariage est samedi !")
    assert not any(word in reply for word in ("DEMAIN", "livré", "14h", "lavande"))
    assert world.holds() == ()
