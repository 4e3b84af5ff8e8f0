"""A reply that waits for a member: sent, edited, refused, overtaken by events."""

from coccinelle.engine import drafts
from coccinelle.store import cases
from coccinelle.store.cases import DraftRow
from tests.journeys.conftest import World

LONG = "Pouvez-vous me mettre de côté le blazer beige en 38 jusqu'à mercredi ?"


def drafts_of(world: World) -> list[DraftRow]:
    with world.desk.transaction() as connection:
        return cases.drafts(connection)


def a_draft(world: World) -> DraftRow:
    world.say(LONG)
    (draft,) = drafts_of(world)
    return draft


def test_a_draft_says_whose_words_it_is(world: World) -> None:
    assert a_draft(world).skill == "hold"


def test_what_a_member_changed_is_counted(world: World) -> None:
    draft = a_draft(world)
    drafts.approve(world.desk, draft.conversation_id, by="Sarah", text=f"{draft.text} À mercredi !")
    (sent,) = drafts_of(world)
    assert (sent.status, sent.edit_distance) == ("edited", len(" À mercredi !"))


def test_a_draft_sent_as_it_is_was_not_edited(world: World) -> None:
    draft = a_draft(world)
    drafts.approve(world.desk, draft.conversation_id, by="Sarah", text=draft.text)
    (sent,) = drafts_of(world)
    assert (sent.status, sent.edit_distance) == ("sent", 0)
