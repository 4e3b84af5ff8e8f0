"""The business a folder describes: found by its slug, else created."""

from dataclasses import asdict
from datetime import datetime

from psycopg.types.json import Jsonb

from coccinelle.store.database import Connection, Database
from coccinelle.store.importing.folder import BusinessEntry


def number_of(database: Database, slug: str) -> int:
    """The business's number, or a new one for a slug not seen yet."""
    with database.routing() as connection:
        row = connection.execute(
            "select coalesce((select business_id from businesses() where slug = %s),"
            " nextval('business_number'))",
            (slug,),
        ).fetchone()
    assert row is not None
    return int(row[0])


def create_or_update_business(
    connection: Connection,
    business_id: int,
    entry: BusinessEntry,
    now: datetime,
    *,
    clock_offset_seconds: int | None = None,
) -> None:
    """`connection` must be in a transaction of `business_id`.

    clock_offset_seconds: given only for a demo business, which it marks as such.
    """
    values = asdict(entry) | {
        "business_id": business_id,
        "hours": Jsonb(entry.hours),
        "closures": list(entry.closures),
        "policy": Jsonb(entry.policy),
        "legal": Jsonb(entry.legal),
        "created_at": now,
    }
    connection.execute(_SAVE, values)
    if clock_offset_seconds is not None:
        connection.execute(
            "update business set is_demo = true, clock_offset_seconds = %s", (clock_offset_seconds,)
        )


def renew_catalogue(connection: Connection, by: int = 1) -> None:
    """Indexes built on the catalogue are rebuilt when its version changes."""
    connection.execute("update business set catalogue_version = catalogue_version + %s", (by,))


_SAVE = """
insert into business (business_id, slug, name, sector, timezone, language, address, phone, email,
    parking, owner_name, owner_phone, owner_email, hours, closures, policy, legal, created_at)
values (%(business_id)s, %(slug)s, %(name)s, %(sector)s, %(timezone)s, %(language)s, %(address)s,
    %(phone)s, %(email)s, %(parking)s, %(owner_name)s, %(owner_phone)s, %(owner_email)s, %(hours)s,
    %(closures)s, %(policy)s, %(legal)s, %(created_at)s)
on conflict (business_id) do update set name = excluded.name, sector = excluded.sector,
    timezone = excluded.timezone, language = excluded.language, address = excluded.address,
    phone = excluded.phone, email = excluded.email, parking = excluded.parking,
    owner_name = excluded.owner_name, owner_phone = excluded.owner_phone,
    owner_email = excluded.owner_email, hours = excluded.hours, closures = excluded.closures,
    policy = excluded.policy, legal = excluded.legal
"""
