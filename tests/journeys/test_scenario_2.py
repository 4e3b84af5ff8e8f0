"""Emma's trousers, from her message to the counter, through the real doors."""

import re

import httpx
import pytest

from coccinelle.core.errors import PermanentError
from coccinelle.core.orders import Exchange
from coccinelle.engine.members import counter, undo
from coccinelle.store import actions, orders
from tests.journeys.conftest import MORNING, World

EMMA = "+33639980002"
ASK = "Bonjour, puis-je échanger le pantalon noir 40 de la commande 2847 contre un 38 ?"
LINK = re.compile(r"http://\S+/documents/\S+")


def ask(world: World) -> str:
    world.go_to(MORNING.replace(hour=14, minute=30))
    return world.say(ASK, sender=EMMA)


def exchanges(world: World) -> tuple[Exchange, ...]:
    with world.desk.transaction() as connection:
        return orders.all_exchanges(connection)


def opening(world: World) -> int:
    with world.desk.transaction() as connection:
        row = connection.execute("select id from action where kind = 'exchange.open'").fetchone()
        assert row is not None and actions.load(connection, row[0]) is not None
        return int(row[0])


def test_the_replacement_is_kept_a_week_and_both_ways_are_told(world: World) -> None:
    reply = ask(world)
    assert "T38 est déjà réservé" in reply
    assert "Par courrier (4,90 €)" in reply
    (hold,) = world.holds()
    assert (hold.sku, hold.purpose, hold.until.isoformat()) == (
        "PN-118-38", "exchange", "2025-01-23T18:00:00+00:00",
    )  # fmt: skip
    assert world.feed() == ["Échange en cours - Emma #2847 - Tout géré automatiquement"]
    assert world.level("PN-118-38").reserved == 1


def test_the_label_is_a_page_to_print_until_the_exchange_is_called_off(world: World) -> None:
    found = LINK.search(ask(world))
    assert found is not None
    served = httpx.get(found[0], timeout=30)
    assert served.content.startswith(b"%PDF")
    world.say("Finalement je garde le 40, annulez l'échange", sender=EMMA)
    assert httpx.get(found[0], timeout=30).status_code in (404, 410)
    assert [x.status for x in exchanges(world)] == ["cancelled"]
    assert world.level("PN-118-38").reserved == 0


def test_it_is_done_when_she_fetches_it_and_the_line_is_not_exchanged_twice(world: World) -> None:
    ask(world)
    counter.pick_up(world.desk, world.holds()[0].id, by="Sarah")
    assert [x.status for x in exchanges(world)] == ["done"]
    world.go_on(days=1)
    reply = world.say("Je voudrais échanger le pantalon de la commande 2847 en 36", sender=EMMA)
    assert "déjà été échangé (échange E-2847-1)" in reply
    assert len(exchanges(world)) == 1


def test_a_member_undoes_it_and_she_is_told_in_words_seen_before(world: World) -> None:
    ask(world)
    action_id = opening(world)
    words = undo.preview(world.desk, action_id)
    assert "annuler l'échange de la commande 2847" in words
    undo.undo(world.desk, action_id, words, by="Sarah")
    world.attend()
    assert world.replies(EMMA)[-1] == words
    assert [x.status for x in exchanges(world)] == ["cancelled"]
    with pytest.raises(PermanentError):
        undo.undo(world.desk, action_id, words, by="Sarah")


def test_the_last_one_gone_meanwhile_is_not_promised(world: World) -> None:
    counter.correct_stock(world.desk, "PN-118-38", 0)
    reply = ask(world)
    assert "36, 42 ou 44" in reply
    assert (world.holds(), exchanges(world)) == ((), ())


def test_another_size_keeps_the_exchange_and_its_label(world: World) -> None:
    first = LINK.search(ask(world))
    world.say("Finalement le 36", sender=EMMA)
    (changed,) = exchanges(world)
    assert (changed.number, changed.size_to, changed.status) == ("E-2847-1", "36", "open")
    assert first is not None
    assert changed.label_url == first[0].rstrip(" ;")
    assert [(h.size, h.status) for h in world.holds()] == [("38", "cancelled"), ("36", "active")]


def test_days_later_it_is_called_off_by_its_name(world: World) -> None:
    ask(world)
    world.go_on(days=3)
    reply = world.say("Je garde le 40, annulez l'échange de la commande 2847 svp", sender=EMMA)
    assert "L'échange E-2847-1 est annulé" in reply
    assert world.level("PN-118-38").reserved == 0


def test_a_program_stopped_until_it_is_over_reminds_of_nothing(world: World) -> None:
    ask(world)
    world.go_on(days=8)
    world.attend()
    assert not any("rappel" in reply.lower() for reply in world.replies(EMMA))
    assert world.promises()["reminder"] == "cancelled"
