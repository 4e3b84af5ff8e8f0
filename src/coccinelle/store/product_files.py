"""The table of products a member brought, between its arrival and its import: one at a time."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg.types.json import Jsonb

from coccinelle.store.database import Connection
from coccinelle.store.importing.folder import ProductEntry, VariantEntry


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of it. columns: what we call one to its place in the lines; the rest in JSON.
    lines: number in the file and cells, the names of columns first; found: products and variants;
    told: what the page shows."""

    columns: dict[str, int]
    lines: str
    found: str
    told: str


@dataclass(frozen=True, slots=True)
class Told:
    """wrong: how many faults there are, of which the first: line, column, key and values; columns:
    those of ours that say something; samples: by their place."""

    header: list[str]
    lines: int
    columns: list[str]
    samples: list[list[str]]
    products: int
    variants: int
    wrong: int
    faults: list[tuple[int, str, str, dict[str, Any]]]
    first: list[tuple[str, str, str, int, int]]


@dataclass(frozen=True, slots=True)
class ProductFileRow:
    name: str
    columns: dict[str, int]
    told: Told
    brought_by: str
    brought_at: datetime


def put(connection: Connection, name: str, reading: Reading, *, by: str, at: datetime) -> None:
    """In the place of the former one."""
    connection.execute(
        "insert into product_file (name, columns, lines, found, told, brought_by, brought_at)"
        " values (%s, %s, %s, %s, %s, %s, %s) on conflict (business_id) do update set"
        " name = excluded.name, columns = excluded.columns, lines = excluded.lines,"
        " found = excluded.found, told = excluded.told, brought_by = excluded.brought_by,"
        " brought_at = excluded.brought_at",
        (name, Jsonb(reading.columns), reading.lines, reading.found, reading.told, by, at),
    )


def load(connection: Connection) -> ProductFileRow | None:
    row = connection.execute(
        "select name, columns, told, brought_by, brought_at from product_file"
    ).fetchone()
    return ProductFileRow(row[0], row[1], Told(**row[2]), *row[3:]) if row else None


def lines(connection: Connection) -> str:
    """ "" when no file waits."""
    row = connection.execute("select lines::text from product_file").fetchone()
    return str(row[0]) if row else ""


def entries(connection: Connection) -> tuple[tuple[ProductEntry, ...], tuple[VariantEntry, ...]]:
    """What is right in it, in its order."""
    row = connection.execute("select found from product_file").fetchone()
    found = row[0] if row else {"products": (), "variants": ()}
    products = (
        ProductEntry(**one | {name: tuple(one[name]) for name in ("tags", "aliases")})
        for one in found["products"]
    )
    return tuple(products), tuple(VariantEntry(**one) for one in found["variants"])


def read_anew(connection: Connection, reading: Reading, *, brought_at: datetime) -> bool:
    """False when another file was brought meanwhile, or none waits."""
    changed = connection.execute(
        "update product_file set columns = %s, found = %s, told = %s where brought_at = %s",
        (Jsonb(reading.columns), reading.found, reading.told, brought_at),
    )
    return changed.rowcount == 1


def purge(connection: Connection, before: datetime) -> None:
    """One that was brought before, and left there."""
    connection.execute("delete from product_file where brought_at < %s", (before,))


def drop(connection: Connection) -> None:
    connection.execute("delete from product_file")
