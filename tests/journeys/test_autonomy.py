"""A skill is validated, earns to act alone, and loses it: through the real doors."""

import pytest

from coccinelle.core.autonomy import Record
from coccinelle.core.errors import PermanentError
from coccinelle.engine.business import autonomy
from coccinelle.engine.members import correction, drafts, member
from coccinelle.store import cases
from tests.journeys.conftest import World

WISH = "Bonjour, vous avez la robe fleurie bleue RF-2847 en 38 ?"
SKILL = "availability"


def asks(world: World, n: int) -> int:
    """Someone new asks; the number of the conversation."""
    world.say(WISH, sender=f"+3363998{1000 + n}")
    with world.desk.transaction() as connection:
        return int(connection.execute("select max(id) from conversation").fetchone()[0])  # type: ignore[index]


def approves(world: World, first: int, last: int, edit: str | None = None) -> None:
    for n in range(first, last):
        drafts.approve(world.desk, asks(world, n), by="Alice", text=edit)


def last_turn(world: World) -> int:
    with world.desk.transaction() as connection:
        return int(connection.execute("select max(id) from turn").fetchone()[0])  # type: ignore[index]


def corrects(world: World, n: int, kind: str) -> None:
    asks(world, n)
    correction.record(world.desk, last_turn(world), kind=kind, by="Alice")


def record(world: World) -> Record:
    with world.desk.transaction() as connection:
        return autonomy.records(connection)[SKILL]


def proposed(world: World) -> list[str]:
    return [text for text in world.feed() if "passer en automatique" in text]


def level(world: World) -> str:
    return world.desk.business.policy.autonomy_of(SKILL)


def test_a_level_counts_for_the_very_next_message(world: World) -> None:
    assert world.say(WISH)
    autonomy.set_level(world.desk, SKILL, "draft", by="Alice")
    assert "RF-2847" not in world.say(WISH + " merci", sender="+33639980055")
    autonomy.set_level(world.desk, SKILL, "auto", by="Alice")
    assert "2" in world.say(WISH, sender="+33639980056")


def test_a_level_set_by_hand_survives_the_next_import(world: World) -> None:
    autonomy.set_level(world.desk, SKILL, "draft", by="Alice")
    world.policy(autonomy={SKILL: "off"})
    assert level(world) == "draft"


def test_every_change_is_written_down_once(world: World) -> None:
    for _ in range(2):
        autonomy.set_level(world.desk, SKILL, "off", by="Alice", because="Soldes")
    with world.desk.transaction() as connection:
        rows = connection.execute("select from_level, to_level, because from autonomy_change")
        assert rows.fetchall() == [("auto", "off", "Soldes")]


def test_a_stop_is_heard_whatever_was_set(world: World) -> None:
    world.policy(autonomy={"opt_out": "off"})
    world.say("STOP", sender="+33639980057")
    with world.desk.transaction() as connection:
        assert not cases.escalations(connection)


@pytest.mark.parametrize(
    ("skill", "to", "why"),
    [
        ("sorcellerie", "auto", "n'est pas une compétence"),
        (SKILL, "presque", "n'est pas un niveau"),
        ("opt_out", "draft", "toujours automatique"),
        ("item_problem", "auto", "passe toujours par vous"),
    ],
)
def test_what_cannot_be_set_is_refused_in_words(
    world: World, skill: str, to: str, why: str
) -> None:
    with pytest.raises(PermanentError, match=why):
        autonomy.set_level(world.desk, skill, to, by="Alice")


def test_what_members_made_of_the_drafts_is_counted(world: World) -> None:
    autonomy.set_level(world.desk, SKILL, "draft", by="Alice")
    approves(world, 1, 3)
    approves(world, 3, 4, edit="Plus du tout.")
    drafts.refuse(world.desk, asks(world, 4), by="Alice")
    member.reply(world.desk, asks(world, 5), "Je regarde.", by="Alice")
    asks(world, 6)
    found = record(world)
    assert (found.shown, found.unedited, found.edited, found.refused) == (6, 2, 1, 2)


def test_a_greeting_changed_by_hand_is_nearly_nothing(world: World) -> None:
    autonomy.set_level(world.desk, SKILL, "draft", by="Alice")
    conversation = asks(world, 1)
    words = world.drafts()[0].text
    said = words.replace("Bonjour", "Coucou")
    drafts.approve(world.desk, conversation, by="Alice", text=said)
    assert said != words
    assert (record(world).unedited, record(world).edited) == (1, 0)


def test_what_waited_for_another_reason_proves_nothing(world: World) -> None:
    conversation = asks(world, 1)
    with world.desk.transaction() as connection:
        cases.add_draft(
            connection, conversation, turn_id=last_turn(world), reason="Doute", text="Oui",
            actions=[], answers_seq=1, at=world.desk.now(), skill=SKILL,
        )  # fmt: skip
    drafts.approve(world.desk, conversation, by="Alice")
    assert (record(world).shown, record(world).judged) == (1, 0)


def test_enough_drafts_sent_as_they_were_propose_to_go_automatic_once(world: World) -> None:
    world.policy(promote_after=5, promote_share=0.5)
    autonomy.set_level(world.desk, SKILL, "draft", by="Alice")
    approves(world, 1, 5)
    assert proposed(world) == []
    approves(world, 5, 7)
    assert proposed(world) == [
        "« Disponibilité » : 5 brouillons, 5 envoyés sans retouche - passer en automatique ?"
    ]
    assert level(world) == "draft"
    autonomy.accept(world.desk, SKILL, by="Alice")
    assert (level(world), record(world).judged) == ("auto", 0)


def test_a_refused_proposal_waits_for_as_many_new_drafts(world: World) -> None:
    world.policy(promote_after=5, promote_share=0.5)
    autonomy.set_level(world.desk, SKILL, "draft", by="Alice")
    approves(world, 1, 6)
    autonomy.refuse(world.desk, SKILL, by="Alice")
    approves(world, 6, 10)
    assert len(proposed(world)) == 1
    approves(world, 10, 11)
    assert len(proposed(world)) == 2


def test_a_proposal_is_decided_once(world: World) -> None:
    world.policy(promote_after=5, promote_share=0.5)
    autonomy.set_level(world.desk, SKILL, "draft", by="Alice")
    approves(world, 1, 6)
    autonomy.accept(world.desk, SKILL, by="Alice")
    with pytest.raises(PermanentError, match="Aucune proposition"):
        autonomy.refuse(world.desk, SKILL, by="Alice")


def test_a_proposal_that_no_longer_holds_is_withdrawn(world: World) -> None:
    world.policy(promote_after=5, promote_share=0.5)
    autonomy.set_level(world.desk, SKILL, "draft", by="Alice")
    approves(world, 1, 6)
    approves(world, 6, 10, edit="Non, désolée.")
    with pytest.raises(PermanentError, match="Aucune proposition"):
        autonomy.accept(world.desk, SKILL, by="Alice")


def test_two_corrections_near_each_other_and_it_is_validated_again(world: World) -> None:
    corrects(world, 1, "wrong_fact")
    assert level(world) == "auto"
    corrects(world, 2, "wrong_tone")
    assert level(world) == "draft"
    assert "« Disponibilité » repasse à valider" in world.feed()


def test_someone_elses_data_is_once_too_many(world: World) -> None:
    corrects(world, 1, "private_data")
    assert level(world) == "draft"


def test_a_double_click_is_one_correction(world: World) -> None:
    asks(world, 1)
    turn = last_turn(world)
    said = [correction.record(world.desk, turn, kind="wrong_fact", by="Alice") for _ in range(2)]
    assert (said, level(world), record(world).corrected) == ([True, False], "auto", 1)


def test_who_sets_it_to_automatic_again_starts_afresh(world: World) -> None:
    corrects(world, 1, "private_data")
    world.go_on(minutes=1)
    autonomy.set_level(world.desk, SKILL, "auto", by="Alice")
    world.go_on(minutes=1)
    corrects(world, 2, "wrong_fact")
    assert (level(world), record(world).corrected) == ("auto", 1)


def test_a_message_of_a_member_cannot_be_corrected(world: World) -> None:
    autonomy.set_level(world.desk, SKILL, "draft", by="Alice")
    approves(world, 1, 2)
    with pytest.raises(PermanentError, match="répondu seul"):
        correction.record(world.desk, last_turn(world), kind="wrong_fact", by="Alice")
