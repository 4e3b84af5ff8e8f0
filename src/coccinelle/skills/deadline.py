"""By when a member sees to what a skill leaves them."""

from datetime import datetime, timedelta

from coccinelle.core.skill import Situation


def end_of_day(situation: Situation) -> datetime:
    """The closing of today, or of the next day that is open."""
    hours, now = situation.business.hours, situation.now
    for away in range(8):
        closing = hours.closing(now.date() + timedelta(days=away))
        if closing is not None and closing > now:
            return closing
    return now + timedelta(days=1)
