"""Scenario 4 of the mission through the real doors: Marine asks, Sarah has the last word."""

from datetime import datetime

import pytest

from coccinelle.engine.members import drafts
from coccinelle.store import cases
from coccinelle.store.cases import DraftRow, NotificationRow
from tests.journeys.conftest import World

MARINE = "+33639980004"
ADVICE = "J'ai acheté la robe bordeaux. Quelle veste vous me conseillez pour un dîner chic ?"
SARAHS = "Je dirais le blazer beige, avec des escarpins nude. Je suis là jusqu'à 19h ! Sarah"


@pytest.fixture
def marine(world: World) -> World:
    """Marine has asked; nothing has left."""
    world.go_to(datetime.fromisoformat("2025-01-17T12:30:00+01:00"))
    assert world.say(ADVICE, sender=MARINE) == ""
    return world


def prepared(world: World) -> tuple[NotificationRow, DraftRow]:
    with world.desk.transaction() as connection:
        (draft,) = cases.drafts(connection, waiting_only=True)
        return cases.notifications(connection)[0], draft


def test_sarah_sees_the_card_of_the_mission(marine: World) -> None:
    card, _ = prepared(marine)
    assert (card.text, card.status_line) == (
        "NOUVEAU MESSAGE - Conseil requis",
        "RÉPONSE SUGGÉRÉE PAR IA - À VALIDER",
    )
    assert card.lines == [
        "Marine Durand",
        "Robe bordeaux (achetée 10/01)",
        "Occasion : Dîner chic",
        "Suggestions produits :",
        "├─ Blazer beige (Réf. BL-445) - En stock T38",
        "└─ Perfecto noir (Réf. PF-229) - En stock T38",
    ]


def test_the_suggested_reply_could_be_sent_as_it_is(marine: World) -> None:
    _, draft = prepared(marine)
    drafts.approve(marine.desk, draft.conversation_id, by="Sarah")
    marine.attend()
    (received,) = marine.replies(MARINE)
    assert "Pour un dîner chic, je vous conseille : le blazer beige" in received


def test_marine_receives_the_words_of_sarah(marine: World) -> None:
    _, draft = prepared(marine)
    drafts.approve(marine.desk, draft.conversation_id, by="Sarah", text=SARAHS)
    marine.attend()
    assert marine.replies(MARINE) == [SARAHS]


def test_the_trace_says_why_those_two(marine: World) -> None:
    with marine.desk.transaction() as connection:
        row = connection.execute("select facts::text from turn order by id desc limit 1").fetchone()
    assert row is not None and "beige avec bordeaux (+3)" in row[0]
