"""What an owner sets on the screen: judged whole, kept whole, counted from the next turn on."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any
from zoneinfo import ZoneInfoNotFoundError

from pydantic import ValidationError

from coccinelle.core.business import Business, Legal
from coccinelle.core.errors import PermanentError
from coccinelle.core.hours import WEEKDAYS
from coccinelle.core.policy import Policy
from coccinelle.core.policy_preview import contradiction
from coccinelle.engine.business import owner_phone
from coccinelle.engine.desk import Desk
from coccinelle.store import businesses, settings
from coccinelle.store.businesses import CARD, LEGAL
from coccinelle.store.database import Connection

# Set elsewhere, with rules of their own: the page of autonomy; the file alone, for the model.
NOT_HERE = frozenset({"policy.autonomy", "policy.model"})
NOT_POSSIBLE = "Ce réglage n'est pas possible."
NO_SIREN = "La TVA s'écrit avec le SIREN : donnez les deux, ou aucun."
KEYS = (
    frozenset({"hours", "closures"})
    | {f"card.{name}" for name in CARD}
    | {f"legal.{name}" for name in LEGAL}
    | {f"policy.{name}" for name in Policy.model_fields}
) - NOT_HERE

_UNTAXED = {"vat_number": Legal("").vat_number, "vat_percent": Legal("").vat_percent}


@dataclass(frozen=True, slots=True)
class Change:
    key: str
    before: Any
    after: Any


Told = Callable[[tuple[Change, ...]], None]


def change(
    desk: Desk, values: Mapping[str, Any], *, by: str, told: Told | None = None
) -> tuple[Change, ...]:
    """All of them or none. What stays as it is goes on following the file. A new phone of the
    owner's waits for its proof. told: hears what will have changed, before it is kept.

    Raises PermanentError, with a sentence for a member.
    """
    with desk.transaction() as connection:
        settings.lock(connection)
        before = businesses.current(connection)
        counted = owner_phone.kept_apart(connection, before, values, by=by, at=desk.now())
        after = judged(desk, connection, counted)
        changes = _differences(before, after, counted)
        kept = {one.key: counted[one.key] for one in changes}
        settings.put(connection, kept, by=by, at=desk.now())
        if told:
            told(changes)
    return changes


def restore(desk: Desk, keys: Iterable[str], *, told: Told | None = None) -> tuple[Change, ...]:
    """Back to what the file says. Raises PermanentError."""
    wanted = _known(keys)
    with desk.transaction() as connection:
        settings.lock(connection)
        before = businesses.current(connection)
        settings.take_back(connection, wanted)
        if owner_phone.KEY in wanted:
            owner_phone.forget(connection)
        changes = _differences(before, businesses.current(connection), wanted)
        if told:
            told(changes)
    return changes


def judged(desk: Desk, connection: Connection, values: Mapping[str, Any]) -> Business:
    """The business as it would be. Raises PermanentError."""
    _known(values)
    kept = {key: row.value for key, row in settings.all_of(connection).items()}
    try:
        after = businesses.as_set(connection, {**kept, **values})
        fault = contradiction(after.policy, after.hours, desk.now())
    except (ValidationError, ValueError, ZoneInfoNotFoundError) as error:
        raise PermanentError(NOT_POSSIBLE) from error
    if after.legal is None and any(values.get(f"legal.{n}", d) != d for n, d in _UNTAXED.items()):
        raise PermanentError(NO_SIREN)
    if fault:
        raise PermanentError(fault)
    return after


def value_of(business: Business, key: str) -> Any:
    """A setting as it is kept: plain JSON."""
    head, _, name = key.partition(".")
    match head:
        case "policy":
            return business.policy.model_dump(mode="json")[name]
        case "card":
            return business.zone.key if name == "timezone" else getattr(business, name)
        case "legal":
            return getattr(business.legal or Legal(""), name)
        case "closures":
            return sorted(day.isoformat() for day in business.hours.closures)
        case _:
            return week_of(business)


def week_of(business: Business) -> dict[str, list[str]]:
    return {
        day: [f"{_clock(start)}-{_clock(end)}" for start, end in ranges]
        for day, ranges in zip(WEEKDAYS, business.hours.week, strict=True)
    }


def _differences(before: Business, after: Business, keys: Iterable[str]) -> tuple[Change, ...]:
    both = ((key, value_of(before, key), value_of(after, key)) for key in sorted(keys))
    return tuple(Change(key, old, new) for key, old, new in both if old != new)


def _known(keys: Iterable[str]) -> list[str]:
    found = list(keys)
    if unknown := [key for key in found if key not in KEYS]:
        raise PermanentError(f"« {unknown[0]} » n'est pas un réglage.")
    return found


def _clock(at: time) -> str:
    return f"{at:%H:%M}"
