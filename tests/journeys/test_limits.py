"""What goes beyond a limit waits for a member, who is told once and may say yes."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from coccinelle.engine.attend import attend
from coccinelle.engine.members import drafts, resend
from coccinelle.store import cases
from tests.carriers import CarrierDouble, colissimo_double, colissimo_server
from tests.journeys.conftest import World
from tests.journeys.test_outside_acts import JULIES, contract

__all__ = ["colissimo_double", "colissimo_server"]

OpenWorld = Callable[..., World]
HOLD = "Vous pouvez me mettre de côté la robe fleurie bleue RF-2847 en 38 svp ?"
OTHER = "Vous pouvez me mettre de côté le pantalon noir PN-118 en 38 svp ?"
EXCHANGE = "Ma commande 2847 : le pantalon noir en 40 est trop grand, échange en 38 svp"
EMMA, MARINE = "+33639980002", "+33639980004"
FIRST, SECOND = "+33639980201", "+33639980202"


def test_one_hold_too_many_in_a_day_waits_and_a_member_may_allow_it(open_world: OpenWorld) -> None:
    world = open_world(holds_per_contact_daily=1)
    world.say(HOLD)
    world.say(OTHER)
    (draft,) = world.drafts()
    assert "Déjà 1 mises de côté aujourd'hui" in draft.reason
    drafts.approve(world.desk, draft.conversation_id, by="Alice")
    assert len(world.holds()) == 2


def test_the_next_day_begins_afresh(open_world: OpenWorld) -> None:
    world = open_world(holds_per_contact_daily=1)
    world.say(HOLD)
    world.go_on(days=1)
    world.say(OTHER)
    assert world.drafts() == []


def test_the_limit_of_one_is_not_the_limit_of_another(open_world: OpenWorld) -> None:
    world = open_world(holds_per_contact_daily=1, stranger_hold_share=1)
    world.say(HOLD)
    world.say(HOLD, sender=FIRST)
    assert len(world.holds()) == 2


def test_members_are_told_once_a_day_of_a_limit(open_world: OpenWorld) -> None:
    world = open_world(holds_per_contact_daily=0)
    world.say(HOLD)
    world.say(OTHER)
    told = [line for line in world.feed() if line.startswith("Beaucoup de mises de côté")]
    assert len(told) == 1


@pytest.mark.parametrize(
    ("limit", "reason"),
    [
        ("exchanges_per_contact_daily", "échanges aujourd'hui"),
        ("exchanges_per_contact_monthly", "échanges en 30 jours"),
    ],
)
def test_exchanges_have_their_limits(open_world: OpenWorld, limit: str, reason: str) -> None:
    world = open_world(**{limit: 0})
    world.say(EXCHANGE, sender=EMMA)
    (draft,) = world.drafts()
    assert reason in draft.reason
    assert world.holds() == ()


def test_off_is_off_beyond_a_limit_too(open_world: OpenWorld) -> None:
    world = open_world(holds_per_contact_daily=0, autonomy={"hold": "off"})
    world.say(HOLD)
    assert world.drafts() == []
    with world.desk.transaction() as connection:
        (case,) = cases.escalations(connection)
    assert case.reason == "Assistant désactivé pour ce type de demande"


def test_the_sms_of_a_month_have_a_ceiling(open_world: OpenWorld) -> None:
    world = open_world(sms_monthly_cents=8, sms_segment_cents=8)
    assert world.say(HOLD) != ""
    world.go_on(days=1)
    assert world.say(HOLD, sender=FIRST) == ""
    assert world.feed().count("Le plafond du mois est atteint pour les SMS") == 1
    world.go_on(days=20)
    assert world.say(HOLD, sender=SECOND) != ""


def test_past_the_ceiling_members_write_and_a_stop_is_confirmed(open_world: OpenWorld) -> None:
    world = open_world(sms_monthly_cents=0, sms_segment_cents=8)
    assert world.say(HOLD) == ""
    (kept,) = [m for m in world.messages() if m.state == "dropped"]
    resend.send_again(world.desk, kept.id, by="Alice")
    world.attend()
    assert world.replies() == [kept.text]
    assert world.say("ARRET", sender=FIRST) != ""


def test_a_flood_spread_over_a_day_is_silenced_and_told(open_world: OpenWorld) -> None:
    world = open_world(messages_per_day=6)
    for n in range(6):
        world.go_on(minutes=20)
        world.say(f"Question numéro {'x' * n} ?")
    with world.desk.transaction() as connection:
        reasons = [case.reason for case in cases.escalations(connection)]
    assert any(reason.startswith("Trop de messages en un jour") for reason in reasons)


def test_labels_that_cost_money_have_a_ceiling_a_member_may_pass(
    open_world: OpenWorld, colissimo_double: CarrierDouble
) -> None:
    world = open_world(labels_daily=0)
    contract(world, colissimo_double.base_url)
    with world.desk.transaction() as connection:
        connection.execute("update contact set postal_address = %s", (JULIES,))
    world.say(EXCHANGE, sender=EMMA)
    (draft,) = world.drafts()
    assert "0 étiquettes de retour" in draft.reason
    assert "Le plafond du jour est atteint pour les étiquettes de retour" in world.feed()
    drafts.approve(world.desk, draft.conversation_id, by="Alice")
    world.attend()
    assert len(colissimo_double.labels()) == 1


def test_our_own_slips_cost_nothing(open_world: OpenWorld) -> None:
    world = open_world(labels_daily=0)
    world.say(EXCHANGE, sender=EMMA)
    assert world.drafts() == []
    assert len(world.holds()) == 1


def test_two_turns_at_once_do_not_spend_the_last_label_twice(
    open_world: OpenWorld, colissimo_double: CarrierDouble
) -> None:
    world = open_world(labels_daily=1)
    contract(world, colissimo_double.base_url)
    with world.desk.transaction() as connection:
        connection.execute("update contact set postal_address = %s", (JULIES,))
    world.post(EXCHANGE, sender=EMMA)
    world.post("Ma commande 2858 : la robe bordeaux en 38 est trop petite, échange en 40 svp",
               sender=MARINE)  # fmt: skip
    with world.desk.transaction() as connection:
        rows = connection.execute("select id from conversation").fetchall()
    with ThreadPoolExecutor(len(rows)) as pool:
        list(pool.map(lambda row: attend(world.desk, row[0]), rows))
    assert len(colissimo_double.labels()) == 1
    assert len(world.drafts()) == 1
