"""Days that are over: counted once, and again when something is learned of them."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from coccinelle.core.day_count import DayCount, midnight
from coccinelle.core.results import Report
from coccinelle.engine.business.figures import count_closed_days, daily, figures
from coccinelle.engine.members import member
from coccinelle.kit.clock import VirtualClock
from coccinelle.store.database import Database
from coccinelle.worker import nightly
from tests.web.conftest import Shop, open_shop
from tests.worker.test_nightly import no_desk

DAY = timedelta(days=1)


@pytest.fixture
def shop(shared_database: Database) -> Shop:
    return open_shop(shared_database, full=True)


@pytest.fixture
def first(shop: Shop) -> datetime:
    """The morning of the day on which everything happens."""
    return midnight(shop.desk.now().date(), shop.desk.business.zone)


def later(shop: Shop, days: float) -> None:
    assert isinstance(shop.place.clock, VirtualClock)
    shop.place.clock.move_to(shop.place.clock.now() + timedelta(days=days))


def day(shop: Shop, first: datetime) -> Report:
    return figures(shop.desk, first, first + DAY)


def kept(shop: Shop) -> int:
    return int(str(shop.execute("select count(*) from day_count")[0][0]))


def test_a_day_is_kept_once_four_days_have_passed_over_it(shop: Shop, first: datetime) -> None:
    shop.hears("vous avez la robe fleurie bleue RF-2847 en 38 ?")
    later(shop, 4)
    assert (day(shop, first).verdicts["assumed"], kept(shop)) == (1, 0)
    later(shop, 1)
    counted = day(shop, first)
    assert (counted.verdicts["assumed"], kept(shop)) == (1, 1)
    shop.execute("update turn set lane = 'ignore'")  # no sign: it is not read again
    assert day(shop, first) == counted


def correct(shop: Shop, conversation: int) -> None:
    shop.execute(
        "insert into correction (turn_id, conversation_id, skill, kind, by_member, at)"
        " select min(id), %s, 'availability', 'wrong', 'Alice', %s from turn",
        conversation, shop.desk.now(),
    )  # fmt: skip


def mark(shop: Shop, conversation: int) -> None:
    shop.execute(
        "insert into satisfaction (contact_id, conversation_id, turn_id, asked_at, answered_at,"
        " score) select contact_id, id, (select min(id) from turn), %s, %s, 1 from conversation"
        " where id = %s",
        shop.desk.now() - 6 * DAY, shop.desk.now(), conversation,
    )  # fmt: skip


@pytest.mark.parametrize(("sign", "verdict"), [(correct, "corrected"), (mark, "reopened")])
def test_what_is_said_of_a_kept_day_is_counted(
    shop: Shop, first: datetime, sign: Callable[[Shop, int], None], verdict: str
) -> None:
    conversation = shop.hears("vous avez la robe fleurie bleue RF-2847 en 38 ?")
    later(shop, 6)
    assert day(shop, first).verdicts["assumed"] == 1
    later(shop, 1)
    sign(shop, conversation)
    assert {name: n for name, n in day(shop, first).verdicts.items() if n} == {verdict: 1}
    later(shop, 1)
    assert day(shop, first).verdicts["assumed"] == 0


def test_an_answer_by_hand_that_comes_a_week_later_is_counted(shop: Shop, first: datetime) -> None:
    conversation = shop.hears("je veux parler à quelqu'un")
    later(shop, 6)
    assert day(shop, first).unanswered == 1
    member.reply(shop.desk, conversation, "C'est moi, Alice", by="Alice")
    assert day(shop, first).unanswered == 0


def test_other_minutes_are_counted_with(shop: Shop, first: datetime) -> None:
    shop.hears("vous avez la robe fleurie bleue RF-2847 en 38 ?")
    later(shop, 6)
    assert day(shop, first).minutes_saved == 3
    shop.execute(
        """update business set policy = policy || '{"minutes_saved": {"stock_availability": 9}}'"""
    )
    assert day(shop, first).minutes_saved == 9


def test_kept_days_add_up_to_what_is_counted_at_once(shop: Shop, first: datetime) -> None:
    for _ in range(3):
        shop.hears("vous avez la robe fleurie bleue RF-2847 en 38 ?")
        shop.hears("je veux parler à quelqu'un", "+33639980002")
        later(shop, 1)
    later(shop, 9)
    count_closed_days(shop.desk)
    days = daily(shop.desk, first - 3 * DAY, first + 14 * DAY)
    assert kept(shop) > 30
    shop.execute("delete from day_count")
    assert daily(shop.desk, first - 3 * DAY, first + 14 * DAY) == days
    assert sum(one.received for one in days) == 6


def test_every_day_of_a_period_is_there(shop: Shop, first: datetime) -> None:
    days = daily(shop.desk, first - 2 * DAY, first + DAY)
    assert days == [DayCount(first.date() - n * DAY, tenths=days[0].tenths) for n in (2, 1, 0)]


def test_the_night_counts_what_is_over(shop: Shop) -> None:
    later(shop, 18 / 24)
    nightly.purge_all(
        shop.place.database, lambda number: shop.desk if number == shop.id else no_desk(number)
    )
    assert kept(shop) == 362  # of a year, the last four may still change
