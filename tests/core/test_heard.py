"""Which of the messages received before is asked after."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from coccinelle.core.heard import Heard, the_one_meant

PARIS = ZoneInfo("Europe/Paris")


def heard(day: int, kind: str) -> Heard:
    return Heard(datetime(2025, 1, day, 23, 30, tzinfo=PARIS), kind, None, False)


def test_the_day_and_the_channel_said_choose() -> None:
    every = [heard(15, "sms"), heard(15, "email"), heard(14, "email")]
    assert the_one_meant(every, "email", date(2025, 1, 14)) == heard(14, "email")
    assert the_one_meant(every, "email", None) == heard(15, "email")


def test_nothing_of_that_day_is_nothing() -> None:
    assert the_one_meant([heard(15, "sms")], "", date(2025, 1, 13)) is None
