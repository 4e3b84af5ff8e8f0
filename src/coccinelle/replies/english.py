"""English words for values: prices, days, hours, lists."""

from collections.abc import Sequence
from datetime import date, datetime, time

from coccinelle.core.hours import Range
from coccinelle.replies.french import EVENING, NEAR, from_to, runs

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

AND, OR = "and", "or"


def price(cents: int) -> str:
    """€89, €89.90, €1,234.50."""
    euros, rest = divmod(cents, 100)
    return f"€{euros:,}.{rest:02d}" if rest else f"€{euros:,}"


def percent(value: float) -> str:
    return f"{value:g}%"


def clock(value: time) -> str:
    """6pm, 5:30pm, noon."""
    if value.minute == 0 and value.hour in (0, 12):
        return "noon" if value.hour else "midnight"
    minutes = f":{value.minute:02d}" if value.minute else ""
    return f"{(value.hour - 1) % 12 + 1}{minutes}{'pm' if value.hour >= 12 else 'am'}"


def day(value: date, today: date) -> str:
    """today, tomorrow, on Saturday, on Saturday 25 January."""
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    away = (value - today).days
    if away in near:
        return near[away]
    return f"on {DAYS[value.weekday()] if 0 < away <= NEAR else full_day(value, today)}"


def weekday(value: date) -> str:
    return DAYS[value.weekday()]


def full_day(value: date, today: date) -> str:
    year = "" if value.year == today.year or 0 < (value - today).days < 180 else f" {value.year}"
    return f"{DAYS[value.weekday()]} {value.day} {MONTHS[value.month - 1]}{year}"


def dated(day: str, clock: str) -> str:
    return f"{day} at {clock}"


def moment(value: datetime, now: datetime) -> str:
    """6pm tomorrow, 6pm this evening, 6pm on Saturday."""
    return f"{clock(value.time())} {_part_of_day(value, now)}"


def at(value: datetime, now: datetime) -> str:
    """tomorrow at 6pm, on Saturday at 6pm."""
    return f"{_part_of_day(value, now)} at {clock(value.time())}"


def before(value: datetime, now: datetime) -> str:
    """before 12:30pm, before 10:30am tomorrow, before 10:30am on Saturday."""
    when = "" if value.date() == now.date() else f" {day(value.date(), now.date())}"
    return f"before {clock(value.time())}{when}"


def until(value: datetime, now: datetime) -> str:
    return f"until {moment(value, now)}"


def see_you(value: datetime, now: datetime) -> str:
    """See you this evening, See you tomorrow, See you on Saturday."""
    if value.date() == now.date() and value.hour < EVENING:
        return "See you soon"
    return f"See you {_part_of_day(value, now)}"


def join(words: Sequence[str], last: str) -> str:
    """36, 38 and 40."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def ranges(hours: Sequence[Range]) -> str:
    """from 10am to 12:30pm and from 2pm to 7pm."""
    return join([f"from {clock(start)} to {clock(end)}" for start, end in hours], AND)


def week(days: Sequence[tuple[str, Sequence[Range]]]) -> str:
    """Monday to Saturday from 10am to 7pm; closed on Sunday. Days are named as in core.hours."""
    return "; ".join(_run(names, hours) for names, hours in runs(days))


def short_week(days: Sequence[tuple[str, Sequence[Range]]]) -> str:
    """Mon-Sat 10am-7pm: the days that are open."""
    return ", ".join(
        f"{from_to([name[:3].capitalize() for name in names])} "
        + " and ".join(f"{clock(start)}-{clock(end)}" for start, end in hours)
        for names, hours in runs(days)
        if hours
    )


def phone(e164: str) -> str:
    """+33 1 99 00 12 34; short and foreign numbers as they are."""
    if not e164.startswith("+33") or len(e164) != 12:
        return e164
    pairs = " ".join(e164[n : n + 2] for n in range(4, 12, 2))
    return f"+33 {e164[3]} {pairs}"


def of(name: str) -> str:
    return f"of {name}"


def _run(names: list[str], hours: Sequence[Range]) -> str:
    words = [name.capitalize() for name in names]
    said = f"{words[0]} to {words[-1]}" if len(words) > 2 else " and ".join(words)
    return f"{said} {ranges(hours)}" if hours else f"closed on {said}"


def _part_of_day(value: datetime, now: datetime) -> str:
    if value.date() == now.date() and value.hour >= EVENING:
        return "this evening"
    return day(value.date(), now.date())
