"""Brings a shop's folder into the database: all of it or nothing, again whenever it changes."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from psycopg import Error
from psycopg.errors import DeadlockDetected, LockNotAvailable, UniqueViolation

from coccinelle.core.errors import TemporaryError
from coccinelle.store.database import Connection, Database
from coccinelle.store.importing.batches import silent
from coccinelle.store.importing.business import (
    create_or_update_business,
    number_of,
    renew_catalogue,
)
from coccinelle.store.importing.catalogue import (
    SAID,
    save_posts,
    save_products,
    save_variants,
)
from coccinelle.store.importing.customers import save_customers
from coccinelle.store.importing.folder import (
    BusinessFolder,
    ProductEntry,
    Progress,
    VariantEntry,
)
from coccinelle.store.importing.knowledge import save_knowledge
from coccinelle.store.importing.orders import save_order_lines, save_orders, save_tracking


@dataclass(frozen=True, slots=True)
class Counts:
    """What the folder held; emptied: variants known before, absent from it, now at zero."""

    business_id: int
    products: int
    variants: int
    customers: int
    orders: int
    order_lines: int
    tracking_events: int
    posts: int
    answers: int
    emptied: int


def import_business(
    database: Database,
    folder: BusinessFolder,
    now: datetime,
    *,
    slug: str | None = None,
    clock_offset_seconds: int | None = None,
    progress: Progress = silent,
) -> Counts:
    """Creates the business, or updates the one of the same slug, in one transaction.

    slug: that of a business whose name has changed, or of a namesake; by default the name's.
    clock_offset_seconds: given only for a demo business. Raises TemporaryError.
    """
    entry = replace(folder.business, slug=slug or folder.business.slug)
    business_id = number_of(database, entry.slug)
    try:
        with database.transaction(business_id) as connection:
            allow_time(connection)
            create_or_update_business(
                connection, business_id, entry, now, clock_offset_seconds=clock_offset_seconds
            )
            return import_folder(connection, folder, now, progress=progress)
    except (UniqueViolation, LockNotAvailable, DeadlockDetected) as error:
        if _is_a_fault(error):
            raise
        sentence = f"« {entry.name} » est en cours de modification : réessayez dans un instant."
        raise TemporaryError(sentence) from error


def _is_a_fault(error: Error) -> bool:
    """A double other than the business itself, just created by another import."""
    return isinstance(error, UniqueViolation) and error.diag.constraint_name != "business_slug_key"


def import_folder(
    connection: Connection, folder: BusinessFolder, now: datetime, *, progress: Progress = silent
) -> Counts:
    """All but the business itself, inside the caller's transaction."""
    allow_time(connection)
    if folder.products is not None:
        save_products(connection, folder.products, progress)
    emptied = 0
    if folder.variants is not None:
        emptied = save_variants(connection, folder.variants, now, progress)
    if folder.customers is not None:
        save_customers(connection, folder.customers, now, progress)
    _save_dealings(connection, folder, progress)
    if folder.knowledge is not None:
        save_knowledge(connection, folder.knowledge, progress)
    renew_catalogue(connection)
    return _counts(connection, folder, emptied)


def import_products(
    connection: Connection,
    products: tuple[ProductEntry, ...],
    variants: tuple[VariantEntry, ...],
    now: datetime,
    *,
    is_whole: bool,
    said: Collection[str] = SAID,
    keep_counted: bool = False,
) -> int:
    """Returns how many variants were emptied. is_whole, said, keep_counted: `save_variants`."""
    allow_time(connection)
    save_products(connection, products, silent, said=said)
    emptied = save_variants(
        connection, variants, now, silent, is_whole=is_whole, said=said, keep_counted=keep_counted
    )
    renew_catalogue(connection)
    return emptied


def allow_time(connection: Connection) -> None:
    """An import is the one piece of work that may last longer than a customer's turn."""
    connection.execute("set local statement_timeout = '120s'")
    connection.execute("set local lock_timeout = '30s'")


def _save_dealings(connection: Connection, folder: BusinessFolder, progress: Progress) -> None:
    if folder.orders is not None:
        save_orders(connection, folder.orders, progress)
    if folder.order_lines is not None:
        save_order_lines(connection, folder.orders or (), folder.order_lines, progress)
    if folder.tracking is not None:
        save_tracking(connection, folder.tracking, progress)
    if folder.posts is not None:
        save_posts(connection, folder.posts, progress)


def _counts(connection: Connection, folder: BusinessFolder, emptied: int) -> Counts:
    row = connection.execute("select current_setting('app.business_id')::bigint").fetchone()
    assert row is not None
    return Counts(
        business_id=row[0],
        products=len(folder.products or ()),
        variants=len(folder.variants or ()),
        customers=len(folder.customers or ()),
        orders=len(folder.orders or ()),
        order_lines=len(folder.order_lines or ()),
        tracking_events=len(folder.tracking or ()),
        posts=len(folder.posts or ()),
        answers=len(folder.knowledge or ()),
        emptied=emptied,
    )
