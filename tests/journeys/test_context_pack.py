"""A member finds the case prepared: who, what was asked, found and promised, what fits, and why."""

from datetime import datetime

from coccinelle.core.context_pack import ContextPack
from coccinelle.engine.notifications import context_pack
from coccinelle.store import cases
from tests.journeys.conftest import World

HOLD = "Vous pouvez me mettre de côté la robe fleurie bleue en 38 ?"
LONG = "Pouvez-vous me mettre de côté le blazer beige en 38 jusqu'à mercredi ?"
PERSON = "Je voudrais parler à quelqu'un de la boutique"


def of_draft(world: World) -> ContextPack:
    with world.desk.transaction() as connection:
        return context_pack.read(cases.drafts(connection)[-1].context)


def of_case(world: World) -> ContextPack:
    with world.desk.transaction() as connection:
        return context_pack.read(cases.escalations(connection)[-1].context)


def test_it_says_who_writes(world: World) -> None:
    world.say(LONG)
    who = of_draft(world).who
    assert who[:2] == ("Julie Mercier : 6 commandes", "Taille habituelle : 38 (5 achats sur 7)")
    assert "A acheté : Petite robe noire en 38 (commande #2602, le 07/12/2024)" in who


def test_it_says_what_was_asked_and_understood(world: World) -> None:
    world.say(LONG)
    pack = of_draft(world)
    assert pack.asked == LONG
    assert pack.understood == ("Mise de côté en boutique (blazer beige, beige, 38, mercredi)",)


def test_what_was_found_has_its_source_and_its_time(world: World) -> None:
    world.say(LONG)
    (stock,) = (one for one in of_draft(world).found if one.source == "stock")
    assert stock.text == "Blazer beige en 38 : 2 en stock"
    assert abs((stock.at - world.desk.now()).total_seconds()) < 60


def test_what_a_member_has_to_write_was_not_found(world: World) -> None:
    world.say("Est-ce que vos robes sont fabriquées en France ?")
    found = [one.text for one in of_draft(world).found]
    assert found == ["Sans réponse : Est-ce que vos robes sont fabriquées en France ?"]


def test_it_recalls_what_was_promised(world: World) -> None:
    world.say(HOLD)
    world.say(PERSON)
    assert of_case(world).running == (
        "Mis de côté : Robe fleurie bleue 38, jusqu'à vendredi 17 janvier 18h",
    )


def test_it_gives_the_options_that_fit_and_the_words_that_are_ready(world: World) -> None:
    world.say(LONG)
    pack = of_draft(world)
    assert pack.options == (
        "Accepter : garder jusqu'à mercredi 22 janvier 19h",
        "Proposer la limite de la boutique : samedi 18 janvier 19h",
    )
    assert "jusqu'à mercredi 19h" in pack.suggestion


def test_it_says_why_and_by_when(world: World) -> None:
    world.say(PERSON)
    pack = of_case(world)
    assert pack.why == "Le client demande à parler à une personne"
    assert pack.deadline == datetime.fromisoformat("2025-01-16T12:30:00+01:00")


def test_messages_that_met_no_person_are_counted(world: World) -> None:
    for words in (HOLD, PERSON, "Alors ?"):
        world.say(words)
    assert "2e message sans réponse d'une personne" in of_case(world).who


def test_a_stranger_has_no_history(world: World) -> None:
    world.say(PERSON, sender="+33639980201")
    assert of_case(world).who == ("+33639980201 : aucun achat connu",)


def test_a_case_that_was_never_prepared_is_an_empty_one() -> None:
    assert context_pack.read({}) == ContextPack()
