"""French words for values: prices, days, hours, lists."""

from collections.abc import Sequence
from datetime import date, datetime, time

from coccinelle.core.hours import WEEKDAYS, Range
from coccinelle.kit.phone_number import aloud
from coccinelle.replies.typography import NARROW

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
EVENING = 17  # "ce soir vers 17h" is how customers say it
NEAR = 6  # days: further away, a weekday alone could be last week's or the next

AND, OR = "et", "ou"


def price(cents: int) -> str:
    """89 €, 89,90 €, 1 234,50 €."""
    euros, rest = divmod(cents, 100)
    whole = f"{euros:,}".replace(",", NARROW)
    return f"{whole},{rest:02d} €" if rest else f"{whole} €"


def percent(value: float) -> str:
    return f"{value:g} %".replace(".", ",")


def clock(value: time) -> str:
    """18h, 17h30."""
    return f"{value.hour}h{value.minute:02d}" if value.minute else f"{value.hour}h"


def day(value: date, today: date) -> str:
    """aujourd'hui, demain, samedi, samedi 25 janvier."""
    near = {0: "aujourd'hui", 1: "demain", -1: "hier"}
    away = (value - today).days
    if away in near:
        return near[away]
    return DAYS[value.weekday()] if 0 < away <= NEAR else full_day(value, today)


def weekday(value: date) -> str:
    return DAYS[value.weekday()]


def full_day(value: date, today: date) -> str:
    number = "1er" if value.day == 1 else str(value.day)
    year = "" if value.year == today.year or 0 < (value - today).days < 180 else f" {value.year}"
    return f"{DAYS[value.weekday()]} {number} {MONTHS[value.month - 1]}{year}"


def dated(day: str, clock: str) -> str:
    return f"{day} à {clock}"


def moment(value: datetime, now: datetime) -> str:
    """demain 18h, ce soir 18h, samedi 25 janvier à 18h."""
    link = " à" if _is_far(value, now) else ""
    return f"{_part_of_day(value, now)}{link} {clock(value.time())}"


def at(value: datetime, now: datetime) -> str:
    """demain à 18h, ce soir à 18h."""
    return f"{_part_of_day(value, now)} à {clock(value.time())}"


def before(value: datetime, now: datetime) -> str:
    """avant 12h30, demain avant 10h30, samedi 25 janvier avant 10h30."""
    when = "" if value.date() == now.date() else f"{day(value.date(), now.date())} "
    return f"{when}avant {clock(value.time())}"


def until(value: datetime, now: datetime) -> str:
    """jusqu'à demain 18h, jusqu'au samedi 25 janvier à 18h."""
    link = "jusqu'au" if _is_far(value, now) else "jusqu'à"
    return f"{link} {moment(value, now)}"


def see_you(value: datetime, now: datetime) -> str:
    """À ce soir, À demain, À samedi."""
    if value.date() == now.date() and value.hour < EVENING:
        return "À tout à l'heure"
    return f"À {_part_of_day(value, now)}" if not _is_far(value, now) else f"Au {_far(value, now)}"


def join(words: Sequence[str], last: str) -> str:
    """36, 38 et 40."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def ranges(hours: Sequence[Range]) -> str:
    """de 10h à 12h30 et de 14h à 19h."""
    return join([f"de {clock(start)} à {clock(end)}" for start, end in hours], AND)


def week(days: Sequence[tuple[str, Sequence[Range]]]) -> str:
    """du lundi au samedi de 10h à 19h ; fermé le dimanche. Days are named as in core.hours."""
    return " ; ".join(_run(names, hours) for names, hours in runs(days))


def short_week(days: Sequence[tuple[str, Sequence[Range]]]) -> str:
    """Lun-Sam 10h-19h: the days that are open."""
    return ", ".join(
        f"{from_to([DAYS[WEEKDAYS.index(name)][:3].capitalize() for name in names])} "
        + " et ".join(f"{clock(start)}-{clock(end)}" for start, end in hours)
        for names, hours in runs(days)
        if hours
    )


def from_to(names: Sequence[str]) -> str:
    return f"{names[0]}-{names[-1]}" if len(names) > 1 else names[0]


def phone(e164: str) -> str:
    """01 99 00 12 34; short and foreign numbers as they are."""
    return aloud(e164)


def of(name: str) -> str:
    """d'Élégance Paris, de Mode, du Petit Marché; an h is never guessed to be mute."""
    for article, contracted in (("Le ", "du "), ("Les ", "des ")):
        if name.startswith(article):
            return contracted + name.removeprefix(article)
    return f"d'{name}" if starts_with_vowel(name) else f"de {name}"


def starts_with_vowel(word: str) -> bool:
    return word[:1].lower() in tuple("aàâäeéèêëiîïoôöuùûüœæ")


def runs(
    days: Sequence[tuple[str, Sequence[Range]]],
) -> list[tuple[list[str], Sequence[Range]]]:
    """Neighbouring days with the same hours, together."""
    found: list[tuple[list[str], Sequence[Range]]] = []
    for name, hours in days:
        if found and tuple(found[-1][1]) == tuple(hours):
            found[-1][0].append(name)
        else:
            found.append(([name], hours))
    return found


def _run(names: list[str], hours: Sequence[Range]) -> str:
    words = [DAYS[WEEKDAYS.index(name)] for name in names]
    if len(words) > 2:
        said = f"du {words[0]} au {words[-1]}"
    else:
        said = " et ".join(f"le {word}" for word in words)
    return f"{said} {ranges(hours)}" if hours else f"fermé {said}"


def _part_of_day(value: datetime, now: datetime) -> str:
    if value.date() == now.date() and value.hour >= EVENING:
        return "ce soir"
    return day(value.date(), now.date())


def _is_far(value: datetime, now: datetime) -> bool:
    return not -1 <= (value.date() - now.date()).days <= NEAR


def _far(value: datetime, now: datetime) -> str:
    return full_day(value.date(), now.date())
