"""What is read of a period: real turns, what a member did about them, what they cost."""

from datetime import datetime, timedelta

import pytest

from coccinelle.core.results import Report
from coccinelle.core.verdicts import WINDOW, Served
from coccinelle.engine.business.figures import figures
from coccinelle.engine.members import counter, drafts, member
from coccinelle.store import served
from coccinelle.store.database import Database
from tests.web.conftest import Shop, open_shop

DAY = timedelta(days=1)


@pytest.fixture
def shop(shared_database: Database) -> Shop:
    return open_shop(shared_database, full=True)


def turns(shop: Shop) -> list[Served]:
    now = shop.desk.now()
    with shop.desk.transaction() as connection:
        return served.served(connection, now - DAY, now + DAY)


def today(shop: Shop) -> Report:
    now = shop.desk.now()
    return figures(shop.desk, now - DAY, now + DAY)


def test_an_automatic_answer_is_timed_from_the_message_to_its_leaving(shop: Shop) -> None:
    shop.hears("vous avez la robe fleurie bleue RF-2847 en 38 ?")
    (turn,) = turns(shop)
    assert (turn.way, turn.intents) == ("automatic", ("stock_availability",))
    assert turn.answered_at is not None
    assert turn.answered_at - turn.received_at == timedelta(seconds=10)
    assert turn.about["product"] == "RF-2847"


@pytest.mark.parametrize(
    ("moved", "by"), [("inbound", -2 * DAY), ("outbound", timedelta(minutes=1))]
)
def test_question_and_answer_are_one_turn_however_far_apart(
    shop: Shop, moved: str, by: timedelta
) -> None:
    """The period is read week by week: here one ends between the two."""
    shop.hears("vous avez la robe fleurie bleue RF-2847 en 38 ?")
    shop.execute("update message set at = at + %s where direction = %s", by, moved)
    ((answered_at,),) = shop.execute("select at from turn")
    assert isinstance(answered_at, datetime)
    start = answered_at + by / 2 - 7 * DAY
    with shop.desk.transaction() as connection:
        (turn,) = served.served(connection, start, start + 8 * DAY)
    assert (turn.way, turn.answered_at is None) == ("automatic", False)


def test_a_hold_picked_up_proves_its_answer_right(shop: Shop) -> None:
    shop.hears("vous pouvez me mettre de côté la robe RF-2847 en 38 ?")
    hold = shop.execute("select id from hold")[0][0]
    counter.pick_up(shop.desk, int(str(hold)), by="Alice")
    assert [turn.has_proof for turn in turns(shop)] == [True]
    assert today(shop).verdicts["verified"] == 1


def test_a_parcel_delivered_proves_what_was_said_of_its_order(shop: Shop) -> None:
    shop.hears("où en est ma commande 2901 ?", "+33639980003")
    shop.execute("update orders set delivered_at = %s where number = '2901'", shop.desk.now())
    assert [turn.has_proof for turn in turns(shop)] == [True]


def test_a_person_answers_what_was_escalated(shop: Shop) -> None:
    conversation = shop.hears("je veux parler à quelqu'un")
    assert today(shop).unanswered == 1
    member.reply(shop.desk, conversation, "C'est moi, Alice", by="Alice")
    shop.hears("et pour samedi, ce serait possible ?")
    waiting, after = turns(shop)
    assert (waiting.way, after.lane, after.way) == ("by_hand", "member", "by_hand")
    assert waiting.answered_at is not None


def test_a_draft_sent_as_it_was_counts_as_validated(shop: Shop) -> None:
    conversation = shop.hears("ma robe RF-2847 est arrivée déchirée, que faire ?")
    draft = shop.drafts(conversation, "Bonjour, nous vous remboursons.")
    shop.execute("update draft set turn_id = (select max(id) from turn) where id = %s", draft)
    shop.execute("update turn set lane = 'draft'")
    drafts.approve(shop.desk, conversation, by="Alice")
    (turn,) = turns(shop)
    assert (turn.way, turn.edited) == ("validated", 0.0)
    assert turn.answered_at is not None


def test_a_correction_is_an_error_that_was_seen(shop: Shop) -> None:
    shop.hears("vous avez la robe fleurie bleue RF-2847 en 38 ?")
    shop.execute(
        "insert into correction (turn_id, conversation_id, skill, kind, by_member, at)"
        " select id, conversation_id, 'availability', 'wrong', 'Alice', at from turn"
    )
    assert (today(shop).errors.count, today(shop).verdicts["corrected"]) == (1, 1)


def test_the_team_is_no_customer(shop: Shop) -> None:
    shop.hears("vous avez la robe fleurie bleue RF-2847 en 38 ?")
    shop.execute("update contact set is_team = true")
    found = today(shop)
    assert (found.received, found.involvement.of) == (0, 0)


def test_sms_and_model_have_their_price_and_hours_their_number(shop: Shop) -> None:
    shop.hears("vous avez la robe fleurie bleue RF-2847 en 38 ?")
    day = shop.desk.now().date()
    shop.execute("insert into model_spend values (default, %s, 1, 10, 10, 3)", day)
    shop.execute("update message set segments = 2 where direction = 'outbound'")
    found = today(shop)
    assert (found.spent.sms_segments, found.spent.sms_cents) == (2, 16.0)
    assert (found.spent.model_cents, found.busiest) == (3.0, ((shop.desk.now().hour, 1),))


def test_an_erasure_changes_no_figure(shop: Shop) -> None:
    conversation = shop.hears("vous avez la robe fleurie bleue RF-2847 en 38 ?")
    shop.hears("merci beaucoup")
    before = today(shop)
    shop.execute("update turn set reading = '{}'")
    after = today(shop)
    assert conversation and before == after


def test_the_days_after_tell_what_became_of_the_last_ones(shop: Shop) -> None:
    shop.hears("vous avez la robe fleurie bleue RF-2847 en 38 ?")
    now = shop.desk.now()
    with shop.desk.transaction() as connection:
        end = now - WINDOW + timedelta(minutes=1)
        assert len(served.served(connection, now - 4 * DAY, end)) == 1
        assert served.served(connection, now - 5 * DAY, end - DAY) == []
