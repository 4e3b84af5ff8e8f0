"""A reply that waits for a member: sent, edited, refused, overtaken by events."""

import pytest

from coccinelle.core.errors import PermanentError
from coccinelle.engine.members import counter, drafts
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


def test_what_changed_since_is_said_and_nothing_leaves(world: World) -> None:
    draft = a_draft(world)
    counter.correct_stock(world.desk, "BL-445-38", 0)
    with pytest.raises(PermanentError, match="Blazer beige en 38 : il n'y en a plus en stock"):
        drafts.approve(world.desk, draft.conversation_id, by="Sarah")
    assert "attend jusqu'à mercredi" not in "\n".join(world.replies())


def test_a_price_that_changed_is_one_of_them(world: World) -> None:
    draft = a_draft(world)
    with world.desk.transaction() as connection:
        connection.execute("update variant set price_cents = 9900 where sku = 'BL-445-38'")
    with pytest.raises(PermanentError, match="129 € est devenu 99 €"):
        drafts.approve(world.desk, draft.conversation_id, by="Sarah")


def test_the_same_messages_thought_again_are_another_version(world: World) -> None:
    draft = a_draft(world)
    with world.desk.transaction() as connection:
        connection.execute("update variant set price_cents = 9900 where sku = 'BL-445-38'")
    with pytest.raises(PermanentError):
        drafts.approve(world.desk, draft.conversation_id, by="Sarah")
    world.attend()
    assert [(d.status, d.version) for d in drafts_of(world)] == [("replaced", 1), ("waiting", 2)]


def test_a_members_own_words_are_hers(world: World) -> None:
    draft = a_draft(world)
    world.say("Alors ?")
    drafts.approve(world.desk, draft.conversation_id, by="Sarah", text="Je vous appelle !")
    world.attend()
    assert world.replies()[-1] == "Je vous appelle !"


def test_words_that_nothing_backs_are_pointed_out(world: World) -> None:
    draft = a_draft(world)
    assert drafts.unbacked(world.desk, draft, "C'est gardé jusqu'à mercredi 19h.") == ()
    assert drafts.unbacked(world.desk, draft, "Il est à 12 €.") == ("12 €",)


def test_a_draft_that_expires_is_told_once_and_done_by_nobody(world: World) -> None:
    world.policy(draft_expires="1h")
    a_draft(world)
    for _ in range(2):
        world.go_on(hours=1, minutes=1)
        world.attend()
    (draft,) = drafts_of(world)
    assert (draft.status, world.holds()) == ("expired", ())
    assert [("Je transmets à Sarah" in r) for r in world.replies()] == [True]
