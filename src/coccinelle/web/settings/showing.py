"""What a settings page shows: each field with who set it, and what the file says otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from coccinelle.core.business import Business
from coccinelle.core.hours import WEEKDAYS
from coccinelle.core.public_holidays import to_come
from coccinelle.engine.business.settings_change import Change, value_of, week_of
from coccinelle.engine.desk import Desk
from coccinelle.store import businesses, settings
from coccinelle.store.settings import SettingRow
from coccinelle.web.i18n import _, count, language, tongue
from coccinelle.web.moments import day_title, moment
from coccinelle.web.settings import fields
from coccinelle.web.settings.fields import Shown
from coccinelle.web.settings.matters import Matter
from coccinelle.web.settings.reading import week_written

PAIRS = 2  # ranges a day that are always shown


@dataclass(frozen=True, slots=True)
class Day:
    """ranges: opening and closing; fault: what is wrong with them."""

    key: str
    name: str
    ranges: tuple[tuple[str, str], ...]
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Closure:
    day: str
    title: str
    is_closed: bool


@dataclass(frozen=True, slots=True)
class Page:
    """fields, days, closures: those of the matter. is_set: members set something here. wanted: days
    off about to be added, and what is wrong with them."""

    matter: Matter
    fields: tuple[Shown, ...]
    days: tuple[Day, ...]
    closures: tuple[Closure, ...]
    is_set: bool
    wanted: tuple[str, str] = ("", "")
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A change in words. is_private: a member's own phone or e-mail, which is not for a log that
    nobody may change."""

    label: str
    before: str
    after: str
    is_private: bool = False


def page_of(
    desk: Desk, matter: Matter, typed: Mapping[str, str] | None = None,
    faults: Mapping[str, str] | None = None,
) -> Page:  # fmt: skip
    """typed, faults: a form that was refused, shown again as it was written."""
    with desk.transaction() as connection:
        business, of_file = businesses.current(connection), businesses.imported(connection)
        rows = settings.all_of(connection)
    now, wrong = desk.now(), faults or {}
    shown = tuple(
        _field(matter, index, business, of_file, rows, now, typed, wrong)
        for index in range(len(matter.fields))
    )
    return Page(
        matter=matter,
        fields=shown,
        days=_days(business, typed, wrong) if matter.slug == "horaires" else (),
        closures=_closures(business, now.date(), typed) if matter.slug == "fermetures" else (),
        is_set=any(key in rows for key in matter.keys),
        wanted=((typed or {}).get("from", ""), (typed or {}).get("to", "")),
        fault=wrong.get("from", ""),
    )


def told(matter: Matter, changes: tuple[Change, ...]) -> tuple[Told, ...]:
    """Each change as a member reads it."""
    named = {field.key: field for field in matter.fields}
    return tuple(
        Told(_(named[one.key].label), fields.words(named[one.key], one.before),
             fields.words(named[one.key], one.after), one.key.startswith("card.owner_"))
        if one.key in named
        else Told(_(matter.title), _in_short(one.before), _in_short(one.after))
        for one in changes
    )  # fmt: skip


def _field(
    matter: Matter, index: int, business: Business, of_file: Business,
    rows: Mapping[str, SettingRow], now: datetime, typed: Mapping[str, str] | None,
    faults: Mapping[str, str],
) -> Shown:  # fmt: skip
    field = matter.fields[index]
    row, fault = rows.get(field.key), faults.get(field.key, "")
    if fault and typed is not None and field.key in typed:
        return Shown(field, typed[field.key], choices=field.choices, fault=fault)
    value = fields.written(field, typed) if typed is not None else None
    return replace(
        fields.shown(field, value_of(business, field.key) if value is None else value),
        fault=fault,
        since=f"{row.set_by}, {moment(row.set_at.astimezone(now.tzinfo), now)}" if row else "",
        of_file=fields.words(field, value_of(of_file, field.key)) if row else "",
    )


def _days(
    business: Business, typed: Mapping[str, str] | None, faults: Mapping[str, str]
) -> tuple[Day, ...]:
    week: dict[str, list[tuple[str, str]]] = {
        day: [(r.split("-")[0], r.split("-")[1]) for r in ranges]
        for day, ranges in week_of(business).items()
    }
    if typed is not None:
        week = {day: [r for r in rs if any(r)] for day, rs in week_written(typed).items()}
    return tuple(
        Day(key, name, (*week[key], *[("", "")] * (PAIRS - len(week[key]))), faults.get(key, ""))
        for key, name in zip(WEEKDAYS, tongue().DAYS, strict=True)
    )


def _closures(
    business: Business, today: date, typed: Mapping[str, str] | None
) -> tuple[Closure, ...]:
    """The public holidays of the year to come, and every other day off."""
    closed = {day for day in business.hours.closures if day >= today}
    if typed is not None:
        closed = {day for day in closed if f"day.{day}" in typed}
    named = dict(to_come(today, language()))
    return tuple(
        Closure(day.isoformat(), " · ".join(filter(None, [day_title(day, today), named.get(day)])),
                day in closed)
        for day in sorted({*named, *closed})
    )  # fmt: skip


def _in_short(value: Any) -> str:
    if isinstance(value, dict):
        days = sum(bool(ranges) for ranges in value.values())
        return count("{n} jour d'ouverture par semaine", "{n} jours d'ouverture par semaine", days)
    return count("{n} jour de fermeture", "{n} jours de fermeture", len(value))
