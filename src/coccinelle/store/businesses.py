"""The business: its card, hours and policy."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from psycopg.rows import dict_row

from coccinelle.core.business import Business, Legal
from coccinelle.core.hours import WEEKDAYS, OpeningHours, Range
from coccinelle.core.policy import Policy
from coccinelle.store.database import Connection, Database

# What members may set of the card; the slug stays.
CARD = frozenset({
    "name", "address", "phone", "email", "parking", "sector", "timezone", "language",
    "owner_name", "owner_phone", "owner_email",
})  # fmt: skip
LEGAL = frozenset(Legal.__slots__)


def known(database: Database) -> tuple[tuple[int, str], ...]:
    """Every business of the installation, but no copy made for trials: id and slug."""
    with database.routing() as connection:
        rows = connection.execute("select business_id, slug from businesses()").fetchall()
    return tuple((row[0], row[1]) for row in rows)


def current(connection: Connection) -> Business:
    """The business of this transaction; what its members set wins over what was imported."""
    row = _row(connection)
    return _business(_as_set(row, row["set_here"] or {}))


def imported(connection: Connection) -> Business:
    """As its folder describes it, whatever members set since; the levels of autonomy excepted."""
    return _business(_row(connection))


def as_set(connection: Connection, settings: Mapping[str, Any]) -> Business:
    """As it would be with these settings in the place of those kept. Raises what its rules refuse:
    pydantic.ValidationError, ValueError."""
    return _business(_as_set(_row(connection), settings))


@dataclass(frozen=True, slots=True)
class Pause:
    """The assistant answers nobody, since then, by a member's word."""

    at: datetime
    by: str


def pause(connection: Connection) -> Pause | None:
    row = connection.execute("select paused_at, paused_by from business").fetchone()
    return Pause(row[0], row[1]) if row and row[0] else None


def set_pause(connection: Connection, at: datetime | None, by: str) -> bool:
    """at: None ends it. False when it was so already: the first word stands."""
    row = connection.execute(
        "update business set paused_at = %s, paused_by = %s"
        " where (paused_at is null) = (%s::timestamptz is not null) returning business_id",
        (at, by, at),
    ).fetchone()
    return row is not None


def has_products(connection: Connection) -> bool:
    row = connection.execute("select exists (select from product)").fetchone()
    return bool(row and row[0])


def set_clock_offset(connection: Connection, seconds: int) -> None:
    """Only a demo business may live in another time: the table refuses the others."""
    connection.execute("update business set is_demo = true, clock_offset_seconds = %s", (seconds,))


def change_policy(connection: Connection, changes: dict[str, Any]) -> None:
    """Raises pydantic.ValidationError when a value is not one the policy accepts."""
    row = connection.execute("select policy from business for update").fetchone()
    assert row is not None
    policy = Policy.model_validate({**row[0], **changes})
    kept = policy.model_dump(mode="json", exclude_defaults=True)
    connection.execute("update business set policy = %s", (json.dumps(kept),))


def _row(connection: Connection) -> dict[str, Any]:
    with connection.cursor(row_factory=dict_row) as cursor:
        row = cursor.execute(
            "select b.*, (select jsonb_object_agg(skill, level) from autonomy) as levels,"
            " (select jsonb_object_agg(key, value) from setting) as set_here from business b"
        ).fetchone()
    assert row is not None, "the transaction's business exists"
    return row


def _as_set(row: dict[str, Any], settings: Mapping[str, Any]) -> dict[str, Any]:
    """Settings by key: "hours", "closures", "card.phone", "legal.siren", "policy.hold_until";
    others are not the business's own."""
    card = {name: value for name, value in _under("card", settings) if name in CARD}
    whole = {name: settings[name] for name in ("hours",) if name in settings}
    if "closures" in settings:
        whole["closures"] = [date.fromisoformat(day) for day in settings["closures"]]
    rules = {n: v for n, v in _under("policy", settings) if n in Policy.model_fields}
    legal = {**row["legal"], **{n: v for n, v in _under("legal", settings) if n in LEGAL}}
    return {**row, **card, **whole, "policy": {**row["policy"], **rules}, "legal": legal}


def _under(head: str, settings: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in settings.items():
        first, _, name = key.partition(".")
        if first == head and name:
            yield name, value


def _business(row: dict[str, Any]) -> Business:
    return Business(
        id=row["business_id"],
        slug=row["slug"],
        name=row["name"],
        sector=row["sector"],
        zone=ZoneInfo(row["timezone"]),
        language=row["language"],
        address=row["address"],
        phone=row["phone"],
        email=row["email"],
        parking=row["parking"],
        owner_name=row["owner_name"],
        owner_phone=row["owner_phone"],
        owner_email=row["owner_email"],
        hours=_hours(row["hours"], row["closures"], row["timezone"]),
        policy=_policy(row["policy"], row["levels"]),
        clock_offset_seconds=row["clock_offset_seconds"],
        catalogue_version=row["catalogue_version"],
        legal=Legal(**row["legal"]) if row["legal"].get("siren") else None,
        sandbox_of=row["sandbox_of"],
        catalogue_of=(row["copied"] or {}).get("catalogue", ""),
    )


def _policy(imported: dict[str, Any], levels: dict[str, str] | None) -> Policy:
    if not levels:
        return Policy.model_validate(imported)
    autonomy = {**imported.get("autonomy", {}), **levels}
    return Policy.model_validate({**imported, "autonomy": autonomy})


def _hours(week: dict[str, list[str]], closures: list[date], zone: str) -> OpeningHours:
    days = tuple(tuple(_range(text) for text in week.get(day, [])) for day in WEEKDAYS)
    return OpeningHours(days, frozenset(closures), ZoneInfo(zone))


def _range(text: str) -> Range:
    start, end = text.split("-")
    return time.fromisoformat(start), time.fromisoformat(end)
