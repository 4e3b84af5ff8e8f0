"""The figures of a period, read in one short transaction."""

from datetime import datetime

from coccinelle.core.results import Report, report
from coccinelle.engine.desk import Desk
from coccinelle.store import results


def figures(desk: Desk, start: datetime, end: datetime) -> Report:
    """start is in it, end is not."""
    business = desk.business
    with desk.transaction() as connection:
        turns = results.served(connection, start, end)
        marks = results.marks(connection, start, end)
        price = business.policy.sms_segment_cents
        spent = results.spent(connection, start, end, price, business.zone)
        hours = results.hours(connection, start, end, business.zone)
    return report(
        turns, start=start, end=end, now=desk.now(), minutes_of=business.policy.minutes_of,
        marks=marks, spent=spent, hours=hours,
    )  # fmt: skip
