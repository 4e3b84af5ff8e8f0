"""A settings form becomes settings, each fault a sentence beside its field."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from coccinelle.core.hours import WEEKDAYS
from coccinelle.packs.folder.written import read_card, read_legal, read_rules, read_week
from coccinelle.web.i18n import _, language
from coccinelle.web.settings.fields import written
from coccinelle.web.settings.matters import Matter

RANGES = 4  # a day, at most
LONGEST = 62  # days in one go
_READERS = {"card": read_card, "legal": read_legal, "policy": read_rules}


@dataclass(frozen=True, slots=True)
class Read:
    """values: sound ones, by key; faults: by key, or by day."""

    values: dict[str, Any]
    faults: dict[str, str]


def read(matter: Matter, form: Mapping[str, str], today: date) -> Read:
    match matter.slug:
        case "horaires":
            return _week(form)
        case "fermetures":
            return _closures(form, today)
        case _:
            return _fields(matter, form)


def week_written(form: Mapping[str, str]) -> dict[str, list[tuple[str, str]]]:
    """By day, whatever was typed."""
    return {
        day: [
            (form.get(f"{day}.{n}.from", ""), form.get(f"{day}.{n}.to", ""))
            for n in range(1, RANGES + 1)
        ]
        for day in WEEKDAYS
    }


def _week(form: Mapping[str, str]) -> Read:
    typed = week_written(form)
    half = _("Donnez l'heure d'ouverture et celle de fermeture.")
    halves = {
        day: half for day, ranges in typed.items() if any(bool(a) != bool(b) for a, b in ranges)
    }
    given = {day: [f"{a}-{b}" for a, b in ranges if a and b] for day, ranges in typed.items()}
    week, faults = read_week(given, language())
    return Read({} if faults or halves else {"hours": week}, {**faults, **halves})


def _closures(form: Mapping[str, str], today: date) -> Read:
    days = {_day(name.removeprefix("day.")) for name in form if name.startswith("day.")}
    first, last = _day(form.get("from", "")), _day(form.get("to", ""))
    last = last or first
    if first and last:
        if not today <= first <= last:
            order = _("Le dernier jour vient après le premier, à partir d'aujourd'hui.")
            return Read({}, {"from": order})
        if (last - first).days >= LONGEST:
            return Read({}, {"from": _("Pas plus de {n} jours à la fois.", n=LONGEST)})
        days |= {first + timedelta(days=n) for n in range((last - first).days + 1)}
    elif form.get("from") or form.get("to"):
        return Read({}, {"from": _("Donnez au moins le premier jour.")})
    return Read({"closures": sorted(day.isoformat() for day in days if day)}, {})


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _fields(matter: Matter, form: Mapping[str, str]) -> Read:
    typed = {field: written(field, form) for field in matter.fields}
    given = {field: value for field, value in typed.items() if value is not None}
    heads = {field.key.partition(".")[0] for field in given}
    values: dict[str, Any] = {}
    faults: dict[str, str] = {}
    for head in heads:
        of_head = {f.name: v for f, v in given.items() if f.key == f"{head}.{f.name}"}
        sound, wrong = _READERS[head](of_head, language())
        values |= {f"{head}.{name}": value for name, value in sound.items()}
        faults |= {f"{head}.{name}": sentence for name, sentence in wrong.items()}
    return Read(values, faults)
