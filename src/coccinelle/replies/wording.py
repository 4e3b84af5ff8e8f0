"""A fact put into words: the form its kind takes in the reply's language."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Protocol

from coccinelle.core.facts import Fact
from coccinelle.core.hours import Range
from coccinelle.replies import english, french
from coccinelle.replies.hours_value import by_day, is_week

MOST_CHOICES = 3


class Words(Protocol):
    """What each language module gives; its functions show their own examples."""

    AND: str
    OR: str

    def price(self, cents: int) -> str: ...
    def percent(self, value: float) -> str: ...
    def clock(self, value: time) -> str: ...
    def day(self, value: date, today: date) -> str: ...
    def weekday(self, value: date) -> str: ...
    def full_day(self, value: date, today: date) -> str: ...
    def dated(self, day: str, clock: str) -> str: ...
    def moment(self, value: datetime, now: datetime) -> str: ...
    def at(self, value: datetime, now: datetime) -> str: ...
    def before(self, value: datetime, now: datetime) -> str: ...
    def until(self, value: datetime, now: datetime) -> str: ...
    def see_you(self, value: datetime, now: datetime) -> str: ...
    def join(self, words: Sequence[str], last: str) -> str: ...
    def ranges(self, hours: Sequence[Range]) -> str: ...
    def week(self, days: Sequence[tuple[str, Sequence[Range]]]) -> str: ...
    def short_week(self, days: Sequence[tuple[str, Sequence[Range]]]) -> str: ...
    def phone(self, e164: str) -> str: ...
    def of(self, name: str) -> str: ...


def words_of(language: str) -> Words:
    """French for French, English for everyone else: the languages we have phrases in."""
    return french if language == "fr" else english


@dataclass(frozen=True, slots=True)
class Shown:
    """A fact as a template sees it: printing it says it."""

    fact: Fact
    language: str
    now: datetime

    @property
    def value(self) -> Any:
        return self.fact.value

    def __str__(self) -> str:
        words = words_of(self.language)
        if self.fact.kind == "hours":
            return _hours(self.value, words)
        items = self.value if isinstance(self.value, tuple) else (self.value,)
        return words.join([self._one(item, words) for item in items], words.AND)

    def _one(self, value: Any, words: Words) -> str:
        match self.fact.kind:
            case "price":
                return words.price(value)
            case "percent":
                return words.percent(value)
            case "moment":
                return words.moment(value, self.now)
            case "date":
                return words.day(value, self.now.date())
            case "time":
                return words.clock(value)
            case "phone":
                return words.phone(value)
            case _:
                return str(value)


def _hours(value: Any, words: Words) -> str:
    return words.week(by_day(value)) if is_week(value) else words.ranges(value)


def at(shown: Shown) -> str:
    """demain à 18h."""
    return words_of(shown.language).at(shown.value, shown.now)


def before(shown: Shown) -> str:
    """avant 12h30, demain avant 10h30."""
    return words_of(shown.language).before(shown.value, shown.now)


def until(shown: Shown) -> str:
    """jusqu'à demain 18h."""
    return words_of(shown.language).until(shown.value, shown.now)


def see_you(shown: Shown) -> str:
    """À ce soir."""
    return words_of(shown.language).see_you(shown.value, shown.now)


def day(shown: Shown) -> str:
    """demain, samedi."""
    value = shown.value.date() if isinstance(shown.value, datetime) else shown.value
    assert isinstance(value, date)
    return words_of(shown.language).day(value, shown.now.date())


def weekday(shown: Shown) -> str:
    """vendredi."""
    return words_of(shown.language).weekday(shown.value)


def clock(shown: Shown) -> str:
    """18h, from a moment, a time, or the last closing of a day's hours."""
    value = shown.value
    if isinstance(value, tuple):
        value = value[-1][1]
    if isinstance(value, datetime):
        value = value.time()
    assert isinstance(value, time)
    return words_of(shown.language).clock(value)


def plural(shown: Shown, one: str, several: str) -> str:
    """2 articles, 1 article; French agrees from 2, English from 0."""
    is_one = shown.value < 2 if shown.language == "fr" else shown.value == 1
    return f"{shown} {one if is_one else several}"


def either(shown: Shown) -> str:
    """36, 38 ou 40."""
    words = words_of(shown.language)
    return words.join([str(item) for item in shown.value], words.OR)


def choices(products: Shown, prices: Shown | None = None) -> str:
    """1) Robe fleurie bleue, 89 € 2) Robe longue bleue, 119 €: at most three, in their order;
    one alone has no number."""
    words = words_of(products.language)
    names = (products.value if isinstance(products.value, tuple) else (products.value,))[
        :MOST_CHOICES
    ]
    tails = [f", {words.price(cents)}" for cents in prices.value] if prices else [""] * len(names)
    rows = zip(range(1, MOST_CHOICES + 1), names, tails, strict=False)
    return " ".join(f"{number}) {name}{tail}" for number, name, tail in rows)


def order_choices(numbers: Shown, products: Shown, days: Shown | None = None) -> str:
    """1) #2901, lundi 13 janvier : Ensemble tailleur lavande: at most three, in their order;
    one alone has no number."""
    words = words_of(numbers.language)
    today = numbers.now.date()
    tails = [f", {words.day(day, today)}" for day in days.value] if days else [""] * MOST_CHOICES
    rows = zip(range(1, MOST_CHOICES + 1), numbers.value, products.value, tails, strict=False)
    told = [(row, f"#{n}{tail} : {name}") for row, n, name, tail in rows]
    return told[0][1] if len(told) == 1 else " ".join(f"{row}) {one}" for row, one in told)


def full_day(shown: Shown) -> str:
    """jeudi 30 janvier, however near: a legal date is said in full."""
    value = shown.value.date() if isinstance(shown.value, datetime) else shown.value
    assert isinstance(value, date)
    return words_of(shown.language).full_day(value, shown.now.date())


def said_on(shown: Shown) -> str:
    """jeudi 16 janvier à 14h30."""
    words = words_of(shown.language)
    return words.dated(full_day(shown), words.clock(shown.value.time()))


def short_week(shown: Shown) -> str:
    """Lun-Sam 10h-19h: the days that are open."""
    return words_of(shown.language).short_week(by_day(shown.value))


def capital(text: object) -> str:
    """A name at the head of a sentence; the rest of it is left alone."""
    return str(text)[:1].upper() + str(text)[1:]


FILTERS: dict[str, Callable[..., str]] = {
    "at": at,
    "before": before,
    "until": until,
    "see_you": see_you,
    "day": day,
    "weekday": weekday,
    "clock": clock,
    "plural": plural,
    "either": either,
    "choices": choices,
    "order_choices": order_choices,
    "capital": capital,
    "full_day": full_day,
    "said_on": said_on,
    "short_week": short_week,
}
