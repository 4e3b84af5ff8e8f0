"""What rules would do, said in the member's language: each blank by the way its name says."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from coccinelle.core.policy_preview import SENTENCES, Sentence
from coccinelle.replies.typography import NARROW
from coccinelle.web.i18n import Spoken, count, language, local, price, tongue

WORDS = Spoken(dict(SENTENCES))


def said(sentence: Sentence, now: datetime) -> str:
    values = {name: _SAID[name](value, now) for name, value in sentence.values.items()}
    return WORDS[sentence.name].format(**values)


def _local(say: Callable[[datetime, datetime], str]) -> Callable[[datetime, datetime], str]:
    """In the zone of what is said: a change of zone is seen before it is made."""
    return lambda at, now: say(at, now.astimezone(at.tzinfo))


def _sms(n: int, now: datetime) -> str:
    return f"{n:,} SMS" if language() == "en" else f"{n:,} SMS".replace(",", NARROW)


_SAID: dict[str, Callable[[Any, datetime], str]] = {
    "clock": lambda at, now: tongue().clock(at),
    "until": _local(lambda at, now: local(tongue().until(at, now))),
    "before": _local(lambda at, now: local(tongue().before(at, now))),
    "when": _local(lambda at, now: local(tongue().at(at, now))),
    "then": _local(lambda at, now: local(tongue().at(at, now))),
    "day": _local(lambda at, now: tongue().full_day(at.date(), now.date())),
    "month": lambda at, now: f"{tongue().MONTHS[at.month - 1]} {at.year}",
    "price": lambda cents, now: price(cents),
    "holds": lambda n, now: count("{n} mise de côté", "{n} mises de côté", n),
    "items": lambda n, now: count("{n} article", "{n} articles", n),
    "month_sms": _sms,
    "day_sms": _sms,
}
